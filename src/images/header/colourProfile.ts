/** Profiles and colour boxes lie near the start of a file. */
const headLength = 65_536;

/**
 * Whether a file says of its colours that they are Display P3, as most phones do: by the name of its ICC
 * profile, or by number in a box of a HEIC.
 */
export function isDisplayP3(bytes: Uint8Array): boolean {
  return hasAny(bytes, ['Display P3', wide('Display P3'), 'nclx\0\x0c']);
}

/** Whether a JPEG keeps colours as XYB, which readers that ignore profiles show as pink and green. */
export function isXyb(bytes: Uint8Array): boolean {
  return hasAny(bytes, [wide('XYB_')]);
}

/** As UTF-16, big endian: each letter behind a zero. */
function wide(text: string): string {
  return text.replaceAll(/./gu, '\0$&');
}

function hasAny(bytes: Uint8Array, texts: readonly string[]): boolean {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, headLength));
  return texts.some((text) => head.includes(text));
}
