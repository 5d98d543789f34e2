/** What a JSON file is made of: items of the arrays at its top, and other values there. */
export interface JsonVisitor {
  /**
   * One item of an array. `key`: the array's name; '' when the whole file is one. `bytes`: the item's
   * own, UTF-8, valid only during the call; null: longer than {@link maxItemBytes}.
   */
  item(key: string, index: number, bytes: Uint8Array<ArrayBuffer> | null): void;
  /** A value at the top that is no array. */
  value(key: string, bytes: Uint8Array<ArrayBuffer> | null): void;
}

/** Why a file was not read to its end. */
export interface JsonFault {
  readonly kind: 'notJson' | 'truncated';
  readonly at: number; // byte
}

/** No item of sense is longer; what is, is passed over without being held in memory. */
export const maxItemBytes = 64 * 1024 * 1024;

/**
 * Visits the items of a JSON file one by one as its bytes come in, so that it need not fit in memory.
 * Items are only told apart, not checked: the visitor parses them. Null: read to the end.
 * Source: RFC 8259; a byte order mark is passed over.
 */
export async function visitJson(
  pieces: AsyncIterable<Uint8Array<ArrayBuffer>>,
  decode: (utf8: Uint8Array<ArrayBuffer>) => string,
  visitor: JsonVisitor,
): Promise<JsonFault | null> {
  const scanner = new JsonScanner(decode, visitor);
  for await (const piece of pieces) if (!scanner.take(piece)) return scanner.fault();
  return scanner.fault();
}

/** A value out of an item's bytes; undefined when they are no JSON. Never throws. */
export function parseJson(
  bytes: Uint8Array<ArrayBuffer>,
  decode: (utf8: Uint8Array<ArrayBuffer>) => string,
): unknown {
  try {
    return JSON.parse(decode(bytes));
  } catch {
    return undefined; // NaN, Infinity, or whatever else is wrong
  }
}

type Place = 'start' | 'object' | 'colon' | 'value' | 'array' | 'end' | 'broken';

const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openArray = 0x5b;
const backslash = 0x5c;
const closeArray = 0x5d;
const openObject = 0x7b;
const closeObject = 0x7d;

class JsonScanner {
  readonly #decode: (utf8: Uint8Array<ArrayBuffer>) => string;
  readonly #visitor: JsonVisitor;
  #place: Place = 'start';
  #isList = false; // the whole file is an array
  #key = '';
  #index = 0;
  #offset = 0; // of the piece in the file
  #brokenAt = 0;
  readonly #token = new Token();

  constructor(decode: (utf8: Uint8Array<ArrayBuffer>) => string, visitor: JsonVisitor) {
    this.#decode = decode;
    this.#visitor = visitor;
  }

  /** False when the rest need not be read. */
  take(piece: Uint8Array<ArrayBuffer>): boolean {
    let at = 0;
    while (at < piece.length && this.#place !== 'broken') {
      if (this.#token.isOpen) {
        at = this.#token.take(piece, at);
        if (!this.#token.isOpen) this.#endToken();
      } else {
        at = this.#step(piece, at);
      }
    }
    this.#offset += piece.length;
    return this.#place !== 'broken';
  }

  fault(): JsonFault | null {
    if (this.#place === 'broken') return { kind: 'notJson', at: this.#brokenAt };
    if (this.#place === 'end') return null;
    return { kind: this.#place === 'start' ? 'notJson' : 'truncated', at: this.#offset };
  }

  /** One byte outside of values; a byte that begins a value is left to it. */
  #step(piece: Uint8Array<ArrayBuffer>, at: number): number {
    const byte = piece[at] ?? 0;
    if (isSpace(byte)) return at + 1;
    switch (this.#place) {
      case 'start':
        return this.#stepAtStart(byte, at);
      case 'object':
        if (byte === closeObject) this.#place = 'end';
        else if (byte === quote) this.#token.open();
        else if (byte !== comma) return this.#break(at);
        return byte === quote ? at : at + 1;
      case 'colon':
        if (byte !== colon) return this.#break(at);
        this.#place = 'value';
        return at + 1;
      case 'value':
        if (isStray(byte)) return this.#break(at);
        if (byte !== openArray) return this.#open(at);
        this.#enterArray();
        return at + 1;
      case 'array':
        if (byte === closeArray) this.#place = this.#isList ? 'end' : 'object';
        else if (byte !== comma) return isStray(byte) ? this.#break(at) : this.#open(at);
        return at + 1;
      case 'end':
      case 'broken':
        return this.#break(at);
    }
  }

  #stepAtStart(byte: number, at: number): number {
    const isMark = this.#offset + at < 3 && [0xef, 0xbb, 0xbf].includes(byte);
    if (byte === openObject) this.#place = 'object';
    else if (byte === openArray) {
      this.#isList = true;
      this.#enterArray();
    } else if (!isMark) return this.#break(at);
    return at + 1;
  }

  #enterArray(): void {
    this.#place = 'array';
    this.#index = 0;
  }

  #open(at: number): number {
    this.#token.open();
    return at;
  }

