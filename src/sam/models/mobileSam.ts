import manifest from '#models/mobile-sam/manifest.json' with { type: 'json' };
import { parseManifest } from './manifest.ts';
import type { ModelSpec } from './modelSpec.ts';

/** Segment Anything with a small image encoder: 45 MB in all; see models/README.md. */
export const mobileSam: ModelSpec = parseManifest(manifest);
