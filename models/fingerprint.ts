import { createHash } from 'node:crypto';

/** What tells two files apart. */
export interface Fingerprint {
  readonly sha256: string; // hex
  readonly sizeBytes: number;
}

export function fingerprintOf(bytes: Uint8Array): Fingerprint {
  return {
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.byteLength,
  };
}

export function isSame(one: Fingerprint, other: Fingerprint): boolean {
  return one.sha256 === other.sha256 && one.sizeBytes === other.sizeBytes;
}

/** For messages: `16501766 bytes, sha256 800b…`. */
export function describeFingerprint({ sha256, sizeBytes }: Fingerprint): string {
  return `${sizeBytes} bytes, sha256 ${sha256}`;
}
