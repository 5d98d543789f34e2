/** Where a command speaks: results to one stream, everything else to the other. */
export interface Terminal {
  /** A line of the result; with `--json` the one JSON text. */
  print(line: string): void;
  /** A line for people. */
  tell(line: string): void;
  /** How far a stage is, 0…1; shown only where somebody looks. */
  progress(stage: string, share: number): void;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
}

const progressMs = 100;

/** The streams of this process. */
export function processTerminal(signal: AbortSignal): Terminal {
  const isWatched = process.stderr.isTTY;
  let shownAt = 0;
  let isShown = false;
  const clear = () => {
    if (isShown) process.stderr.write('\r\x1b[K');
    isShown = false;
  };
  return {
    print: (line) => {
      clear();
      process.stdout.write(`${line}\n`);
    },
    tell: (line) => {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress: (stage, share) => {
      const now = performance.now();
      if (!isWatched || (share < 1 && now - shownAt < progressMs)) return;
      shownAt = now;
      clear();
      if (share >= 1) return;
      process.stderr.write(`${stage} ${Math.round(share * 100)} %`);
      isShown = true;
    },
    signal,
  };
}
