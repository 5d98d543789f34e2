/**
 * The three files of every model: pixels → image embedding, image embedding → what else depends on the
 * image alone, that and a prompt → masks.
 */
export const roles = ['encoder', 'projector', 'decoder'] as const;

export type Role = (typeof roles)[number];

/** How the served files of one model come from its sources; which they are stands in its manifest.json. */
export interface ModelRecipe {
  readonly folder: string; // below models/, also the id of the model
  /** Bytes of the served file from the bytes of its source; equal sources must give equal bytes. */
  readonly derive: Readonly<Record<Role, (source: Uint8Array) => Uint8Array | Promise<Uint8Array>>>;
}
