export type PassphraseStrength = 'weak' | 'fair' | 'strong';

/**
 * A rough guess at how long a passphrase holds: letters and their kinds count, repeats do not. Who
 * guesses may try some ten thousand a second against the key derivation of a sealed file.
 */
export function passphraseStrength(passphrase: string): PassphraseStrength {
  const letters = Array.from(passphrase.normalize('NFKC'));
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u];
  const poolSize = 12 * kinds.filter((kind) => kind.test(passphrase)).length + 14;
  const distinct = new Set(letters).size;
  const counted = Math.min(letters.length, 2 * distinct);
  const bits = counted * Math.log2(poolSize);
  if (bits < 50) return 'weak';
  return bits < 80 ? 'fair' : 'strong';
}
