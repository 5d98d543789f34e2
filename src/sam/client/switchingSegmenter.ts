import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { Segmenter, SwitchingSegmenter } from '#sam/protocol.ts';

/** One segmenter at a time, made by `create`; the first is of the built-in model. */
export function createSwitchingSegmenter(
  create: (spec: ModelSpec) => Segmenter,
  builtIn: ModelSpec,
): SwitchingSegmenter {
  let spec = builtIn;
  let current = create(builtIn);
  /** A call on a segmenter that is no longer there was called off, whatever it says. */
  async function onCurrent<Value>(call: (segmenter: Segmenter) => Promise<Value>): Promise<Value> {
    const asked = current;
    try {
      return await call(asked);
    } catch (error) {
      if (asked === current) throw error;
      throw new DOMException('The model was exchanged.', 'AbortError');
    }
  }
  return {
    get modelId() {
      return current.modelId;
    },
    use(wanted) {
      const next = wanted ?? builtIn;
      if (isSameModel(next, spec)) return false;
      const former = current;
      spec = next;
      current = create(next);
      former.close();
      return true;
    },
    start: (onProgress, signal) => onCurrent((sam) => sam.start(onProgress, signal)),
    prepare: (image, signal) => onCurrent((sam) => sam.prepare(image, signal)),
    prefetch: (image, signal) => onCurrent((sam) => sam.prefetch(image, signal)),
    segment: (key, request, signal) => onCurrent((sam) => sam.segment(key, request, signal)),
    closerLook: (key, request, shown, signal) =>
      onCurrent((sam) => sam.closerLook(key, request, shown, signal)),
    restart: (choice) => current.restart(choice),
    rest: () => current.rest(),
    close: () => current.close(),
  };
}

function isSameModel(a: ModelSpec, b: ModelSpec): boolean {
  return a.id === b.id && a.encoder.sha256 === b.encoder.sha256;
}
