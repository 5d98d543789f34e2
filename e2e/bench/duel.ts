/** When something ran, ms of one clock. */
export interface Span {
  readonly startMs: number;
  readonly endMs: number;
}

/** The timed runs of both sides, which took turns. */
export interface Duel {
  readonly ours: readonly Span[];
  readonly minisam: readonly Span[];
}

/** Two ways to do one thing with an input of their own; the warm-ups are not timed. */
export interface DuelPlan<Input, Ours, Theirs> {
  readonly prepare: (run: number) => Promise<Input>;
  readonly ours: (input: Input) => Promise<Ours>;
  readonly minisam: (input: Input) => Promise<Theirs>;
  /** Gets what both made of one run. */
  readonly compare: (ours: Ours, minisam: Theirs) => void;
  readonly warmUpCount: number;
  readonly timedCount: number;
}

/**
 * Times both sides in turn, so that a machine that gets slower is slower for both. Neither preparing
 * nor comparing is timed.
 *
 * @param now a clock, ms
 */
export async function runDuel<Input, Ours, Theirs>(
  plan: DuelPlan<Input, Ours, Theirs>,
  now: () => number,
): Promise<Duel> {
  const ours: Span[] = [];
  const minisam: Span[] = [];
  for (let run = 0; run < plan.warmUpCount + plan.timedCount; run += 1) {
    const inputs = [await plan.prepare(run), await plan.prepare(run)] as const;
    const first = await timed(() => plan.ours(inputs[0]), now);
    const second = await timed(() => plan.minisam(inputs[1]), now);
    plan.compare(first.value, second.value);
    if (run < plan.warmUpCount) continue;
    ours.push(first.span);
    minisam.push(second.span);
  }
  return { ours, minisam };
}

async function timed<Value>(
  work: () => Promise<Value>,
  now: () => number,
): Promise<{ readonly value: Value; readonly span: Span }> {
  const startMs = now();
  const value = await work();
  return { value, span: { startMs, endMs: now() } };
}
