import { parseArgs } from 'node:util';
import { runCommand, UsageError } from '../bench/command.ts';
import { isWhole, killPoints, type KillPoint, type Lost } from './killPoints.ts';

// an end with exit takes the browser along
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      points: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
      wipe: { type: 'string', default: '5' },
    },
  });
  const [pointCount, firstSeed] = [Number(values.points), Number(values.seed)];
  const wipeEvery = Number(values.wipe);
  if (!(pointCount > 0 && [pointCount, firstSeed, wipeEvery].every(Number.isInteger))) {
    throw new UsageError(
      '--points takes a number of kills, --seed the number of the first one, ' +
        '--wipe after how many the database is deleted too (0: never).',
    );
  }
  const points = await killPoints({ pointCount, firstSeed, wipeEvery, onPoint: report });
  const broken = points.filter((point) => !isWhole(point));
  const edits = points.reduce((sum, { acknowledgedCount }) => sum + acknowledgedCount, 0);
  const ahead = points.filter(
    ({ acknowledgedCount, verdict }) => verdict.stepCount === acknowledgedCount + 1,
  );
  const snapshots = points.reduce((sum, { verdict }) => sum + verdict.snapshotCount, 0);
  console.log(
    `${points.length} kills, ${edits} acknowledged edits, ${snapshots} snapshots: ` +
      `${points.length - broken.length} whole, ${ahead.length} with the edit in hand, ` +
      `${broken.length} broken.`,
  );
  reportCopies(points.flatMap(({ lost }) => lost ?? []));
  for (const point of broken) report(point);
  if (broken.length > 0) process.exitCode = 1;
});

function reportCopies(all: readonly Lost[]): void {
  if (all.length === 0) return;
  const counts = all.map(({ changeCount }) => changeCount);
  const without = counts.filter((count) => count === 0).length;
  console.log(
    `${all.length} times out of the second copy: ${without} without a loss, at most ` +
      `${Math.max(...counts)} changes lost, acknowledged at most ` +
      `${Math.max(...all.map(({ ageMs }) => ageMs)).toFixed(0)} ms before the kill.`,
  );
}

function report({ seed, killedAfterMs, acknowledgedCount, lost, verdict }: KillPoint): void {
  const whole = lost
    ? `out of the second copy, ${lost.changeCount} lost (${lost.ageMs.toFixed(0)} ms)`
    : 'whole';
  const state = verdict.problems.length === 0 ? whole : verdict.problems.join('; ');
  console.log(
    `seed ${seed}: killed after ${killedAfterMs} ms, ${acknowledgedCount} acknowledged, ` +
      `${verdict.stepCount ?? 'no known number'} on disk, ${state}`,
  );
}
