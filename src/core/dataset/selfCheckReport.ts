import type { LossKind, LossSummary } from './loss.ts';

/** How what was read back may differ from what was to be written. */
export const differenceKinds = [
  'imageMissing',
  'imageAdded',
  'imageSize', // its objects are not compared
  'objectMissing',
  'objectAdded',
  'objectSplit', // one came back as several
  'objectsMerged', // several came back as one
  'boxOnly', // the box came back in place of the mask
  'outline', // the pixels differ
  'category',
  'categoryName', // of the category itself: it came back under another one
  'box', // as stated
  'area', // as stated
  'attributes',
  'crowd',
  'score',
  'name',
  'group',
] as const;

export type DifferenceKind = (typeof differenceKinds)[number];

/** One difference. */
export interface Difference {
  readonly kind: DifferenceKind;
  readonly image: number | null; // index in the data set that was written; null: not one of its images
  readonly object: number | null; // index on that image; null: not one of its objects
  readonly iou: number | null; // 0…1, where pixels were compared
  readonly detail: string; // names, numbers, in English
}

/** How often one kind of difference came, with the first few of it. */
export interface DifferenceCount {
  readonly kind: DifferenceKind;
  readonly count: number;
  readonly examples: readonly Difference[];
}

/** What reading back a written data set has shown; plain data. */
export interface SelfCheckReport {
  readonly imageCount: number; // that were to be written
  readonly readImageCount: number;
  readonly objectCount: number; // that were to be written
  readonly readObjectCount: number;
  /** Objects that came back pixel for pixel. */
  readonly exactCount: number;
  /** Over the objects that came back, split and merged ones as a whole, boxes against boxes; null: none came back. */
  readonly leastIou: number | null;
  readonly meanIou: number | null;
  /** In the order of {@link differenceKinds}; kinds that did not come are absent. */
  readonly differences: readonly DifferenceCount[];
}

/** `exact`: nothing differs; `asDeclared`: what differs was said before; `unexpected`: something was not. */
export type SelfCheckVerdict = 'exact' | 'asDeclared' | 'unexpected';

/** @param losses what the writer has told of */
export function verdictOf(report: SelfCheckReport, losses: LossSummary): SelfCheckVerdict {
  if (report.differences.length === 0) return 'exact';
  return unexpectedIn(report, losses).length === 0 ? 'asDeclared' : 'unexpected';
}

/** The differences for which no loss that the writer has told of can be the reason. */
export function unexpectedIn(
  { differences }: SelfCheckReport,
  losses: LossSummary,
): readonly DifferenceCount[] {
  return differences.filter(({ kind }) => !reasons[kind].some((loss) => losses.has(loss)));
}

const outlineReasons: readonly LossKind[] = [
  'maskDropped',
  'holeBridged',
  'holeFilled',
  'partsBridged',
  'simplified',
  'overlapResolved',
];
const goneReasons: readonly LossKind[] = [
  'objectDropped',
  'objectHidden',
  'imageDropped',
  'overlapResolved',
];

/** The losses that may show as each kind of difference. */
const reasons: Readonly<Record<DifferenceKind, readonly LossKind[]>> = {
  imageMissing: ['imageDropped', 'objectDropped', 'objectHidden'],
  imageAdded: [],
  imageSize: [],
  objectMissing: goneReasons,
  objectAdded: ['partsSplit', 'overlapResolved'],
  objectSplit: ['partsSplit', 'overlapResolved'],
  objectsMerged: ['groupDropped', ...goneReasons],
  boxOnly: ['maskDropped', 'objectHidden'], // where boxes are written beside masks
  outline: [...outlineReasons, 'partsSplit', ...goneReasons],
  category: ['renamed'],
  categoryName: ['renamed'],
  box: [...outlineReasons, 'partsSplit', ...goneReasons],
  area: [...outlineReasons, 'partsSplit', ...goneReasons],
  attributes: ['attributeDropped'],
  crowd: ['crowdDropped'],
  score: ['scoreDropped'],
  name: ['nameDropped'],
  group: ['groupDropped', 'partsSplit'],
};
