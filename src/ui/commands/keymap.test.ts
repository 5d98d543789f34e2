import { describe, expect, it } from 'vitest';
import { commandOf, commands } from './commands.ts';
import { keysOf, withKeyAt, withKeys, withoutKey } from './keymap.ts';
import { layoutText, readLayout } from './keyLayout.ts';

const undo = commandOf('undo');
const redo = commandOf('redo');
const row = commandOf('showCandidate');

describe('a key map', () => {
  it('holds what differs from the keys at first', () => {
    const keymap = withKeys({}, undo, ['u']);
    expect(keymap).toEqual({ undo: ['u'] });
    expect(keysOf(keymap, undo)).toEqual(['u']);
    expect(keysOf(keymap, redo)).toEqual(redo.keys);
    expect(withKeys(keymap, undo, undo.keys)).toEqual({});
  });

  it('changes one key of several, adds one, and takes one away', () => {
    expect(withKeyAt({}, redo, { index: 1, key: 'y' })).toEqual({ redo: ['$mod+Shift+z', 'y'] });
    expect(withKeyAt({}, redo, { index: 2, key: 'y' })).toEqual({ redo: [...redo.keys, 'y'] });
    expect(withoutKey({}, redo, '$mod+y')).toEqual({ redo: ['$mod+Shift+z'] });
  });

  it('has a key once', () => {
    expect(withKeyAt({}, redo, { index: 0, key: '$mod+y' })).toEqual({ redo: ['$mod+y'] });
  });

  it('keeps the places of a row', () => {
    expect(withoutKey({}, row, 'Digit2')).toEqual({
      showCandidate: ['Digit1', '', 'Digit3', 'Digit4'],
    });
    // the place that had it before stays free
    expect(withKeyAt({}, row, { index: 0, key: 'Digit2' })).toEqual({
      showCandidate: ['Digit2', '', 'Digit3', 'Digit4'],
    });
  });
});

describe('a layout in a file', () => {
  const read = (keys: unknown) =>
    readLayout(JSON.stringify({ format: 'maskwright-keys', version: 1, keys }), commands, false);

  it('comes back as it left', () => {
    const keymap = { undo: ['u'], showCandidate: ['q', '', 'w', ''] };
    expect(readLayout(layoutText(commands, keymap), commands, false)).toEqual({
      keymap,
      changedCount: 2,
      unknownIds: [],
      refused: [],
    });
  });

  it('leaves out what is not known or cannot be had, and says so', () => {
    expect(read({ fly: ['f'], undo: ['Shift+$mod+U', '$mod+w', 'nonsense key'], redo: 7 })).toEqual(
      {
        keymap: { undo: ['$mod+Shift+u'] },
        changedCount: 1,
        unknownIds: ['fly'],
        refused: ['undo: $mod+w', 'undo: nonsense key', 'redo'],
      },
    );
  });

  it('gives a row no more and no fewer places than it has', () => {
    expect(read({ showCandidate: ['q'] })?.keymap).toEqual({ showCandidate: ['q', '', '', ''] });
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    expect(read({ showCandidate: six })?.keymap).toEqual({ showCandidate: six.slice(0, 4) });
  });

  it('is none when it says anything else', () => {
    const texts = ['', '[]', 'null', '{"keys":{}}', '{"format":"maskwright-keys","keys":[]}'];
    for (const text of [
      ...texts,
      '{"format":"maskwright-keys"}',
      '{"format":"maskwright-keys","keys":null}',
    ]) {
      expect(readLayout(text, commands, false), text).toBeNull();
    }
  });

  it('cannot reach what all objects have', () => {
    const text = '{"format":"maskwright-keys","keys":{"__proto__":["a"],"constructor":["b"]}}';
    expect(readLayout(text, commands, false)?.unknownIds).toEqual(['__proto__', 'constructor']);
  });
});
