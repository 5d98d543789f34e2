import type { ChangeName } from '#core/project/change.ts';
import type { ImportOptions } from '#core/project/importOptions.ts';
import type { Arrival, ImportSource, LeftOut } from '#files/arrival.ts';

/** Files that are about to come in, and how. */
export interface ImportPlan {
  readonly title: string; // of the folder, the archive or the first file
  readonly kind: ImportSource['kind'];
  readonly handles: readonly FileSystemHandle[] | null;
  readonly arrivals: readonly Arrival[]; // in the order of the filmstrip
  readonly leftOut: readonly LeftOut[];
  readonly rootDepth: number; // outermost folders that hold everything
  readonly options: ImportOptions;
  /** Whether the images are read in place from the folder of the project; paths begin below it. */
  readonly isLinked: boolean;
  /** Who made the photos, by path; null: they are files of the user. */
  readonly credits: ReadonlyMap<string, string> | null;
  /** The run that goes on; null: a new import. */
  readonly resumedRunId: string | null;
  /** The step of history that it is the beginning of; absent: it is one of its own. */
  readonly step?: {
    readonly name: ChangeName;
    onBegun(changeId: string): void;
  };
}
