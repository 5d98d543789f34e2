import type { DataSetObject } from '#core/dataset/dataSet.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { ExportHost } from './exporter.ts';
import type { ExportReply, HostAnswer, HostQuestion } from './protocol.ts';

interface Waiting {
  resolve(value: HostAnswer): void;
  reject(reason: unknown): void;
}

/** The page as the host of an export, from within the worker: questions by message, answers by number. */
export class PageHost implements ExportHost {
  readonly #post: (reply: ExportReply) => void;
  readonly #waiting = new Map<number, Waiting>();
  #callCount = 0;

  constructor(post: (reply: ExportReply) => void) {
    this.#post = post;
  }

  async objectsOf(image: number): Promise<readonly DataSetObject[]> {
    const answer = await this.#ask('objects', image);
    return answer instanceof Blob || !Array.isArray(answer) ? [] : answer;
  }

  async pictureOf(image: number): Promise<Blob> {
    const answer = await this.#ask('picture', image);
    if (answer instanceof Blob) return answer;
    throw new TypeError('the page answers with a blob');
  }

  async bitmapOf(image: number): Promise<ImageBitmap> {
    const answer = await this.#ask('bitmap', image);
    if (answer instanceof ImageBitmap) return answer;
    throw new TypeError('the page answers with a bitmap');
  }

  answer(call: number, value: HostAnswer): void {
    this.#waiting.get(call)?.resolve(value);
    this.#waiting.delete(call);
  }

  refuse(call: number, failure: Failure): void {
    this.#waiting.get(call)?.reject(new AppError(failure));
    this.#waiting.delete(call);
  }

  #ask(what: HostQuestion, image: number): Promise<HostAnswer> {
    this.#callCount += 1;
    const call = this.#callCount;
    return new Promise((resolve, reject) => {
      this.#waiting.set(call, { resolve, reject });
      this.#post({ kind: 'ask', call, what, image });
    });
  }
}
