import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameToKeep, namesOfPress, normalKeyName, type KeyPress } from './keyName.ts';

function press(
  key: string,
  code: string,
  held: Partial<Omit<KeyPress, 'getModifierState'>> & { readonly altGraph?: boolean } = {},
): KeyPress {
  const { altGraph = false, ...rest } = held;
  return {
    key,
    code,
    ctrlKey: altGraph,
    metaKey: false,
    altKey: altGraph,
    shiftKey: false,
    getModifierState: () => altGraph,
    ...rest,
  };
}

const names = (event: KeyPress) => namesOfPress(event, false);

describe('the names of a pressed key', () => {
  it('are the letter as it is printed, with what is held', () => {
    expect(names(press('v', 'KeyV'))).toEqual(['v']);
    expect(names(press('F', 'KeyF', { shiftKey: true }))).toEqual(['Shift+f']);
    expect(names(press('Z', 'KeyZ', { ctrlKey: true, shiftKey: true }))).toEqual(['$mod+Shift+z']);
    // Caps Lock holds nothing
    expect(names(press('F', 'KeyF'))).toEqual(['f']);
    // French keyboards print a where others print q
    expect(names(press('a', 'KeyQ'))).toEqual(['a']);
  });

  it('are the place of a digit, and also the sign that is printed there', () => {
    expect(names(press('1', 'Digit1'))).toEqual(['Digit1']);
    expect(names(press('&', 'Digit1'))).toEqual(['Digit1', '&']);
    expect(names(press('/', 'Digit7', { shiftKey: true }))).toEqual(['Shift+Digit7', '/']);
    expect(names(press('7', 'Numpad7'))).toEqual(['Numpad7', 'Digit7']);
    // keyboards on a screen have no places
    expect(names(press('7', ''))).toEqual(['Digit7']);
  });

  it('say no Shift that a sign says already', () => {
    expect(names(press('?', 'Slash', { shiftKey: true }))).toEqual(['?']);
    expect(names(press('?', 'Minus', { shiftKey: true }))).toEqual(['?']);
    expect(names(press('+', 'NumpadAdd'))).toEqual(['NumpadAdd', '+']);
  });

  it('fall back to the place where a keyboard prints no Latin letters', () => {
    expect(names(press('ы', 'KeyS'))).toEqual(['ы', 's']);
    expect(names(press('Σ', 'KeyS', { shiftKey: true }))).toEqual(['Shift+σ', 'Shift+s']);
    expect(names(press('я', 'KeyZ', { ctrlKey: true }))).toEqual(['$mod+я', '$mod+z']);
    expect(names(press('х', 'BracketLeft'))).toEqual(['х', '[']);
    expect(names(press('ü', 'BracketLeft'))).toEqual(['ü', '[']);
    // Option prints other signs on a Mac
    expect(namesOfPress(press('ß', 'KeyS', { altKey: true }), true)).toEqual(['Alt+ß', 'Alt+s']);
    expect(names(press('Dead', 'KeyN', { altKey: true }))).toEqual(['Alt+n']);
    expect(names(press('Process', 'KeyB'))).toEqual(['b']);
  });

  it('take AltGr for the way to a sign', () => {
    expect(names(press('[', 'Digit8', { altGraph: true }))).toEqual(['[']);
  });

  it('are none while only modifiers are held', () => {
    for (const key of ['Shift', 'Control', 'Alt', 'Meta', 'AltGraph', 'CapsLock']) {
      expect(names(press(key, `${key}Left`, { shiftKey: true }))).toEqual([]);
    }
  });

  it('know Command for what Ctrl is elsewhere', () => {
    const onMac = (event: KeyPress) => namesOfPress(event, true);
    expect(onMac(press('k', 'KeyK', { metaKey: true }))).toEqual(['$mod+k']);
    expect(onMac(press('k', 'KeyK', { ctrlKey: true }))).toEqual(['Control+k']);
    expect(names(press('k', 'KeyK', { metaKey: true }))).toEqual(['Meta+k']);
  });

  it('are kept as one that all keyboards have', () => {
    expect(nameToKeep(press('ы', 'KeyS'), false)).toBe('s');
    expect(nameToKeep(press('ö', 'Semicolon'), false)).toBe(';');
    expect(nameToKeep(press('ñ', ''), false)).toBe('ñ');
    expect(nameToKeep(press('Shift', 'ShiftLeft'), false)).toBeNull();
  });
});

describe('normalKeyName', () => {
  it('puts what a person writes into the one form', () => {
    expect(normalKeyName('Shift+$mod+Z')).toBe('$mod+Shift+z');
    expect(normalKeyName('Shift+?')).toBe('?');
    expect(normalKeyName('Shift++')).toBe('+');
    expect(normalKeyName('$mod++')).toBe('$mod++');
    expect(normalKeyName('F12')).toBe('F12');
    expect(normalKeyName('Ü')).toBe('ü');
  });

  it('refuses what names no key', () => {
    for (const text of ['', 'Shift', 'ctrl+a', '1', 'ab', 'Dead', 'a b', '$mod+Control']) {
      expect(normalKeyName(text), text).toBeNull();
    }
  });

  it('changes nothing more the second time', () => {
    const part = fc.constantFrom('$mod', 'Alt', 'Shift', 'a', 'Z', '+', '?', 'Digit1', 'Enter', '');
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), (parts) => {
        const name = normalKeyName(parts.join('+'));
        if (name !== null) expect(normalKeyName(name)).toBe(name);
      }),
    );
  });

  it('is what a pressed key is called', () => {
    const key = fc.constantFrom('a', 'B', '?', '+', '1', 'я', 'ü', 'Enter', 'F2', ' ', 'PageUp');
    const code = fc.constantFrom('KeyA', 'Digit1', 'Numpad1', 'NumpadAdd', 'Slash', 'Space', '');
    fc.assert(
      fc.property(key, code, fc.boolean(), fc.boolean(), (...[char, place, ctrlKey, shiftKey]) => {
        for (const name of names(press(char, place, { ctrlKey, shiftKey }))) {
          expect(normalKeyName(name)).toBe(name);
        }
      }),
    );
  });
});
