/** Who did something, and when. */
export interface Stamp {
  readonly by: string; // display name; '' when none was given
  readonly at: number; // ms since 1970, UTC
}
