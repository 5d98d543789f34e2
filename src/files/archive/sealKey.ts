import { iterationsWritten, saltBytes } from './sealFormat.ts';

/** What a passphrase was made into: it seals files, and neither it nor the passphrase can be read out of it. */
export interface SealKey {
  readonly master: CryptoKey; // HKDF, not extractable; may lie in IndexedDB
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly iterations: number;
}

/** The keys of one file. */
export interface FileKeys {
  readonly encryption: CryptoKey; // AES-256-GCM
  readonly check: Uint8Array<ArrayBuffer>; // 16 bytes that only this passphrase gives
}

/** A key for files to be written. Takes about 0.3 s, on another thread. */
export function newSealKey(passphrase: string): Promise<SealKey> {
  const salt = crypto.getRandomValues(new Uint8Array(saltBytes));
  return sealKeyOf(passphrase, salt, iterationsWritten);
}

/** The key of a passphrase for files with this salt; letters count as one sees them (NFKC). */
export async function sealKeyOf(
  passphrase: string,
  salt: Uint8Array<ArrayBuffer>,
  iterations: number,
): Promise<SealKey> {
  const { subtle } = crypto;
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const base = await subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveBits']);
  const parameters = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations };
  const bits = await subtle.deriveBits(parameters, base, 256);
  const usages = ['deriveKey', 'deriveBits'] as const;
  const master = await subtle.importKey('raw', bits, 'HKDF', false, usages);
  return { master, salt, iterations };
}

export async function fileKeysOf(
  { master }: SealKey,
  fileSalt: Uint8Array<ArrayBuffer>,
): Promise<FileKeys> {
  const { subtle } = crypto;
  const parameters = (info: string) => ({
    name: 'HKDF',
    hash: 'SHA-256',
    salt: fileSalt,
    info: new TextEncoder().encode(`maskwright seal 1 ${info}`),
  });
  const aes = { name: 'AES-GCM', length: 256 };
  const usages = ['encrypt', 'decrypt'] as const;
  const [encryption, check] = await Promise.all([
    subtle.deriveKey(parameters('key'), master, aes, false, usages),
    subtle.deriveBits(parameters('check'), master, 128),
  ]);
  return { encryption, check: new Uint8Array(check) };
}
