import type { Category } from '#core/annotation/category.ts';
import type { ProjectId } from '#core/annotation/ids.ts';
import type { CopyKind } from '#core/backup/copyLines.ts';
import { AppError } from '#core/failure.ts';
import type { RecordEdit } from '#core/project/change.ts';
import type { Project } from '#core/project/project.ts';
import { readRecord, type NativeFileName, type NativeRecords } from '#formats/native/index.ts';
import type { ProjectRestore } from '#storage/restoreProject.ts';
import type { ReadableCopy } from '#storage/secondCopy/readCopy.ts';
import type { Services } from '../services.ts';

/** The records of a copy are those of a backup, line by line, and are checked like them. */
const fileNames = {
  project: 'project.json',
  category: 'categories.jsonl',
  image: 'images.jsonl',
  annotation: 'annotations.jsonl',
  packageBase: 'packageBases.jsonl',
  views: 'views.json',
} as const satisfies Record<CopyKind, NativeFileName>;

type Lines = readonly { readonly kind: CopyKind; readonly json: string }[];

/** Puts what a second copy holds back into storage. */
export class CopyRestore {
  /** Of images that are not read in place. */
  readonly blobKeys = new Set<string>();
  /** Lines that could not be read as what they say. */
  damagedCount = 0;
  private readonly services: Pick<Services, 'now' | 'newId' | 'stores'>;
  private readonly projectId: ProjectId;
  private readonly signal: AbortSignal;
  private readonly categories: Category[] = [];
  private project: Project | null = null;
  private views: NativeRecords['views.json'] | null = null;

  constructor(
    services: Pick<Services, 'now' | 'newId' | 'stores'>,
    projectId: ProjectId,
    signal: AbortSignal,
  ) {
    this.services = services;
    this.projectId = projectId;
    this.signal = signal;
  }

  /** @throws AppError storage/copy-unreadable without the record of the project; storage/… */
  async write(copy: ReadableCopy, restore: ProjectRestore): Promise<void> {
    for await (const lines of copy.lines()) {
      for (let at = 0; at < lines.length; at += batchSize) {
        this.signal.throwIfAborted();
        await this.put(lines.slice(at, at + batchSize), restore);
      }
    }
    const { project, views } = this;
    if (!project) throw new AppError({ code: 'storage/copy-unreadable' });
    const [seq = 0] = await restore.putJournal([this.firstEntry(project)]);
    await restore.putSnapshots(seq);
    await restore.put({ viewports: views?.viewports ?? [] });
    await restore.finish({ ...project, id: this.projectId }, views?.view ?? null);
  }

  private async put(lines: Lines, restore: ProjectRestore): Promise<void> {
    const categories = this.read('category', lines);
    const images = this.read('image', lines);
    this.categories.push(...categories);
    for (const { blobKey, isLinked } of images) if (!isLinked) this.blobKeys.add(blobKey);
    await restore.put({
      categories,
      images,
      annotations: this.read('annotation', lines),
      packageBases: this.read('packageBase', lines),
    });
    this.project = this.read('project', lines).at(-1) ?? this.project;
    this.views = this.read('views', lines).at(-1) ?? this.views;
  }

  private read<Kind extends CopyKind>(
    kind: Kind,
    lines: Lines,
  ): readonly NativeRecords[(typeof fileNames)[Kind]][] {
    return lines.flatMap((line) => {
      if (line.kind !== kind) return [];
      const { value, issues } = readRecord(fileNames[kind], line.json);
      this.damagedCount += issues.length;
      return value;
    });
  }

  /** History begins anew with what was brought back. */
  private firstEntry(project: Project) {
    const { now, newId, stores } = this.services;
    const edits: readonly RecordEdit[] = [
      { kind: 'project', before: null, after: { ...project, id: this.projectId } },
      ...this.categories.map((after): RecordEdit => ({ kind: 'category', before: null, after })),
    ];
    return {
      projectId: this.projectId,
      imageId: '',
      changeId: newId(),
      name: 'bringBack',
      verb: 'did',
      edits,
      at: now(),
      by: stores.settings.getState().displayName,
    } as const;
  }
}

/** Records a transaction. */
const batchSize = 500;