  #break(at: number): number {
    this.#place = 'broken';
    this.#brokenAt = this.#offset + at;
    return at;
  }

  #endToken(): void {
    const bytes = this.#token.close();
    if (this.#place === 'array') {
      this.#visitor.item(this.#key, this.#index, bytes);
      this.#index += 1;
    } else if (this.#place === 'object') {
      const key = bytes === null ? undefined : parseJson(bytes, this.#decode);
      this.#key = typeof key === 'string' ? key : '';
      this.#place = 'colon';
    } else {
      this.#place = 'object';
      this.#visitor.value(this.#key, bytes);
    }
  }
}

/** The bytes of one value, out of one or more pieces. */
class Token {
  isOpen = false;
  #parts: Uint8Array<ArrayBuffer>[] = [];
  #length = 0;
  #depth = 0;
  #isString = false;
  #isEscaped = false;

  open(): void {
    this.isOpen = true;
    this.#parts = [];
    this.#length = 0;
    this.#depth = 0;
    this.#isString = false;
    this.#isEscaped = false;
  }

  /** Takes bytes up to the end of the value or of the piece; the place behind them. */
  take(piece: Uint8Array<ArrayBuffer>, start: number): number {
    const end = this.#endIn(piece, start);
    this.#length += end - start;
    // a value in the middle of a piece is handed on without a copy
    const part = piece.subarray(start, end);
    if (this.#length <= maxItemBytes) this.#parts.push(this.isOpen ? part.slice() : part);
    else this.#parts = [];
    return end;
  }

  /** The whole value; null when it was too long. */
  close(): Uint8Array<ArrayBuffer> | null {
    if (this.#length > maxItemBytes) return null;
    const [only] = this.#parts;
    if (only && this.#parts.length === 1) return only;
    const whole = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      whole.set(part, at);
      at += part.length;
    }
    this.#parts = [];
    return whole;
  }

  #endIn(piece: Uint8Array<ArrayBuffer>, start: number): number {
    for (let at = start; at < piece.length; at += 1) {
      const byte = piece[at] ?? 0;
      if (this.#isString) {
        if (this.#passInString(byte)) return this.#finish(at + 1);
      } else if (byte === quote) {
        this.#isString = true;
      } else if (byte === openObject || byte === openArray) {
        this.#depth += 1;
      } else if (byte === closeObject || byte === closeArray) {
        if (this.#depth === 0) return this.#finish(at);
        this.#depth -= 1;
        if (this.#depth === 0) return this.#finish(at + 1);
      } else if (this.#depth === 0 && (byte === comma || isSpace(byte))) {
        return this.#finish(at);
      }
    }
    return piece.length;
  }

  /** True when the value, a string, ends with this byte. */
  #passInString(byte: number): boolean {
    if (this.#isEscaped) this.#isEscaped = false;
    else if (byte === backslash) this.#isEscaped = true;
    else if (byte === quote) this.#isString = false;
    return !this.#isString && this.#depth === 0;
  }

  #finish(end: number): number {
    this.isOpen = false;
    return end;
  }
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Whether no value can begin with it. */
function isStray(byte: number): boolean {
  return byte === colon || byte === comma || byte === closeArray || byte === closeObject;
}
