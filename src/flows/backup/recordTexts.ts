import type { ImageId, ProjectId } from '#core/annotation/ids.ts';
import { AppError } from '#core/failure.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { ImageSummary, Project } from '#core/project/project.ts';
import { writeRecord, type NativeFileName, type NativeRecords } from '#formats/native/index.ts';
import type { RecordVisitor } from '#storage/exportRecords.ts';
import type { ImageSnapshot, PackageBase } from '#storage/schema.ts';
import type { Storage } from '#storage/storage.ts';

/** Which records are wanted. */
export interface RecordScope {
  /** These images with their objects and no history; null: all there is. */
  readonly imageIds: ReadonlySet<ImageId> | null;
}

/** All records of a project at one moment, as the texts of an archive. */
export interface RecordTexts {
  readonly project: Project;
  readonly lastSeq: number;
  readonly images: readonly ImageSummary[];
  /** Of the package that the project came in; null: it came in none. */
  readonly packageId: string | null;
  readonly counts: Readonly<Record<'categories' | 'images' | 'annotations' | 'journal', number>>;
  readonly files: readonly { readonly name: NativeFileName; readonly blob: Blob }[];
}

/** @throws AppError storage/record-missing, archive/unwritable */
export async function collectRecords(
  storage: Storage,
  projectId: ProjectId,
  { imageIds }: RecordScope,
): Promise<RecordTexts> {
  const sheets = new Sheets();
  const images: ImageSummary[] = [];
  const viewports: (readonly [ImageId, Viewport])[] = [];
  const packageIds: string[] = [];
  const isWanted = (id: ImageId) => imageIds === null || imageIds.has(id);
  const visitor: RecordVisitor = {
    categories: (records) => sheets.write('categories.jsonl', records.map(withoutOwner)),
    images(records) {
      const wanted = records.filter(({ id }) => isWanted(id)).map(withoutOwner);
      images.push(...wanted);
      sheets.write('images.jsonl', wanted);
    },
    annotations(records) {
      const wanted = records.filter(({ imageId }) => isWanted(imageId));
      sheets.write('annotations.jsonl', wanted.map(withoutOwner));
    },
    journal: (records) => sheets.write('journal.jsonl', imageIds === null ? records : []),
    snapshots: (records) =>
      sheets.write('snapshots.jsonl', imageIds === null ? records.map(stateWithoutOwner) : []),
    packageBases(records) {
      packageIds.push(...records.slice(0, 1).map(({ packageId }) => packageId));
      const wanted = records.filter(({ imageId }) => isWanted(imageId));
      sheets.write('packageBases.jsonl', wanted.map(stateWithoutOwner));
    },
    viewports(pairs) {
      if (imageIds === null) viewports.push(...pairs);
    },
  };
  const head = await storage.exportProject(projectId, visitor);
  if (!head) throw new AppError({ code: 'storage/record-missing', record: `project ${projectId}` });
  sheets.write('project.json', [head.project]);
  sheets.write('views.json', [{ view: imageIds === null ? head.view : null, viewports }]);
  return {
    ...head,
    images,
    packageId: packageIds[0] ?? null,
    counts: {
      categories: sheets.countOf('categories.jsonl'),
      images: images.length,
      annotations: sheets.countOf('annotations.jsonl'),
      journal: sheets.countOf('journal.jsonl'),
    },
    files: sheets.files(),
  };
}

const pieceLength = 1_000_000;

/** Lines, by file. Blobs lie outside of the page's heap, and on disk when they are many. */
class Sheets {
  private readonly sheets = new Map<
    NativeFileName,
    { parts: Blob[]; text: string; count: number }
  >();

  write<Name extends NativeFileName>(name: Name, records: readonly NativeRecords[Name][]): void {
    const sheet = this.sheets.get(name) ?? { parts: [], text: '', count: 0 };
    this.sheets.set(name, sheet);
    for (const record of records) {
      sheet.text += `${writeRecord(name, record)}\n`;
      sheet.count += 1;
      if (sheet.text.length < pieceLength) continue;
      sheet.parts.push(new Blob([sheet.text]));
      sheet.text = '';
    }
  }

  countOf(name: NativeFileName): number {
    return this.sheets.get(name)?.count ?? 0;
  }

  files(): RecordTexts['files'] {
    return [...this.sheets].map(([name, { parts, text }]) => ({
      name,
      blob: new Blob([...parts, text]),
    }));
  }
}

/** The record without the project that storage keeps it under: the archive is of one project. */
function withoutOwner<Record extends object>(record: Record): Record {
  const { projectId: _, ...rest } = record as Record & { readonly projectId?: ProjectId };
  return rest as Record;
}

function stateWithoutOwner<State extends ImageSnapshot | PackageBase>(state: State): State {
  const image = withoutOwner(state.image);
  const annotations = state.annotations.map(withoutOwner);
  return withoutOwner({ ...state, image, annotations });
}
