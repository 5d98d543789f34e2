/** What kind of thing a record is to its user. */
export type RecordKind =
  'project' | 'category' | 'image' | 'annotation' | 'historyEntry' | 'ownModel';

/** A record that could not be read and is out of the way of all others. */
export interface SetAside {
  readonly kind: RecordKind;
  /** Of the project, the category, the model or the image that it is or lies on; '' when that is lost too. */
  readonly name: string;
  /** Whether a sound one stands in its place. */
  readonly isRebuilt: boolean;
}
