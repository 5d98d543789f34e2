import type { Box } from '../geometry/box.ts';
import { combineMasks } from '../mask/combine.ts';
import { areaOf, boundsOf, isSameMask } from '../mask/measures.ts';
import { iouOf, sharedAreaOf } from '../mask/overlap.ts';
import type { Rle } from '../mask/rle.ts';
import { assignMaximum } from '../metrics/assignment.ts';
import { iouOfBoxes } from './iouOfBoxes.ts';
import type { DataSetObject } from './dataSet.ts';

/** Objects that were written and what came back of them: one and one, one and several, several and one. */
export interface ObjectMatch {
  readonly written: readonly number[]; // indexes, ascending, at least one
  readonly read: readonly number[]; // likewise
  /** 0…1 of what both sides cover; of the boxes where only the box came back. */
  readonly iou: number;
}

export interface ObjectMatches {
  readonly matches: readonly ObjectMatch[]; // by the first written one
  readonly missing: readonly number[]; // written, not read
  readonly added: readonly number[]; // read, not written
}

/** From this IoU on an object in the same place of the list, of the same category, is taken for the same. */
const samePlaceIou = 0.9;
/** So much of an object lies in another one that it is a piece of, at least. */
const pieceShare = 0.5;
/** Two objects of which neither is a piece of the other are the same from this IoU on. */
const leastIou = 0.1;

/** An object with what is asked of it again and again. */
interface Measured {
  readonly object: DataSetObject;
  readonly bounds: Box<'image'>;
  readonly areaPx: number;
}

/**
 * Which object that was read is which one that was written: first those in the same place of the list,
 * then those of equal pixels, then by the assignment with the highest sum of IoUs. What is left over is
 * a piece of a matched object of its category where most of it lies in it.
 * Categories are numbers of one list on both sides; masks are of one size.
 */
export function matchObjects(
  written: readonly DataSetObject[],
  read: readonly DataSetObject[],
): ObjectMatches {
  const matching = new Matching(written, read);
  matching.pairSamePlaces();
  matching.pairEqualMasks();
  matching.pairByIou();
  matching.addPieces();
  return matching.finish();
}

class Matching {
  readonly #written: readonly Measured[];
  readonly #read: readonly Measured[];
  readonly #groups: Group[] = [];
  readonly #openWritten: Set<number>;
  readonly #openRead: Set<number>;

  constructor(written: readonly DataSetObject[], read: readonly DataSetObject[]) {
    this.#written = written.map(measured);
    this.#read = read.map(measured);
    this.#openWritten = new Set(written.keys());
    this.#openRead = new Set(read.keys());
  }

  pairSamePlaces(): void {
    for (const [index, ours] of this.#written.entries()) {
      const theirs = this.#read[index];
      if (!theirs || !isSameCategory(ours, theirs)) continue;
      if (iouBetween(ours, theirs) >= samePlaceIou) this.#pair(index, index);
    }
  }

