import * as fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import type { AnnotationId, ImageId } from '#core/annotation/ids.ts';
import { AppError, type Failure } from '#core/failure.ts';
import type { JournalEntry } from '#core/project/journal.ts';
import { writeArchive, type ArchiveInput } from '#files/archive/writeArchive.ts';
import { writeManifest } from '#formats/native/index.ts';
import { showFolder } from '#store/folderStore.ts';
import { fakeFolderHandle } from '#testing/fakeFolders.ts';
import type { FakeServices } from '#testing/fakes.ts';
import { openStudio, type Studio } from '#testing/openStudio.ts';
import {
  annotationRecord,
  categoryRecord,
  imageRecord,
  testProject,
  testTime,
} from '#testing/records.ts';
import { openBackup } from './openBackup.ts';
import { readPackage } from './readPackage.ts';
import { restoreBackup } from './restoreBackup.ts';
import { exportPackage, saveBackup } from './saveArchive.ts';

const { signal } = new AbortController();
const categoryId = categoryRecord(1).id;
const images = [
  imageRecord(1, { tags: ['ü'], categoryCounts: { [categoryId]: 2 } }),
  imageRecord(2, { categoryCounts: { [categoryId]: 1 } }),
  imageRecord(3),
];
const onSecond = { imageId: 'image-2' as ImageId, name: 'wing' };
const annotations = [annotationRecord(1), annotationRecord(2), annotationRecord(3, onSecond)];
const categories = [categoryRecord(1), categoryRecord(2)];
let studio: Studio;
let services: FakeServices;

beforeEach(async () => {
  studio = await openStudio({ images, categories, annotations });
  ({ services } = studio);
  services.storage.shelf.journal.push(
    entry(3, 'rename'),
    entry(5, 'acceptCandidate'),
    entry(9, 'x'),
  );
  services.storage.snapshots.push({
    projectId: testProject.id,
    imageId: 'image-1' as ImageId,
    seq: 5,
    image: imageRecord(1),
    annotations: [annotationRecord(1)],
  });
});

