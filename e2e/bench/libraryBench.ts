/** How large a project to make. */
export interface LibraryTask {
  readonly imageCount: number;
  readonly objectsPerImage: number;
}

/** What the page of the studio does for the library benchmark. */
export interface LibraryBench {
  /** Writes images `from` … `to` − 1 and, with the first, the project itself. */
  seed(task: LibraryTask & { readonly from: number; readonly to: number }): Promise<void>;
  /** From one step to another image to the moment when it can be clicked, ms each. */
  measureImages(steps: number): Promise<readonly number[]>;
  /** From a key that hides or shows an object to the moment when that is on disk and shown, ms each. */
  measureEdits(count: number): Promise<readonly number[]>;
  /** Lengths of frames while the gallery scrolls by `pxPerFrame` for a while, ms each. */
  measureScroll(frameCount: number, pxPerFrame: number): Promise<readonly number[]>;
  /** Scrolls through the whole gallery, a window at a time. */
  scrollThrough(): Promise<void>;
  /** How many different file names have a record, a picture and a thumbnail. */
  countIntact(): Promise<number>;
  /** From a query typed to its result on the screen, ms. */
  measureQuery(text: string): Promise<number>;
}

declare global {
  interface Window {
    libraryBench: LibraryBench;
    /** When the first image was on the screen, ms since navigation. */
    firstFrameAt?: number;
  }
}
