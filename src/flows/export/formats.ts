import type { DryRun, FormatInfo } from '#formats/worker/exporter.ts';
import { optionValues } from '#formats/writeOptions.ts';
import type { Services } from '../services.ts';

/** A format as it is offered. */
export type ExportFormat = FormatInfo;

/** What a format cannot keep, as far as it is known. */
export type LossPreview = DryRun;

type OptionWords = typeof optionValues;

/** The formats that can be written, those that most people train on first. */
export async function listFormats({
  exporter,
}: Pick<Services, 'exporter'>): Promise<readonly ExportFormat[]> {
  return exporter.formats();
}

/** What an option that is a word may be. */
export function wordsOf<Name extends keyof OptionWords>(name: Name): OptionWords[Name] {
  return optionValues[name];
}
