import type { Size } from '#core/geometry/size.ts';

/** What the page of the studio does for the editor benchmark. */
export interface EditorBench {
  /** Writes the project with one image of `size` and its objects. */
  seed(task: {
    readonly size: Size;
    readonly objectCount: number;
    readonly cornerCount: number;
  }): Promise<void>;
  /** Notes the length of every frame from now on. */
  startFrames(): void;
  /** @returns lengths of the frames since {@link startFrames}, ms */
  endFrames(): readonly number[];
  /** Notes from now on how long the page is busy with each move of the pointer. */
  startMoves(): void;
  /** @returns how long it was, ms each */
  endMoves(): readonly number[];
  /** From the next press to the frame that shows another object as selected, ms. */
  nextSelection(): Promise<number>;
}

declare global {
  interface Window {
    editorBench: EditorBench;
  }
}
