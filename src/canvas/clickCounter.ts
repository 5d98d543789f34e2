/** Tells how many presses in a row came on one spot. */
export interface ClickCounter {
  /** @returns 1 for a press of its own, 2 for the second of a double click, … */
  countPress(press: Press): number;
}

/** What of a pointer event counts. */
export type Press = Pick<PointerEvent, 'timeStamp' | 'clientX' | 'clientY' | 'button'>;

const longestPauseMs = 400;
const farthestPx = 6; // screen px

/** Pointer events do not count clicks themselves, as mouse events do. */
export function createClickCounter(): ClickCounter {
  let former: Press | null = null;
  let count = 0;
  return {
    countPress(press) {
      const { timeStamp, clientX, clientY, button } = press;
      const goesOn =
        former?.button === button &&
        timeStamp - former.timeStamp <= longestPauseMs &&
        Math.hypot(clientX - former.clientX, clientY - former.clientY) <= farthestPx;
      count = goesOn ? count + 1 : 1;
      former = { timeStamp, clientX, clientY, button };
      return count;
    },
  };
}
