import type { IDBPDatabase } from 'idb';
import type { SetAside } from '#core/project/setAside.ts';
import { restoreMissing, setRecordsAside, type MendedStore } from './mending.ts';
import { faultOf } from './recordSchemas.ts';
import type { MaskwrightSchema, Owned } from './schema.ts';
import type { Annotation } from '#core/annotation/annotation.ts';
import { annotationCountOf } from '#core/project/project.ts';

type Row<Store extends MendedStore> = MaskwrightSchema[Store]['value'];

/** Reads records and lets nothing through that cannot be worked with. */
export class SoundRecords {
  private readonly database: IDBPDatabase<MaskwrightSchema>;
  private readonly tell: (found: readonly SetAside[]) => void;

  /** @param tell called when records were set aside, before the sound ones are handed out */
  constructor(
    database: IDBPDatabase<MaskwrightSchema>,
    tell: (found: readonly SetAside[]) => void,
  ) {
    this.database = database;
    this.tell = tell;
  }

  /** The sound rows of a query; damaged ones are set aside, and read again if they could be rebuilt. */
  async read<Store extends MendedStore>(
    store: Store,
    query: () => Promise<readonly Row<Store>[]>,
  ): Promise<readonly Row<Store>[]> {
    const rows = await query();
    const damaged = rows.filter((row) => faultOf(store, row) !== null);
    if (damaged.length === 0) return rows;
    const keys = damaged.map((row) => keyOf(store, row));
    this.tell(await setRecordsAside(this.database, store, keys));
    return (await query()).filter((row) => faultOf(store, row) === null);
  }

  /** The objects of an image; those that its row counts and its list lacks are looked for in its history. */
  async annotationsOf(projectId: string, imageId: string): Promise<readonly Owned<Annotation>[]> {
    const query = () =>
      this.database.getAllFromIndex('annotations', 'byImage', [projectId, imageId]);
    const [found, image] = await Promise.all([
      this.read('annotations', query),
      this.database.get('images', [projectId, imageId]),
    ]);
    const isComplete =
      !image || faultOf('images', image) !== null || annotationCountOf(image) <= found.length;
    if (isComplete) return found;
    const restored = await restoreMissing(this.database, projectId, imageId);
    if (restored.length === 0) return found;
    this.tell(restored);
    return this.read('annotations', query);
  }
}

function keyOf(store: MendedStore, row: unknown): IDBValidKey {
  const { id, projectId, seq } = row as Readonly<Record<string, IDBValidKey>>;
  switch (store) {
    case 'projects':
    case 'ownModels':
      return id ?? '';
    case 'journal':
      return seq ?? 0;
    case 'categories':
    case 'images':
    case 'annotations':
      return [projectId ?? '', id ?? ''];
  }
}
