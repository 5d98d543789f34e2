import type { BackendChoice, BackendUse, DeviceFacts } from '#core/backend/backend.ts';
import { emptyPrompt, withPoint } from '#core/prompt/prompt.ts';
import { readAdapter } from '#sam/client/adapterFacts.ts';
import { createSegmenter } from '#sam/client/createSegmenter.ts';
import { tryDevice } from '#sam/client/deviceCheck.ts';
import type { ModelSpec } from '#sam/models/modelSpec.ts';
import type { Segmenter } from '#sam/protocol.ts';

/** Levers for the tests, which bring a model that is small enough for a software adapter. */
export interface Backends {
  readAdapter(): Promise<DeviceFacts>;
  /** The trial, on a software adapter too. */
  tryDevice(spec: ModelSpec): Promise<DeviceFacts>;
  /** Starts a segmenter; software adapters pass as hardware. */
  open(spec: ModelSpec, choice: BackendChoice): Promise<void>;
  prepare(): Promise<void>;
  /** Run lengths of the mask that a click gets. */
  click(): Promise<readonly number[]>;
  /** Every backend so far, with its reason. */
  uses(): readonly BackendUse[];
}

declare global {
  interface Window {
    backends?: Backends;
  }
}

const uses: BackendUse[] = [];
let segmenter: Segmenter | null = null;

window.backends = {
  readAdapter: () => readAdapter(),
  tryDevice: async (spec) => tryDevice(await readHardware(), trialOf(spec)),
  async open(spec, choice) {
    segmenter?.close();
    segmenter = createSegmenter({
      ...setupOf(spec),
      backend: choice,
      embeddings: null,
      device: {
        verdicts: { read: () => null, write: () => undefined },
        runtimeKey: 'test',
        check: {
          readAdapter: readHardware,
          tryDevice: (facts) => tryDevice(facts, trialOf(spec)),
        },
        onBackend: (use) => uses.push(use),
      },
    });
    await segmenter.start(() => undefined, never());
  },
  prepare: () => opened().prepare(image, never()),
  async click() {
    const point = { at: { x: 26, y: 24 }, label: 'foreground' } as const;
    const request = { prompt: withPoint(emptyPrompt, point), previous: null, view: null } as const;
    const { candidates } = await opened().segment(
      image.key,
      { ...request, detail: 'full' },
      never(),
    );
    return candidates.flatMap(({ mask }) => [...mask.counts]);
  },
  uses: () => uses,
};

const image = {
  key: 'disc',
  contentHash: async () => null,
  async open() {
    const context = new OffscreenCanvas(64, 48).getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#2040c0';
    context.fillRect(0, 0, 64, 48);
    context.fillStyle = '#f0d020';
    context.arc(26, 24, 14, 0, 7);
    context.fill();
    return context.canvas.transferToImageBitmap();
  },
};

async function readHardware(): Promise<DeviceFacts> {
  const facts = await readAdapter();
  if (facts.kind !== 'adapter') return facts;
  return { ...facts, adapter: { ...facts.adapter, isSoftware: false } };
}

function setupOf(spec: ModelSpec) {
  return { spec, modelBaseUrl: `${location.origin}/models/`, threadCount: 1 };
}

function trialOf(spec: ModelSpec) {
  return { ...setupOf(spec), miniature: spec, onProgress: () => undefined };
}

function opened(): Segmenter {
  if (!segmenter) throw new Error('open a segmenter first');
  return segmenter;
}

function never(): AbortSignal {
  return new AbortController().signal;
}
