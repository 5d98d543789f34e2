/**
 * Which stored values of a picture with more than 8 bits a channel the screen shows as black and as
 * white ("window/level" of radiology: level = middle, window = width). Linear between, clamped outside.
 */
export interface DisplayWindow {
  readonly black: number; // stored value, 0 … 65534
  readonly white: number; // stored value, > black, … 65535
}

/** Whether two windows show the same. */
export function isSameWindow(a: DisplayWindow | null, b: DisplayWindow | null): boolean {
  return a?.black === b?.black && a?.white === b?.white;
}
