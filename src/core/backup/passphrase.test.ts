import { expect, it } from 'vitest';
import { passphraseStrength } from './passphrase.ts';

it('calls short ones and repeats weak, sentences strong', () => {
  expect(['', 'secret', 'Pa55word', 'aaaaaaaaaaaaaaaaaaaaaaaa'].map(passphraseStrength)).toEqual([
    'weak',
    'weak',
    'weak',
    'weak',
  ]);
  expect(passphraseStrength('tr0ub4dor&3x')).toBe('fair');
  expect(passphraseStrength('correct horse battery staple')).toBe('strong');
});
