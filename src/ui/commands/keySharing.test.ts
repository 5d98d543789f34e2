import { describe, expect, it } from 'vitest';
import type { Keymap } from '#store/settingsStore.ts';
import { commandOf, commands } from './commands.ts';
import { keyPresets } from './keyPresets.ts';
import { sharingsOf } from './keySharing.ts';
import { normalKeyName } from './keyName.ts';
import { refusalOf } from './reservedKeys.ts';

const told = (keymap: Keymap, id: string) =>
  (sharingsOf(commands, keymap).get(id) ?? []).map(({ key, other, isOtherFirst, isClash }) => ({
    key,
    other: other.id,
    isOtherFirst,
    isClash,
  }));

/** Commands whose key never gets to them, as `id: key`. */
const lost = (keymap: Keymap) =>
  [...sharingsOf(commands, keymap)].flatMap(([id, sharings]) =>
    sharings
      .filter(({ isClash, isOtherFirst }) => isClash && isOtherFirst)
      .map(({ key, other }) => `${id}: ${key} goes to ${other.id}`),
  );

describe('sharingsOf', () => {
  it('tells who never gets a key, on both sides', () => {
    const keymap = { fitView: ['v'] };
    expect(told(keymap, 'fitView')).toEqual([
      { key: 'v', other: 'tool.select', isOtherFirst: true, isClash: true },
    ]);
    expect(told(keymap, 'tool.select')).toEqual([
      { key: 'v', other: 'fitView', isOtherFirst: false, isClash: true },
    ]);
  });

  it('takes it for shared on purpose when the first one is enabled in passing only', () => {
    expect(told({ fitView: ['h'] }, 'fitView')).toEqual([
      { key: 'h', other: 'hideObject', isOtherFirst: true, isClash: false },
    ]);
  });

  it('says nothing of commands that never meet on a screen', () => {
    expect(told({ fitView: ['$mod+a'] }, 'fitView')).toEqual([]);
  });

  it('finds clashes with a place of a row', () => {
    expect(lost({ fitView: ['Shift+Digit3'] })).toEqual([
      'fitView: Shift+Digit3 goes to useCategoryAnyTime',
    ]);
  });
});

describe('the layouts that come along', () => {
  for (const { id, keymap } of keyPresets) {
    it(`reach every command by all of its keys: ${id}`, () => {
      expect(lost(keymap)).toEqual([]);
    });

    it(`name keys in their one form, and none that browsers keep: ${id}`, () => {
      for (const key of commands.flatMap((command) => keymap[command.id] ?? command.keys)) {
        expect(normalKeyName(key)).toBe(key);
        expect(refusalOf(key, false), key).toBeNull();
        expect(refusalOf(key, true), key).toBeNull();
      }
    });

    it(`give a row as many keys as it has places: ${id}`, () => {
      for (const [commandId, keys] of Object.entries(keymap)) {
        const command = commands.find((each) => each.id === commandId);
        expect(command, commandId).toBeDefined();
        if (command?.row) expect(keys.length).toBe(command.keys.length);
      }
    });
  }
});

describe('refusalOf', () => {
  it('says why a key cannot be had', () => {
    expect(refusalOf('$mod+w', false)).toBe('browser');
    expect(refusalOf('F5', false)).toBe('browser');
    expect(refusalOf('$mod+Tab', false)).toBe('browser');
    expect(refusalOf('Meta+e', false)).toBe('system');
    expect(refusalOf('$mod+h', true)).toBe('system');
    expect(refusalOf('$mod+h', false)).toBeNull();
    expect(refusalOf('Shift+Tab', false)).toBe('focus');
    expect(refusalOf('Space', false)).toBe('pan');
    expect(refusalOf('$mod+Space', false)).toBeNull();
  });

  it('lets every command keep the keys it has at first', () => {
    expect(commandOf('undo').keys.map((key) => refusalOf(key, true))).toEqual([null]);
  });
});
