/**
 * Names of keys: modifiers in the order `$mod`, `Control`, `Meta`, `Alt`, `Shift`, then the key, joined
 * by `+`. `$mod` is Command on a Mac and Ctrl elsewhere. The key is
 * - a letter as it is printed, in lower case: `v`, `Shift+f`;
 * - a digit by its place, since some keyboards print others there: `Digit1`, `Numpad1`;
 * - any other sign as it is printed, whatever has to be held for it: `?`, `+`, `[`;
 * - or what `KeyboardEvent.key` calls it: `Enter`, `PageDown`, `F2`, and `Space`.
 */
const modifierOrder: readonly string[] = ['$mod', 'Control', 'Meta', 'Alt', 'Shift'];

/** The part of a keyboard event that says which key it is about. */
export interface KeyPress {
  readonly key: string;
  readonly code: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
  getModifierState(key: 'AltGraph'): boolean;
}

/** What an American keyboard prints at a place; for keyboards that print no Latin letters there. */
const signAt: Readonly<Record<string, string>> = {
  Backquote: '`',
  Minus: '-',
  Equal: '=',
  BracketLeft: '[',
  BracketRight: ']',
  Backslash: '\\',
  Semicolon: ';',
  Quote: "'",
  Comma: ',',
  Period: '.',
  Slash: '/',
};

const anySign = /^.$/su;
const letter = /^[a-z]$/u;
const sign = /^[!-/:-@[-`{-~]$/u; // of ASCII, neither letter nor digit
const foreignLetter = /^[^ -~\p{Cc}]$/u;
const keyWord = /^[A-Z][A-Za-z]+[0-9]{0,2}$|^F[0-9]{1,2}$/u;
/** Of input methods, dead keys and what browsers do not know. */
const noSign = /^(?:Dead|Process|Unidentified)$/u;
const onlyHeld = /^(?:Shift|Control|Alt|Meta|OS|AltGraph|Hyper|Super|Symbol|Fn|\w+Lock)$/u;

/**
 * The names of a pressed key, the one that fits best first: a Cyrillic letter also answers to the Latin
 * one at its place, a key of the number pad also to the one it doubles. Empty while only modifiers are held.
 */
export function namesOfPress(press: KeyPress, isMac: boolean): readonly string[] {
  return plainNames(press).map((name) => [...modifiersOf(press, name, isMac), name].join('+'));
}

/** The name to keep of a pressed key: one that all keyboards have, if there is one; null: no key yet. */
export function nameToKeep(press: KeyPress, isMac: boolean): string | null {
  const names = namesOfPress(press, isMac);
  return names.find((name) => /^[ -~]+$/u.test(name)) ?? names[0] ?? null;
}

/**
 * A name in its one form: modifiers in order, letters in lower case, no Shift that a sign says already.
 *
 * @returns null when it names no key
 */
export function normalKeyName(text: string): string | null {
  const { modifiers, key } = partsOfName(text);
  if (modifiers.some((each) => !modifierOrder.includes(each))) return null;
  const plain = anySign.test(key) ? key.toLowerCase() : key;
  if (![letter, sign, foreignLetter, keyWord].some((form) => form.test(plain))) return null;
  if (onlyHeld.test(plain) || noSign.test(plain)) return null;
  const held = modifierOrder.filter(
    (each) => modifiers.includes(each) && !(each === 'Shift' && sign.test(plain)),
  );
  return [...held, plain].join('+');
}

/** A name in its parts. The sign `+` separates, and is a key itself at the end. */
export function partsOfName(name: string): {
  readonly modifiers: readonly string[];
  readonly key: string;
} {
  const parts = name.endsWith('+') ? [...name.slice(0, -1).split('+'), '+'] : name.split('+');
  return { modifiers: parts.slice(0, -1).filter((part) => part !== ''), key: parts.at(-1) ?? '' };
}

function plainNames(press: KeyPress): readonly string[] {
  const { key, code } = press;
  if (key === ' ') return ['Space'];
  if (anySign.test(key) || noSign.test(key)) return namesOfSign(press);
  if (onlyHeld.test(key)) return [];
  return code === 'NumpadEnter' ? [code, key] : [key];
}

function namesOfSign(press: KeyPress): readonly string[] {
  const { code } = press;
  const printed = press.key.toLowerCase();
  const asPrinted = sign.test(printed) ? [printed] : [];
  if (/^\d$/u.test(printed) && !/\d$/u.test(code)) return [`Digit${printed}`];
  if (isAltGraph(press)) return [printed];
  if (/^Digit\d$/u.test(code)) return [code, ...asPrinted];
  if (/^Numpad\d$/u.test(code)) return [code, `Digit${code.slice(-1)}`];
  if (code.startsWith('Numpad')) return [code, ...asPrinted];
  if (letter.test(printed) || sign.test(printed)) return [printed];
  const signThere = press.shiftKey ? undefined : signAt[code];
  const place = /^Key[A-Z]$/u.test(code) ? code.slice(3).toLowerCase() : signThere;
  return [...(noSign.test(press.key) ? [] : [printed]), ...(place ? [place] : [])];
}

function modifiersOf(press: KeyPress, name: string, isMac: boolean): readonly string[] {
  const isSignItself = name === press.key && sign.test(name);
  const isHeld: Readonly<Record<string, boolean>> = {
    $mod: isMac ? press.metaKey : press.ctrlKey && !isAltGraph(press),
    Control: isMac && press.ctrlKey,
    Meta: !isMac && press.metaKey,
    Alt: press.altKey && !isAltGraph(press),
    Shift: press.shiftKey && !isSignItself,
  };
  return modifierOrder.filter((modifier) => isHeld[modifier]);
}

/** Windows says that Ctrl and Alt are held with AltGr, which is but the way to a sign. */
function isAltGraph(press: KeyPress): boolean {
  return press.getModifierState('AltGraph');
}
