/** A model that the user brought, as the list of them keeps it. */
export interface OwnModel {
  readonly id: string; // what Project.modelId and provenance say
  readonly title: string;
  readonly addedAt: number; // ms since 1970, UTC
  readonly files: readonly OwnModelFile[];
  /** The ModelSpec as it was when the model was added; checked against the schema before it is used. */
  readonly spec: unknown;
}

/** One file of an own model; the bytes lie in the browser's file system under their hash. */
export interface OwnModelFile {
  readonly part: 'encoder' | 'decoder';
  readonly sha256: string; // hex
  readonly sizeBytes: number;
}

/** The bytes that deleting `model` would free: other models may share a file. */
export function freedBytesOf(model: OwnModel, all: readonly OwnModel[]): number {
  return filesOnlyOf(model, all).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

/** The files of `model` that no other model has. */
export function filesOnlyOf(model: OwnModel, all: readonly OwnModel[]): readonly OwnModelFile[] {
  const others = all.filter(({ id }) => id !== model.id);
  const shared = new Set(others.flatMap(({ files }) => files.map(({ sha256 }) => sha256)));
  const own = model.files.filter(({ sha256 }) => !shared.has(sha256));
  return own.filter(({ sha256 }, at) => own.findIndex((file) => file.sha256 === sha256) === at);
}
