import type { IDBPDatabase } from 'idb';
import type { OwnModel } from '#core/model/ownModel.ts';
import type { MaskwrightSchema } from './schema.ts';
import type { SoundRecords } from './soundRecords.ts';

/** The list of the models which the user brought; their files lie elsewhere. */
export interface OwnModels {
  /** Oldest first. */
  ownModels(): Promise<readonly OwnModel[]>;
  saveOwnModel(model: OwnModel): Promise<void>;
  deleteOwnModel(id: string): Promise<void>;
}

export function ownModelsIn(
  database: IDBPDatabase<MaskwrightSchema>,
  records: SoundRecords,
): OwnModels {
  return {
    async ownModels() {
      const models = await records.read('ownModels', () => database.getAll('ownModels'));
      return models.toSorted((a, b) => a.addedAt - b.addedAt);
    },
    async saveOwnModel(model) {
      await database.put('ownModels', model);
    },
    deleteOwnModel: (id) => database.delete('ownModels', id),
  };
}
