import type { CopyKind, CopyLine } from './copyLines.ts';

/** Where one frame of a log stands in the journal. */
export interface FramePlace {
  readonly previousSeq: number;
  readonly seq: number;
}

/**
 * The frames that carry on from a base without a hole, in the order of the journal. Frames that the base
 * knows, and those that were written twice, are left out.
 *
 * @param baseSeq the last journal entry that the base surely holds; 0: there is no base
 */
export function unbroken<Frame extends FramePlace>(
  baseSeq: number,
  frames: Iterable<Frame>,
): readonly Frame[] {
  const chain: Frame[] = [];
  let last = baseSeq;
  for (const frame of [...frames].toSorted((a, b) => a.seq - b.seq)) {
    if (frame.seq <= last) continue;
    // entries may have been deleted since, so that the one before it is older; a newer one is missing
    if (frame.previousSeq > last) break;
    chain.push(frame);
    last = frame.seq;
  }
  return chain;
}

/** What the records are after all lines, over those of a base; null: deleted. */
export class CopyOverlay {
  private readonly records = new Map<CopyKind, Map<string, string | null>>();

  add({ kind, id, json }: CopyLine): void {
    const byId = this.records.get(kind);
    if (byId) byId.set(id, json);
    else this.records.set(kind, new Map([[id, json]]));
  }

  /** Whether the base's record of that name is no longer what counts. */
  covers({ kind, id }: Pick<CopyLine, 'kind' | 'id'>): boolean {
    return this.records.get(kind)?.has(id) ?? false;
  }

  /** All records that are there after the lines. */
  *left(): Generator<CopyLine & { readonly json: string }, void, undefined> {
    for (const [kind, byId] of this.records) {
      for (const [id, json] of byId) if (json !== null) yield { kind, id, json };
    }
  }
}
