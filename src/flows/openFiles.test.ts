import { describe, expect, it } from 'vitest';
import { AppError } from '#core/failure.ts';
import { sortedImages, type ImageSummary } from '#core/project/project.ts';
import type { Arrival, ImportSource, LeftOut } from '#files/arrival.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, stepNames, type Studio } from '#testing/openStudio.ts';
import { imageRecord, testProject } from '#testing/records.ts';
import { renameProject } from './projects/reviseProject.ts';
import { resumeImport } from './import/resumeImport.ts';
import { openSamples, openSources } from './openFiles.ts';
import { undo } from './undo.ts';

describe('openSources', () => {
  it('opens the good files by their names, as a person counts, and names the broken ones', async () => {
    const studio = await openStudio({ images: [] });
    await openSources(studio.services, [
      source('p10.jpg', 'p2.jpg', { path: 'broken.jpg', type: 'image/broken' }),
    ]);
    expect(imageNames(studio)).toEqual(['p2.jpg', 'p10.jpg']);
    expect(studio.notices()).toMatchObject([
      {
        about: 'imported',
        end: {
          outcome: 'finished',
          addedCount: 2,
          failures: [{ code: 'image/undecodable', fileName: 'broken.jpg' }],
        },
      },
    ]);
    expect(studio.services.stores.imports.getState().report?.rows).toMatchObject([
      { path: 'broken.jpg' },
    ]);
    expect(studio.services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('keeps the order of the names whichever file is read first', async () => {
    const studio = await openStudio({ images: [] });
    const { images } = studio.services;
    const importImage = images.importImage.bind(images);
    const waiting: (() => void)[] = [];
    images.importImage = async (file) => {
      await new Promise<void>((resolve) => {
        waiting.unshift(resolve);
      });
      return importImage(file);
    };
    const opening = openSources(studio.services, [source('a.jpg', 'b.jpg', 'c.jpg')]);
    await settled();
    for (const goOn of waiting) {
      goOn();
      await settled();
    }
    await opening;
    expect(imageNames(studio)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
  });

  it('is taken back as a whole by one undo, whatever was done meanwhile', async () => {
    const studio = await openStudio({ images: [] });
    const { services } = studio;
    const gate = holdBack(studio, 'b.jpg');
    const opening = openSources(services, [source('a.jpg', 'b.jpg', 'c.jpg')]);
    await settled();
    services.elapse(300);
    await settled();
    expect(imageNames(studio)).toEqual(['a.jpg']);
    await renameProject(services, testProject.id, 'Renamed');
    gate.open();
    await opening;
    expect(imageNames(studio)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    await undo(services);
    await undo(services);
    expect(imageNames(studio)).toEqual([]);
    expect(services.storage.shelf.images.size).toBe(0);
    expect(stepNames(services)).toEqual([]);
  });

  it('stops when it is undone while files still arrive', async () => {
    const studio = await openStudio({ images: [] });
    const gate = holdBack(studio, 'b.jpg');
    const opening = openSources(studio.services, [source('a.jpg', 'b.jpg', 'c.jpg')]);
    await settled();
    await undo(studio.services);
    gate.open();
    await opening;
    expect(imageNames(studio)).toEqual([]);
    expect(studio.notices().at(-1)).toMatchObject({ end: { outcome: 'cancelled' } });
  });

  it('shows the first image while the others still arrive', async () => {
    const studio = await openStudio({ images: [] });
    const gate = holdBack(studio, 'b.jpg');
    const opening = openSources(studio.services, [source('a.jpg', 'b.jpg')]);
    await settled();
    const { picture } = studio.services.stores.session.getState();
    expect(picture?.imageId).toBe(shown(studio)[0]?.id);
    gate.open();
    await opening;
    expect(studio.services.stores.session.getState().picture).toBe(picture);
  });

  it('writes few batches, however many files there are', async () => {
    const studio = await openStudio({ images: [] });
    const paths = Array.from({ length: 200 }, (_, i) => `${i}.jpg`);
    await openSources(studio.services, [source(...paths)]);
    expect(imageNames(studio)).toEqual(paths);
    expect(studio.services.storage.askedChanges.length).toBeLessThan(14);
    expect(stepNames(studio.services)).toEqual(['addImages']);
  });

  it('stops at a full disk with what has come in, and can go on later', async () => {
    const studio = await openStudio({ images: [] });
    const { storage } = studio.services;
    const failure = { code: 'storage/quota-exceeded' } as const;
    storage.failNextCommit(failure);
    await openSources(studio.services, [source(...names(20))]);
    expect(imageNames(studio)).toEqual([]);
    expect(studio.notices()).toMatchObject([
      { about: 'imported', end: { outcome: 'failed', addedCount: 0, failures: [failure] } },
    ]);
    expect(storage.shelf.importRuns.size).toBe(1);
  });

  it('rests and goes on', async () => {
    const studio = await openStudio({ images: [] });
    const { jobs } = studio.services.stores;
    const gate = holdBack(studio, '00.jpg');
    const opening = openSources(studio.services, [source(...names(40))]);
    await settled();
    jobs.getState().jobs[0]?.rest?.pause();
    gate.open();
    await settled();
    const countWhilePaused = imageNames(studio).length;
    expect(countWhilePaused).toBeGreaterThan(0);
    expect(countWhilePaused).toBeLessThan(40);
    expect(jobs.getState().jobs[0]).toMatchObject({ rest: { isPaused: true } });
    jobs.getState().jobs[0]?.rest?.resume();
    await opening;
    expect(imageNames(studio)).toHaveLength(40);
  });

  it('keeps what has arrived when it is cancelled, and says so', async () => {
    const studio = await openStudio({ images: [] });
    const { jobs } = studio.services.stores;
    const gate = holdBack(studio, 'b.jpg');
    const opening = openSources(studio.services, [source('a.jpg', 'b.jpg', 'c.jpg')]);
    await settled();
    expect(jobs.getState().jobs).toMatchObject([{ name: 'openImages', totalCount: 3 }]);
    jobs.getState().jobs[0]?.cancel();
    gate.open();
    await opening;
    expect(imageNames(studio)).toEqual(['a.jpg']);
    expect(jobs.getState().jobs).toEqual([]);
    expect(studio.notices()).toMatchObject([{ end: { outcome: 'cancelled', addedCount: 1 } }]);
    expect(studio.services.storage.shelf.importRuns.size).toBe(0);
  });

  it('says when there is nothing', async () => {
    const studio = await openStudio({ images: [] });
    await openSources(studio.services, [source()]);
    expect(studio.notices()).toEqual([
      { about: 'failure', failure: { code: 'import/nothing-found' } },
    ]);
  });
});

describe('duplicates', () => {
  it('stay out and are listed with their twin, also among the files themselves', async () => {
    const twin = imageRecord(1, { contentHash: 'same', sizeBytes: 4 });
    const studio = await openStudio({ images: [twin] });
    await openSources(studio.services, [
      source(
        { path: 'a.jpg', text: 'same' },
        { path: 'b.jpg', text: 'new' },
        { path: 'c.jpg', text: 'new' },
      ),
    ]);
    expect(imageNames(studio)).toEqual([twin.fileName, 'b.jpg']);
    expect(studio.services.stores.imports.getState().report?.rows).toEqual([
      {
        path: 'a.jpg',
        failure: { code: 'import/already-there', fileName: 'a.jpg', twin: twin.fileName },
      },
      {
        path: 'c.jpg',
        failure: { code: 'import/already-there', fileName: 'c.jpg', twin: 'b.jpg' },
      },
    ]);
    expect(studio.notices()).toMatchObject([{ end: { addedCount: 1, duplicateCount: 2 } }]);
  });

  it('come in when that is wanted, and share their bytes', async () => {
    const studio = await openStudio({ images: [] });
    const { settings } = studio.services.stores;
    settings.setState({
      importOptions: { tagFolders: false, splitFolders: true, skipDuplicates: false },
    });
    await openSources(studio.services, [
      source({ path: 'a.jpg', text: 'same' }, { path: 'b.jpg', text: 'same' }),
    ]);
    settings.setState(settings.getInitialState());
    expect(imageNames(studio)).toEqual(['a.jpg', 'b.jpg']);
    expect(studio.services.storage.shelf.blobs.size).toBe(1);
  });
});

describe('folders', () => {
  it('are asked about, and give tags and splits', async () => {
    const studio = await openStudio({ images: [] });
    const { services } = studio;
    await openSources(services, [folder('set/train/cat/1.jpg', 'set/val/dog/2.jpg')]);
    const { pending } = services.stores.imports.getState();
    expect(services.stores.session.getState().dialog).toBe('import');
    expect(pending).toMatchObject({
      imageCount: 2,
      leftOutCount: 1,
      tags: ['cat', 'dog'],
      splitTags: ['train', 'val'],
      splits: { train: 1, val: 1, test: 0 },
    });
    pending?.start({ tagFolders: true, splitFolders: true, skipDuplicates: true }, false);
    await settled();
    expect(shown(studio)).toMatchObject([
      { fileName: 'set/train/cat/1.jpg', tags: ['cat'], split: 'train' },
      { fileName: 'set/val/dog/2.jpg', tags: ['dog'], split: 'val' },
    ]);
    expect(studio.notices()).toMatchObject([{ end: { addedCount: 2, leftOutCount: 1 } }]);
  });

  it('without subfolders need no answer', async () => {
    const studio = await openStudio({ images: [] });
    await openSources(studio.services, [folder('set/1.jpg', 'set/2.jpg')]);
    expect(imageNames(studio)).toEqual(['set/1.jpg', 'set/2.jpg']);
    expect(shown(studio)[0]).toMatchObject({
      tags: [],
      split: null,
      source: { path: 'set/1.jpg', sizeBytes: 9 },
    });
  });
});

describe('resumeImport', () => {
  it('goes on where a crash stopped it and leaves out what came in', async () => {
    const studio = await openStudio({ images: [] });
    const { services } = studio;
    const all = source(...names(12));
    services.files.pickFiles = async () => all;
    await openSources(services, [source(...names(4))]);
    services.storage.shelf.importRuns.set('run', {
      id: 'run',
      projectId: testProject.id,
      startedAt: 0,
      title: '00.jpg',
      totalCount: 12,
      doneCount: 4,
      handles: null,
      options: {
        kind: 'files',
        isLinked: false,
        options: { tagFolders: false, splitFolders: false, skipDuplicates: false },
      },
    });
    let readCount = 0;
    const importImage = services.images.importImage.bind(services.images);
    services.images.importImage = async (file) => {
      readCount += 1;
      return importImage(file);
    };
    await resumeImport(services, 'run');
    expect(imageNames(studio)).toEqual(names(12));
    expect(readCount).toBe(8);
    expect(services.storage.shelf.importRuns.size).toBe(0);
  });

  it('is stopped by another project, and can go on when the first is opened again', async () => {
    const studio = await openStudio({ images: [] });
    const { services } = studio;
    const gate = holdBack(studio, '01.jpg');
    const opening = openSources(services, [source(...names(12))]);
    await settled();
    const { document } = services.stores.document.getState();
    const other = { ...testProject, id: 'other' as typeof testProject.id };
    services.stores.document.setState({ document: document && { ...document, project: other } });
    gate.open();
    await opening;
    expect(services.storage.shelf.images.size).toBe(1);
    expect(services.storage.shelf.importRuns.size).toBe(1);
  });
});

describe('openSamples', () => {
  it('keeps who made the photo', async () => {
    const studio = await openStudio({ images: [] });
    const sample = { fileName: 'cat.jpg', url: 'cat.jpg', credit: 'Eadweard J. Muybridge' };
    await openSamples(studio.services, [sample]);
    const images = [...studio.services.storage.shelf.images.values()];
    expect(images).toMatchObject([{ fileName: 'cat.jpg', credit: 'Eadweard J. Muybridge' }]);
  });
});

type FileLike = string | { readonly path: string; readonly text?: string; readonly type?: string };

function arrival(like: FileLike): Arrival {
  const {
    path,
    text,
    type = 'image/jpeg',
  } = typeof like === 'string' ? { path: like, text: undefined, type: undefined } : like;
  const name = path.split('/').at(-1) ?? path;
  const file = new File([text ?? path], name, { type, lastModified: 1000 });
  return { path, stat: null, open: async () => file };
}

function source(...files: readonly FileLike[]): ImportSource {
  return {
    title: 'files',
    kind: 'files',
    handles: null,
    folder: null,
    async *walk() {
      for (const each of files.map(arrival)) yield each;
    },
  };
}

/** A folder with one file that is no image. */
function folder(...paths: readonly string[]): ImportSource {
  const text: LeftOut = {
    path: 'set/notes.txt',
    failure: { code: 'import/not-an-image', fileName: 'set/notes.txt' },
  };
  return {
    ...source(),
    kind: 'folder',
    title: 'set',
    async *walk() {
      for (const each of paths.map(arrival)) yield each;
      yield text;
    },
  };
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, i) => `${String(i).padStart(2, '0')}.jpg`);
}

/** Lets one file wait, and with it all that come after it. */
function holdBack({ services: { images } }: Studio, name: string): { readonly open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  const importImage = images.importImage.bind(images);
  images.importImage = async (file, signal) => {
    if (file.name === name) await opened;
    if (signal?.aborted) throw new AppError({ code: 'image/unreadable', fileName: name });
    return importImage(file, signal);
  };
  return { open };
}

function shown({ services }: Studio): readonly ImageSummary[] {
  const { document } = services.stores.document.getState();
  return sortedImages(document?.images.values() ?? []);
}

function imageNames(studio: Studio): readonly string[] {
  return shown(studio).map(({ fileName }) => fileName);
}
