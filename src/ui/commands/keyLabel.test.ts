import i18next from 'i18next';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadTexts, speak } from '../text/text.ts';
import { keyParts } from './keyLabel.ts';

beforeAll(loadTexts);

describe('keyParts', () => {
  it('names the keys as they are printed', () => {
    expect(keyParts(i18next.t, '$mod+Shift+z', false)).toEqual(['Ctrl', 'Shift', 'Z']);
    expect(keyParts(i18next.t, '$mod+a', true)).toEqual(['⌘', 'A']);
    expect(keyParts(i18next.t, 'NumpadEnter', false)).toEqual(['Num Enter']);
    expect(keyParts(i18next.t, '$mod+Alt+?', false)).toEqual(['Ctrl', 'Alt', '?']);
    expect(keyParts(i18next.t, 'F2', false)).toEqual(['F2']);
  });

  describe('in German', () => {
    beforeAll(() => speak('de'));
    afterAll(() => speak('en'));

    it('names them as a German keyboard does', () => {
      expect(keyParts(i18next.t, '$mod+Shift+z', false)).toEqual(['Strg', 'Umschalt', 'Z']);
      expect(keyParts(i18next.t, 'Delete', false)).toEqual(['Entf']);
    });
  });
});
