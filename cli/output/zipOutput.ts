import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { makeZip } from 'client-zip';
import type { OutputEntry } from './outputEntry.ts';

/** Writes files into a zip, each as it is made, stored as it is, all of the same time. */
export async function writeZip(
  path: string,
  entries: AsyncIterable<OutputEntry>,
  createdAt: number,
): Promise<void> {
  const lastModified = sameEverywhere(createdAt);
  async function* inputs() {
    for await (const { path: name, content } of entries) {
      const input = content.kind === 'file' ? content.file.stream() : content.pieces;
      yield { name, lastModified, input };
    }
  }
  const reader = makeZip(inputs()).getReader();
  async function* pieces() {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  }
  const target = createWriteStream(path, { flags: 'wx' });
  await pipeline(Readable.from(pieces(), { objectMode: true }), target);
}

/** Zips keep local times: the one that reads in every zone as the given one reads in UTC. */
function sameEverywhere(time: number): Date {
  const utc = new Date(Math.max(time, Date.UTC(1980, 0, 2)));
  return new Date(
    utc.getUTCFullYear(),
    utc.getUTCMonth(),
    utc.getUTCDate(),
    utc.getUTCHours(),
    utc.getUTCMinutes(),
    utc.getUTCSeconds(),
  );
}
