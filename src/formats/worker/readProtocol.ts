import type { DataSetObject } from '#core/dataset/dataSet.ts';
import type { ReadableFormat, ReadSummary } from '#core/dataset/readSummary.ts';
import type { Failure } from '#core/failure.ts';
import type { Size } from '#core/geometry/size.ts';
import type { ReadSource } from './reader.ts';

/** What the page tells the worker that reads; it is answered call by call. */
export type ReadRequest =
  | { readonly kind: 'open'; readonly source: ReadSource }
  | { readonly kind: 'recognise'; readonly call: number }
  | { readonly kind: 'read'; readonly call: number; readonly formatId: string }
  | { readonly kind: 'objects'; readonly call: number; readonly image: number }
  | { readonly kind: 'answer'; readonly question: number; readonly value: ReadAnswer }
  | { readonly kind: 'refusal'; readonly question: number; readonly failure: Failure };

export type ReadAnswer = File | Size | null;

/** What the worker tells the page. */
export type ReadReply =
  | {
      readonly kind: 'ask';
      readonly question: number;
      readonly what: 'file' | 'size';
      readonly path: string;
    }
  | { readonly kind: 'progress'; readonly call: number; readonly share: number }
  | { readonly kind: 'result'; readonly call: number; readonly value: ReadResult }
  | { readonly kind: 'failed'; readonly call: number; readonly failure: Failure };

export type ReadResult =
  | { readonly of: 'recognise'; readonly formats: readonly ReadableFormat[] }
  | { readonly of: 'read'; readonly summary: ReadSummary }
  | { readonly of: 'objects'; readonly objects: readonly DataSetObject[] };