  pairEqualMasks(): void {
    for (const row of this.#openWritten) {
      const ours = this.#written[row];
      const column = [...this.#openRead].find((index) => {
        const theirs = this.#read[index];
        return ours && theirs && isSameCategory(ours, theirs) && isSame(ours, theirs);
      });
      if (column !== undefined) this.#pair(row, column);
    }
  }

  pairByIou(): void {
    const rows = [...this.#openWritten];
    const columns = [...this.#openRead];
    const scores = new Float64Array(rows.length * columns.length);
    for (const [i, row] of rows.entries()) {
      for (const [j, column] of columns.entries()) {
        scores[i * columns.length + j] = this.#scoreOf(row, column);
      }
    }
    for (const [i, j] of assignMaximum(scores, rows.length, columns.length).entries()) {
      const row = rows[i];
      const column = columns[j];
      if (row === undefined || column === undefined) continue;
      if ((scores[i * columns.length + j] ?? 0) > 0) this.#pair(row, column);
    }
  }

  /** Another category counts half: an object and its twin of another category stay apart. */
  #scoreOf(row: number, column: number): number {
    const ours = this.#written[row];
    const theirs = this.#read[column];
    if (!ours || !theirs || !doTouch(ours.bounds, theirs.bounds)) return 0;
    const iou = iouBetween(ours, theirs);
    const isPiece = iou > 0 && iou < leastIou && shareOf(ours, theirs) >= pieceShare;
    if (iou < leastIou && !isPiece) return 0;
    return isSameCategory(ours, theirs) ? iou : iou / 2;
  }

  addPieces(): void {
    for (const column of this.#openRead) {
      const group = this.#wholeOf(this.#read[column], 'written');
      if (group?.written.length !== 1) continue;
      group.read.push(column);
      this.#openRead.delete(column);
    }
    for (const row of this.#openWritten) {
      const group = this.#wholeOf(this.#written[row], 'read');
      if (group?.read.length !== 1) continue;
      group.written.push(row);
      this.#openWritten.delete(row);
    }
  }

  /** The matched objects of the other side that hold the most of this one, and at least half of it. */
  #wholeOf(piece: Measured | undefined, side: keyof Group): Group | null {
    if (!piece || piece.object.isBoxOnly) return null;
    const others = side === 'written' ? this.#written : this.#read;
    let best: Group | null = null;
    let bestArea = 0;
    for (const group of this.#groups) {
      const other = others[group[side][0] ?? -1];
      if (!other || other.object.isBoxOnly || !isSameCategory(piece, other)) continue;
      if (!doTouch(piece.bounds, other.bounds)) continue;
      const area = sharedAreaOf(other.object.mask, piece.object.mask);
      if (area >= piece.areaPx * pieceShare && area > bestArea) [best, bestArea] = [group, area];
    }
    return best;
  }

  #pair(row: number, column: number): void {
    this.#groups.push({ written: [row], read: [column] });
    this.#openWritten.delete(row);
    this.#openRead.delete(column);
  }

  finish(): ObjectMatches {
    const matches = this.#groups.map(({ written, read }) => {
      const group = { written: written.toSorted(ascending), read: read.toSorted(ascending) };
      return { ...group, iou: this.#iouOf(group) };
    });
    return {
      matches: matches.toSorted((a, b) => (a.written[0] ?? 0) - (b.written[0] ?? 0)),
      missing: [...this.#openWritten],
      added: [...this.#openRead],
    };
  }

  #iouOf({ written, read }: Group): number {
    const ours = written.flatMap((index) => this.#written[index] ?? []);
    const theirs = read.flatMap((index) => this.#read[index] ?? []);
    const [one] = ours;
    const [other] = theirs;
    if (!one || !other) return 0;
    if (ours.length === 1 && theirs.length === 1) return iouBetween(one, other);
    return iouOf(unionOf(ours), unionOf(theirs));
  }
}

interface Group {
  readonly written: number[];
  readonly read: number[];
}

function measured(object: DataSetObject): Measured {
  const { box, isBoxOnly, mask } = object;
  const bounds = isBoxOnly && box ? box : boundsOf(mask);
  return { object, bounds, areaPx: areaOf(mask) };
}

function ascending(a: number, b: number): number {
  return a - b;
}

function unionOf(objects: readonly Measured[]): Rle {
  return objects
    .map(({ object }) => object.mask)
    .reduce((union, mask) => combineMasks(union, mask, 'union'));
}

function isSameCategory(a: Measured, b: Measured): boolean {
  return a.object.category === b.object.category;
}

function isSame(a: Measured, b: Measured): boolean {
  return isSameMask(a.object.mask, b.object.mask);
}

function iouBetween(ours: Measured, theirs: Measured): number {
  if (theirs.object.isBoxOnly) return iouOfBoxes(ours.bounds, theirs.bounds);
  return doTouch(ours.bounds, theirs.bounds) ? iouOf(ours.object.mask, theirs.object.mask) : 0;
}

/** The shared part of the smaller one, 0…1. */
function shareOf(a: Measured, b: Measured): number {
  return sharedAreaOf(a.object.mask, b.object.mask) / Math.min(a.areaPx, b.areaPx);
}

function doTouch(a: Box<'image'>, b: Box<'image'>): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
