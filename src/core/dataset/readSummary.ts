import type { DataSetCategory, DataSetImage } from './dataSet.ts';
import type { ReadIssue } from './readIssue.ts';

/** A format that can be read, and how surely some files are of it. */
export interface ReadableFormat {
  readonly id: string;
  readonly title: string;
  readonly score: number; // 0…1
}

export interface ReadCategory extends DataSetCategory {
  readonly objectCount: number;
}

export interface ReadImage extends DataSetImage {
  /** How many objects of which category, by index. */
  readonly objectCounts: readonly (readonly [category: number, count: number])[];
}

/** What objects say that masks and categories do not hold: how many say it. */
export interface ReadMarks {
  readonly crowdCount: number;
  readonly scoredCount: number;
  readonly boxOnlyCount: number;
  readonly statedAreaCount: number; // areas that are not those of the masks
  readonly statedBoxCount: number; // boxes beside masks
}

/** What was read of a data set, without its objects. */
export interface ReadSummary {
  readonly formatId: string;
  readonly name: string;
  readonly categories: readonly ReadCategory[];
  readonly images: readonly ReadImage[];
  readonly objectCount: number;
  readonly marks: ReadMarks;
  readonly issueCount: number;
  readonly issues: readonly ReadIssue[]; // the first 20,000
}
