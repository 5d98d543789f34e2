/** One value of a JSON file that is read piece by piece. */
export interface JsonItem {
  readonly key: string; // of the file's object; '' when the file is a list
  readonly index: number | null; // in the list; null: the value is no list
  readonly bytes: Uint8Array<ArrayBuffer>; // JSON of the value, UTF-8
}

/** How a file ended: as it should, in the middle, or with what is no JSON. */
export type JsonEnd = 'complete' | 'truncated' | 'notJson';

/** A value of more bytes than this is left out: no list of objects has one. */
const maxItemBytes = 400 * 1024 * 1024;

/**
 * Hands out the values of a JSON file one by one, so that it may be larger than memory: of an object each
 * value, of a list at its top, or in its object, each item. Values are not checked but for their brackets;
 * whoever parses them finds what is wrong. What came before a fault has been handed out.
 *
 * @param decode UTF-8 to text
 */
export async function readJsonItems(
  stream: AsyncIterable<Uint8Array<ArrayBuffer>>,
  decode: (utf8: Uint8Array<ArrayBuffer>) => string,
  visit: (item: JsonItem) => void,
): Promise<JsonEnd> {
  const scanner = new JsonScanner(decode, visit);
  for await (const chunk of stream) {
    if (!scanner.push(chunk)) return 'notJson';
  }
  return scanner.end();
}

const quote = 34;
const backslash = 92;
const comma = 44;
const colon = 58;
const openList = 91;
const closeList = 93;
const openObject = 123;
const closeObject = 125;

type State = 'start' | 'key' | 'colon' | 'value' | 'after' | 'done';

class JsonScanner {
  private readonly decode: (utf8: Uint8Array<ArrayBuffer>) => string;
  private readonly visit: (item: JsonItem) => void;
  private state: State = 'start';
  private isList = false; // the top of the file
  private index: number | null = null; // of the next item of the list that is open
  private key = '';
  private isInString = false;
  private isEscaped = false;
  private depth = 0; // of brackets inside the value at hand
  private isCapturing = false;
  private captured: Uint8Array<ArrayBuffer>[] = [];
  private capturedBytes = 0;

  constructor(decode: (utf8: Uint8Array<ArrayBuffer>) => string, visit: (item: JsonItem) => void) {
    this.decode = decode;
    this.visit = visit;
  }

  /** @returns false once the bytes are no JSON */
  push(chunk: Uint8Array<ArrayBuffer>): boolean {
    let from = 0; // of what is captured of this chunk
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] ?? 0;
      if (this.isInString) {
        if (this.isEscaped) this.isEscaped = false;
        else if (byte === backslash) this.isEscaped = true;
        else if (byte === quote) {
          this.isInString = false;
          if (this.state === 'key') this.endKey(chunk.subarray(from, at + 1));
        }
        continue;
      }
      if (this.isCapturing && this.depth > 0) {
        this.inside(byte);
        if (this.depth === 0) {
          this.endValue(chunk.subarray(from, at + 1));
        }
        continue;
      }
      if (this.isCapturing && byte !== comma && byte !== closeList && byte !== closeObject) {
        if (byte === quote) this.isInString = true;
        continue; // a number, a word, or what follows a string
      }
      if (this.isCapturing) this.endValue(chunk.subarray(from, at));
      if (isSpace(byte)) continue;
      const before = this.isCapturing;
      if (!this.outside(byte)) return false;
      if (!before && this.isCapturing) from = at;
    }
    if (this.isCapturing) this.keep(chunk.slice(from));
    return this.capturedBytes <= maxItemBytes;
  }

  end(): JsonEnd {
    if (this.state === 'start') return 'notJson';
    return this.state === 'done' ? 'complete' : 'truncated';
  }

  /** A byte of a value that has brackets. */
  private inside(byte: number): void {
    if (byte === quote) this.isInString = true;
    else if (byte === openList || byte === openObject) this.depth += 1;
    else if (byte === closeList || byte === closeObject) this.depth -= 1;
  }

  /** A byte between values. @returns whether it may stand there */
  private outside(byte: number): boolean {
    switch (this.state) {
      case 'start':
        if (byte === 0xef || byte === 0xbb || byte === 0xbf) return true; // the mark of UTF-8
        if (byte !== openList && byte !== openObject) return false;
        this.isList = byte === openList;
        this.index = this.isList ? 0 : null;
        this.state = this.isList ? 'value' : 'key';
        return true;
      case 'key':
        if (byte === closeObject) this.state = 'done';
        else if (byte === quote) this.begin(byte);
        return byte === closeObject || byte === quote;
      case 'colon':
        this.state = 'value';
        return byte === colon;
      case 'value':
        return this.beginValue(byte);
      case 'after':
        return this.afterValue(byte);
      case 'done':
        return false;
    }
  }

  private beginValue(byte: number): boolean {
    if (byte === openList && this.index === null) {
      this.index = 0;
      return true;
    }
    if (byte === closeList && this.index !== null) return this.endList();
    if (byte === comma || byte === colon || byte === closeList || byte === closeObject)
      return false;
    this.begin(byte);
    return true;
  }

  private begin(byte: number): void {
    this.isCapturing = true;
    this.isInString = byte === quote;
    this.depth = byte === openList || byte === openObject ? 1 : 0;
  }

  private afterValue(byte: number): boolean {
    if (byte === comma) {
      this.state = this.index === null ? 'key' : 'value';
      return true;
    }
    if (byte === closeList && this.index !== null) return this.endList();
    if (byte === closeObject && this.index === null && !this.isList) {
      this.state = 'done';
      return true;
    }
    return false;
  }

  private endList(): boolean {
    this.index = null;
    this.state = this.isList ? 'done' : 'after';
    return true;
  }

  private endKey(rest: Uint8Array<ArrayBuffer>): void {
    this.key = textOfKey(this.decode(this.join(rest)));
    this.isCapturing = false;
    this.state = 'colon';
  }

  private endValue(rest: Uint8Array<ArrayBuffer>): void {
    const bytes = this.join(rest);
    this.isCapturing = false;
    this.state = 'after';
    this.visit({ key: this.key, index: this.index, bytes });
    if (this.index !== null) this.index += 1;
  }

  private keep(piece: Uint8Array<ArrayBuffer>): void {
    this.captured.push(piece);
    this.capturedBytes += piece.length;
  }

  private join(rest: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
    if (this.captured.length === 0) return rest;
    const whole = new Uint8Array(this.capturedBytes + rest.length);
    let at = 0;
    for (const piece of [...this.captured, rest]) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.captured = [];
    this.capturedBytes = 0;
    return whole;
  }
}

function textOfKey(json: string): string {
  try {
    const key: unknown = JSON.parse(json);
    return typeof key === 'string' ? key : '';
  } catch {
    return json; // an escape that is none; no key that anybody asks for
  }
}

function isSpace(byte: number): boolean {
  return byte === 32 || byte === 10 || byte === 13 || byte === 9;
}