describe('a backup', () => {
  it('is restored as a new project in which nothing else differs', async () => {
    for (const passphrase of ['', 'open sesame']) {
      await saveBackup(services, { hasImages: true, passphrase });
      await restoreLast(passphrase);
      const restored = services.storage.restored.at(-1);
      expect(restored?.projectId).not.toBe(testProject.id);
      expect(restored?.project).toEqual({ ...testProject, id: restored?.projectId, name: 'Copy' });
      expect(restored?.records).toEqual({
        categories,
        images,
        annotations,
        snapshots: [
          {
            imageId: 'image-1',
            seq: 1001,
            image: imageRecord(1),
            annotations: [annotationRecord(1)],
          },
        ],
        packageBases: [],
        viewports: [],
      });
      expect(restored?.journal.map(({ name }) => name)).toEqual(['rename', 'acceptCandidate', 'x']);
      const project = { ...testProject, id: restored?.projectId };
      expect(restored?.journal[0]).toMatchObject({
        projectId: restored?.projectId,
        edits: [{ kind: 'project', before: project, after: { ...project, name: 'New' } }],
      });
      expect(await restored?.files.get('image-2')?.text()).toBe('image-2');
    }
  });

  it('says in its name which project it is and when it was made', async () => {
    await saveBackup(services, { hasImages: false, passphrase: '' });
    const [saved] = services.archives.saved;
    expect(saved?.fileName).toMatch(/^test-project-20\d\d-\d\d-\d\d-\d{6}\.maskwright$/u);
    expect(studio.notices()).toEqual([
      { about: 'archived', kind: 'backup', fileName: saved?.fileName, missingCount: 0 },
    ]);
    expect(services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('counts the images whose bytes were not there, and holds all else', async () => {
    services.storage.shelf.blobs.delete('image-2');
    await saveBackup(services, { hasImages: true, passphrase: '' });
    const { manifest } = await openLast('');
    expect(manifest).toMatchObject({
      missingImages: 1,
      hasImages: true,
      counts: { images: 3, annotations: 3, categories: 2, journal: 3 },
    });
    expect((await restoreLast('')).missingCount).toBe(1);
  });

  it('is not written when a record holds what text cannot say', async () => {
    services.storage.shelf.images.set('image-1', imageRecord(1, { order: Number.NaN }));
    expect(await saveBackup(services, { hasImages: false, passphrase: '' })).toBe(false);
    expect(studio.notices()).toMatchObject([
      { failure: { code: 'archive/unwritable', record: 'images.jsonl image-1' } },
    ]);
  });

  it('makes a linked image one of the project when its bytes came along', async () => {
    const linkedImage = imageRecord(1, { isLinked: true, contentHash: 'pixels' });
    services.storage.shelf.images.set('image-1', linkedImage);
    services.folders.contents.set('photo-1.jpg', new File(['pixels'], 'photo-1.jpg'));
    showFolder(services.stores.folder, fakeFolderHandle('photos'), 'ready');
    await saveBackup(services, { hasImages: true, passphrase: '' });
    await restoreLast('');
    await saveBackup(services, { hasImages: false, passphrase: '' });
    await restoreLast('');
    const linked = services.storage.restored.map(({ records }) => records.images[0]?.isLinked);
    expect(linked).toEqual([false, true]);
  });

  it('is not begun when there is no room for it', async () => {
    await saveBackup(services, { hasImages: true, passphrase: '' });
    services.storage.limitSpace(100);
    expect(await failureOf(restoreLast(''))).toEqual({ code: 'storage/quota-exceeded' });
    expect(services.storage.restoreLog).toEqual([]);
  });

  it('leaves nothing when it is called off', async () => {
    await saveBackup(services, { hasImages: true, passphrase: '' });
    const controller = new AbortController();
    const onProgress = () => controller.abort();
    const work = restoreBackup(
      services,
      await openLast(''),
      { name: 'Copy', onProgress },
      controller.signal,
    );
    await expect(work).rejects.toThrow(/abort/iu);
    expect(services.storage.restoreLog).toEqual([]);
    expect(services.storage.restored).toEqual([]);
  });
});

describe('a file that is not what it says', () => {
  it('touches nothing, whichever byte of it was changed and wherever it was cut', async () => {
    await saveBackup(services, { hasImages: true, passphrase: '' });
    const blob = services.archives.saved.at(-1)?.blob ?? new Blob();
    const whole = new Uint8Array(await blob.arrayBuffer());
    const isSame = async (bytes: Uint8Array<ArrayBuffer>) => {
      const failure = await failureOf(restoreFrom(new Blob([bytes]), ''));
      if (failure) expect(failure.code).toMatch(/^archive\//u);
      return failure === null;
    };
    const place = fc.nat(whole.length - 1);
    let changedCount = 0;
    await fc.assert(
      fc.asyncProperty(place, fc.integer({ min: 1, max: 255 }), async (at, by) => {
        const changed = whole.slice();
        changed[at] = (changed[at] ?? 0) ^ by;
        // times and checksums of the zip itself are not looked at
        if (await isSame(changed)) changedCount += 1;
      }),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(place, async (end) => {
        expect(await isSame(whole.slice(0, end))).toBe(false);
      }),
      { numRuns: 60 },
    );
    expect(services.storage.restored).toHaveLength(changedCount);
    for (const { records } of services.storage.restored) expect(records.images).toEqual(images);
  });

  it.each<[string, Partial<Record<string, string>>, Failure['code']]>([
    ['a record that is none', { 'images.jsonl': '{"id":1}\n' }, 'archive/damaged'],
    ['no JSON', { 'annotations.jsonl': '{\n' }, 'archive/damaged'],
    ['no text', { 'categories.jsonl': '\ud800\n' }, 'archive/damaged'],
    [
      'a million brackets',
      { 'views.json': `${'['.repeat(1e6)}${']'.repeat(1e6)}` },
      'archive/hostile',
    ],
    ['a line of 70 MB', { 'journal.jsonl': 'x'.repeat(7e7) }, 'archive/hostile'],
  ])('is refused for %s although every checksum is right', async (_what, texts, code) => {
    const file = await fileWith(texts);
    expect((await failureOf(restoreFrom(file, '')))?.code).toBe(code);
    expect(services.storage.restoreLog).toEqual([]);
  });

  it('is refused when the manifest tells of other files, hashes or a newer format', async () => {
    const swap = (from: string | RegExp, to: string) => (text: string) => text.replace(from, to);
    const cases: readonly [(text: string) => string, Failure['code']][] = [
      [swap(/"sha256": "[0-9a-f]{8}/u, '"sha256": "00000000'), 'archive/damaged'],
      [swap('"name": "project.json"', '"name": "else.json"'), 'archive/damaged'],
      [swap(/"sizeBytes": \d+/u, '"sizeBytes": 1'), 'archive/damaged'],
      [swap('"version": 1', '"version": 2'), 'archive/newer-version'],
      [swap('"format": "maskwright"', '"format": "other"'), 'archive/not-ours'],
      [() => '[]', 'archive/not-ours'],
      [() => '{', 'archive/damaged'],
    ];
    for (const [change, code] of cases) {
      expect((await failureOf(restoreFrom(await fileWith({}, change), '')))?.code).toBe(code);
    }
    expect(services.storage.restoreLog).toEqual([]);
  });
});

describe('a package', () => {
  it('holds the images asked for, and what they were when it first left', async () => {
    await exportPackage(services, [images[0]?.id ?? ('' as ImageId)], {
      hasImages: true,
      passphrase: 'secret',
    });
    const content = await readPackage(services, lastFile(), 'secret');
    expect(content.categories).toEqual(categories);
    expect([...content.images]).toEqual([
      ['image-1', { image: images[0], annotations: annotations.slice(0, 2) }],
    ]);
    expect(content.bases).toEqual(content.images);
    expect(content.project).toEqual(testProject);
  });

  it('comes back under its id with the bases it left with, from whoever opened and changed it', async () => {
    await exportPackage(services, ids(1, 2), { hasImages: false, passphrase: '' });
    const sent = await readPackage(services, lastFile(), null);
    await restoreLast('');
    const there = services.storage.restored.at(-1);
    expect(there?.records.packageBases).toHaveLength(2);

    const other = (await openStudio({ images, categories, annotations })).services;
    other.storage.packageBases.push(
      ...(there?.records.packageBases ?? []).map((base) => ({
        ...base,
        projectId: testProject.id,
      })),
    );
    const mine = annotationRecord(4, { id: 'mine' as AnnotationId });
    other.storage.shelf.annotations.set('mine', mine);
    other.storage.shelf.annotations.delete('annotation-1');
    await exportPackage(other, ids(1, 2, 3), { hasImages: false, passphrase: '' });
    const back = await readPackage(services, other.archives.saved[0]?.blob ?? new Blob(), null);
    expect(back.packageId).toBe(sent.packageId);
    expect(back.bases).toEqual(sent.bases);
    expect([...back.images.keys()]).toEqual(ids(1, 2, 3));
    expect(back.images.get(ids(1)[0] ?? ('' as ImageId))?.annotations).toEqual([
      annotationRecord(2),
      mine,
    ]);
  });

  it('is told from a backup', async () => {
    await saveBackup(services, { hasImages: false, passphrase: '' });
    expect(await failureOf(readPackage(services, lastFile(), null))).toEqual({
      code: 'archive/not-a-package',
    });
  });
});

function ids(...numbers: readonly number[]): readonly ImageId[] {
  return numbers.map((number) => imageRecord(number).id);
}

function entry(seq: number, name: string): JournalEntry {
  const edits = [
    { kind: 'project', before: testProject, after: { ...testProject, name: 'New' } },
  ] as const;
  const { id: projectId } = testProject;
  const rest = { changeId: 'c', verb: 'did', at: testTime, by: 'Ada', imageId: '' } as const;
  return { seq, projectId, name, edits, ...rest };
}

function lastFile(): Blob {
  return services.archives.saved.at(-1)?.blob ?? new Blob();
}

function openLast(passphrase: string) {
  return openBackup(services, lastFile(), passphrase === '' ? null : passphrase);
}

function restoreLast(passphrase: string) {
  return restoreFrom(lastFile(), passphrase);
}

async function restoreFrom(file: Blob, passphrase: string) {
  const backup = await openBackup(services, file, passphrase === '' ? null : passphrase);
  const onProgress = () => undefined;
  return restoreBackup(services, backup, { name: 'Copy', onProgress }, signal);
}

async function failureOf(work: Promise<unknown>): Promise<Failure | null> {
  try {
    await work;
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.failure;
    throw error;
  }
}

/** A file with these texts in it, its hashes right; the manifest as `change` makes it. */
async function fileWith(
  texts: Partial<Record<string, string>>,
  change = (text: string) => text,
): Promise<Blob> {
  const all = {
    'project.json': JSON.stringify(testProject),
    'views.json': '{"view":null,"viewports":[]}',
    ...texts,
  };
  const inputs = async function* (): AsyncGenerator<ArchiveInput> {
    for (const [name, text] of Object.entries(all)) {
      const bytes = text === '\ud800\n' ? Uint8Array.of(0xff, 0x0a) : text;
      yield { name, blob: new Blob([bytes]), lastModified: new Date(0) };
    }
  };
  const stream = writeArchive(
    {
      inputs: inputs(),
      createdAt: new Date(0),
      manifest: (entries) =>
        change(
          writeManifest({
            format: 'maskwright',
            version: 1,
            kind: 'backup',
            appVersion: '',
            createdAt: 0,
            createdBy: '',
            projectName: '',
            packageId: null,
            bases: 'file',
            counts: { categories: 0, images: 0, annotations: 0, journal: 0 },
            hasImages: false,
            missingImages: 0,
            entries,
          }),
        ),
    },
    signal,
  );
  return new Response(stream).blob();
}
