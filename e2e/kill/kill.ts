import { parseArgs } from 'node:util';
import { runCommand, UsageError } from '../bench/command.ts';
import { isWhole, killPoints, type KillPoint } from './killPoints.ts';

// an end with exit takes the browser along
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

await runCommand(async () => {
  const { values } = parseArgs({
    options: {
      points: { type: 'string', default: '200' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [pointCount, firstSeed] = [Number(values.points), Number(values.seed)];
  if (!(Number.isInteger(pointCount) && pointCount > 0 && Number.isInteger(firstSeed))) {
    throw new UsageError('--points takes a number of kills, --seed the number of the first one.');
  }
  const points = await killPoints({ pointCount, firstSeed, onPoint: report });
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
  for (const point of broken) report(point);
  if (broken.length > 0) process.exitCode = 1;
});

function report({ seed, killedAfterMs, acknowledgedCount, verdict }: KillPoint): void {
  const state = verdict.problems.length === 0 ? 'whole' : verdict.problems.join('; ');
  console.log(
    `seed ${seed}: killed after ${killedAfterMs} ms, ${acknowledgedCount} acknowledged, ` +
      `${verdict.stepCount ?? 'no known number'} on disk, ${state}`,
  );
}
