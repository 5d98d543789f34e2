import { AppError, type Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { ReadHost } from './reader.ts';
import type { ReadAnswer, ReadReply } from './readProtocol.ts';

interface Waiting {
  resolve(value: ReadAnswer): void;
  reject(reason: unknown): void;
}

/** The page as the host of a reader, from within the worker: questions by message, answers by number. */
export class AskingHost implements ReadHost {
  readonly #post: (reply: ReadReply) => void;
  readonly #waiting = new Map<number, Waiting>();
  #questionCount = 0;

  constructor(post: (reply: ReadReply) => void) {
    this.#post = post;
  }

  async fileOf(path: string): Promise<File> {
    const value = await this.#ask('file', path);
    if (value instanceof File) return value;
    throw new AppError({ code: 'image/unreadable', fileName: path });
  }

  async sizeOf(path: string): Promise<Size | null> {
    const value = await this.#ask('size', path);
    return value instanceof File ? null : value;
  }

  answer(question: number, value: ReadAnswer): void {
    this.#waiting.get(question)?.resolve(value);
    this.#waiting.delete(question);
  }

  refuse(question: number, failure: Failure): void {
    this.#waiting.get(question)?.reject(new AppError(failure));
    this.#waiting.delete(question);
  }

  #ask(what: 'file' | 'size', path: string): Promise<ReadAnswer> {
    this.#questionCount += 1;
    const question = this.#questionCount;
    return new Promise((resolve, reject) => {
      this.#waiting.set(question, { resolve, reject });
      this.#post({ kind: 'ask', question, what, path });
    });
  }
}
