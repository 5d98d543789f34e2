import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { Failure } from '#core/failure.ts';
import type { DryRun, ExportPlan, ExportProgress, ExportStep, FormatInfo } from './exporter.ts';

/** What the page tells the worker that exports; each worker does one thing and is ended. */
export type ExportRequest =
  | { readonly kind: 'list' }
  | { readonly kind: 'dryRun'; readonly plan: ExportPlan }
  | { readonly kind: 'run'; readonly plan: ExportPlan }
  | { readonly kind: 'next' } // file, please
  | { readonly kind: 'answer'; readonly call: number; readonly value: HostAnswer }
  | { readonly kind: 'refusal'; readonly call: number; readonly failure: Failure };

export type HostAnswer = readonly DataSetObject[] | Blob | ImageBitmap;

/** What the worker asks of the host. */
export type HostQuestion = 'objects' | 'picture' | 'bitmap';

/** What the worker tells the page. */
export type ExportReply =
  | { readonly kind: 'formats'; readonly formats: readonly FormatInfo[] }
  | {
      readonly kind: 'ask';
      readonly call: number;
      readonly what: HostQuestion;
      readonly image: number;
    }
  | { readonly kind: 'dryRun'; readonly dryRun: DryRun }
  | { readonly kind: 'progress'; readonly progress: ExportProgress }
  | ExportStep
  | { readonly kind: 'failed'; readonly failure: Failure };
