import * as fc from 'fast-check';
import type { Size } from '#core/geometry/size.ts';
import type { CanvasEvent } from '#tools/tool.ts';

/** What hands do, in any order: positions on the image, near each other, and up to 20 px beside it. */
export function eventSequences({ width, height }: Size): fc.Arbitrary<readonly CanvasEvent[]> {
  const at = fc.record({
    x: fc.integer({ min: -20, max: width + 20 }),
    y: fc.integer({ min: -20, max: height + 20 }),
  });
  const event: fc.Arbitrary<CanvasEvent> = fc.oneof(
    fc.record({ type: fc.constant('press' as const), at, isBackground: fc.boolean() }),
    fc.record({ type: fc.constant('move' as const), at }),
    fc.record({ type: fc.constant('release' as const), at }),
    fc.constant({ type: 'cancel' as const }),
    fc.record({ type: fc.constant('hover' as const), at }),
    fc.constant({ type: 'leave' as const }),
  );
  return fc.array(event, { maxLength: 25 });
}
