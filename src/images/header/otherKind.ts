import type { OtherKind } from '#core/image/unreadable.ts';

/** What a kind of file begins with, or has at a fixed place. */
interface Signature {
  readonly kind: OtherKind;
  readonly text: string; // a character a byte
  readonly offset?: number;
}

const signatures: readonly Signature[] = [
  { kind: 'jpeg2000', text: '\0\0\0\x0cjP  ' },
  { kind: 'jpeg2000', text: '\xff\x4f\xff\x51' },
  { kind: 'jpegXl', text: '\xff\x0a' },
  { kind: 'jpegXl', text: '\0\0\0\x0cJXL ' },
  { kind: 'photoshop', text: '8BPS' },
  { kind: 'sgi', text: '\x01\xda' },
  { kind: 'fits', text: 'SIMPLE  =' },
  { kind: 'hdr', text: '#?RADIANCE' },
  { kind: 'hdr', text: '#?RGBE' },
  { kind: 'hdr', text: '\x76\x2f\x31\x01' }, // OpenEXR
  { kind: 'dicom', text: 'DICM', offset: 128 },
  { kind: 'nifti', text: '\x5c\x01\0\0' }, // and Analyze, of which it is the heir
  { kind: 'nifti', text: '\0\0\x01\x5c' },
  { kind: 'raw', text: 'FUJIFILMCCD-RAW' },
  { kind: 'video', text: 'ftyp', offset: 4 },
  { kind: 'video', text: '\x1a\x45\xdf\xa3' },
  { kind: 'video', text: 'AVI ', offset: 8 },
  { kind: 'archive', text: 'PK\x03\x04' },
  { kind: 'archive', text: '\x1f\x8b' },
  { kind: 'archive', text: 'Rar!' },
  { kind: 'archive', text: '7z\xbc\xaf' },
  { kind: 'dataFile', text: 'MATLAB 5.0' },
  { kind: 'dataFile', text: '\x93NUMPY' },
  { kind: 'dataFile', text: '\x89HDF' },
  { kind: 'dataFile', text: 'acsp', offset: 36 }, // a colour profile
  { kind: 'icon', text: '\0\0\x01\0' },
  { kind: 'icon', text: '\0\0\x02\0' }, // a cursor
];

/** What texts of a kind have near their start. */
const patterns: readonly (readonly [OtherKind, RegExp])[] = [
  ['netpbm', /^P[1-7][\s#]/u],
  ['pdf', /%PDF-/u],
  ['svg', /<svg[\s>]/u],
  ['webPage', /^\s*<(?:!doctype html|html|head)/iu],
];

/** Where the bytes say little or nothing, the name may say more. */
const names: readonly (readonly [OtherKind, RegExp])[] = [
  ['nifti', /\.(?:nii(?:\.gz)?|img)$/iu],
  ['svg', /\.svgz$|\.svg\.gz$/iu],
  ['targa', /\.tga$/iu],
  ['dicom', /\.(?:dcm|dicom)$/iu],
  ['raw', /\.(?:cr2|cr3|nef|arw|raf|orf|rw2|dng)$/iu],
];

/**
 * What a file is that holds no picture for the studio.
 *
 * @param bytes of the file; the first kilobyte is looked at
 * @returns null: nobody knows
 */
export function otherKindOf(bytes: Uint8Array, fileName: string): OtherKind | null {
  const head = bytes.subarray(0, 1024);
  const text = String.fromCharCode(...head);
  const signed =
    signatures.find((one) => text.startsWith(one.text, one.offset ?? 0))?.kind ??
    patterns.find(([, pattern]) => pattern.test(text))?.[0] ??
    null;
  const named = names.find(([, pattern]) => pattern.test(fileName))?.[0] ?? null;
  if (signed === null) return named ?? (isText(head) ? 'text' : null);
  return weaklySigned.has(signed) ? (named ?? signed) : signed;
}

/** Bytes that other kinds begin with too: packed pictures, boxes of raw photos, Targa. */
const weaklySigned = new Set<OtherKind>(['archive', 'video', 'icon']);

function isText(head: Uint8Array): boolean {
  return head.length > 0 && head.every((byte) => byte >= 32 || (byte >= 9 && byte <= 13));
}
