const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
const digits = new Map(
  Array.from(alphabet, (character, digit) => [character.charCodeAt(0), digit]),
);
const padding = '='.charCodeAt(0);

/** Bytes as Base64 with padding, one line. Source: RFC 4648. */
export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const triple = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    text += alphabet.charAt(triple >> 18) + alphabet.charAt((triple >> 12) & 63);
    text += i + 1 < bytes.length ? alphabet.charAt((triple >> 6) & 63) : '=';
    text += i + 2 < bytes.length ? alphabet.charAt(triple & 63) : '=';
  }
  return text;
}

/** The bytes of Base64, breaks between lines allowed; null when it is none. Source: RFC 4648. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes = new Uint8Array(Math.ceil((text.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let bitCount = 0;
  let isPadded = false;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === padding) {
      isPadded = true;
      continue;
    }
    if (code === 10 || code === 13 || code === 32) continue;
    const digit = digits.get(code);
    if (digit === undefined || isPadded) return null;
    bits = ((bits << 6) | digit) & 0xff_ff;
    bitCount += 6;
    if (bitCount < 8) continue;
    bitCount -= 8;
    bytes[length] = (bits >> bitCount) & 255;
    length += 1;
  }
  return bitCount === 6 ? null : bytes.slice(0, length);
}
