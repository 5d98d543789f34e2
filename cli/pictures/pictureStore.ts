import { createHash } from 'node:crypto';
import type { RgbaPixels } from '#core/image/rgbaPixels.ts';
import type { InputPicture } from '#formats/format.ts';
import { bytesOfFile, type Source, type SourceFile } from '../input/source.ts';
import { decodePicture } from './decodePicture.ts';
import { isPictureName, pictureFinder, pictureNames } from './pictureFinder.ts';
import { pictureFactsOf, type PictureFacts } from './pictureSize.ts';

/** The pictures of one or more sources, found by the names that annotations give them. */
export class PictureStore {
  readonly #files = new Map<string, SourceFile>();
  readonly #facts = new Map<string, Promise<PictureFacts | null>>();
  readonly #names: ReadonlyMap<string, string>;
  readonly #find: (name: string) => string | null;

  /** @param sources the first that has a path wins */
  constructor(sources: readonly Source[]) {
    for (const { files } of sources) {
      for (const [path, file] of files) {
        if (isPictureName(path) && !this.#files.has(path)) this.#files.set(path, file);
      }
    }
    this.#names = pictureNames([...this.#files.keys()]);
    const byName = new Map([...this.#names].map(([path, name]) => [name, path]));
    const find = pictureFinder(this.#files.keys());
    this.#find = (name) => byName.get(name) ?? find(name);
  }

  /** What readers get to know of a picture; null where there is none, or no header that we know. */
  async inputPictureOf(name: string): Promise<InputPicture | null> {
    const path = this.#find(name);
    const facts = path === null ? null : await this.#factsOf(path);
    if (path === null || facts === null) return null;
    return { fileName: this.#names.get(path) ?? path, size: facts.size };
  }

  /** The file of the image that a data set calls so. */
  fileOf(fileName: string): SourceFile | null {
    const path = this.#find(fileName);
    return path === null ? null : (this.#files.get(path) ?? null);
  }

  /** Where the image lies that a data set calls so; null where there is none. */
  pathOf(fileName: string): string | null {
    return this.#find(fileName);
  }

  /** EXIF orientation, 1…8. */
  async orientationOf(fileName: string): Promise<number> {
    const path = this.#find(fileName);
    return (path === null ? null : await this.#factsOf(path))?.orientation ?? 1;
  }

  /** SHA-256 of the file, hex; null where there is none. */
  async hashOf(fileName: string): Promise<string | null> {
    const file = this.fileOf(fileName);
    if (!file) return null;
    const hash = createHash('sha256');
    for await (const piece of file.stream()) hash.update(piece);
    return hash.digest('hex');
  }

  /** Upright pixels. @throws Error where there is no picture, or none that can be decoded */
  async pixelsOf(fileName: string): Promise<RgbaPixels> {
    const file = this.fileOf(fileName);
    if (!file) throw new Error(`the picture ${fileName} is missing`);
    return decodePicture(await bytesOfFile(file), await this.orientationOf(fileName));
  }

  #factsOf(path: string): Promise<PictureFacts | null> {
    const known = this.#facts.get(path);
    if (known) return known;
    const file = this.#files.get(path);
    const facts = file ? pictureFactsOf(file) : Promise.resolve(null);
    this.#facts.set(path, facts);
    return facts;
  }
}
