/** What may be wrong with a record of somebody else's file. */
export const readIssueKinds = [
  'notText', // no encoding that we know
  'notJson',
  'notXml',
  'notYaml',
  'notPng',
  'truncated', // the file ends in the middle
  'wrongShape', // a value is missing or of another type
  'missingFile',
  'missingImage', // the record names an image that is not there
  'missingCategory',
  'duplicateId',
  'duplicateName',
  'unknownSize', // coordinates are shares of a size that nobody states
  'wrongSize', // the stated size is not that of the picture
  'turnedSize', // width and height are exchanged, as by EXIF
  'outOfImage', // cut off at the rim
  'tooFewPoints',
  'oddCoordinates',
  'badRuns', // RLE that does not fill its mask
  'emptyMask',
  'unknownShape', // of a kind that has no area, such as a line
  'onlyBox', // the box stands in for the mask
  'mixedKinds', // boxes among outlines
  'duplicateRecord',
  'other',
] as const;

export type ReadIssueKind = (typeof readIssueKinds)[number];

/**
 * One thing wrong with a foreign file. `error`: the record was left out; `warning`: it was taken in
 * another way than it says.
 */
export interface ReadIssue {
  readonly severity: 'error' | 'warning';
  readonly kind: ReadIssueKind;
  readonly file: string;
  readonly path: string; // inside the file: `annotations[3].segmentation`, `line 12`; '' for all of it
  readonly detail: string; // what was found, in English; '' when the kind says all
}
