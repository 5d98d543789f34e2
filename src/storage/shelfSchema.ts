import type { DBSchema } from 'idb';

/** The shelf's index: one row per name; the bytes lie in the drawer. */
export interface ShelfSchema extends DBSchema {
  entries: { key: string; value: ShelfEntry };
  bytes: { key: string; value: Blob }; // where the browser has no OPFS
}

/** What is known of bytes on a shelf. */
export interface ShelfEntry {
  readonly name: string;
  readonly sizeBytes: number;
  readonly usedAt: number; // ms since 1970, UTC
}
