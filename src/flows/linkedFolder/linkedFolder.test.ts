import { describe, expect, it } from 'vitest';
import { importOptionsAtFirst } from '#core/project/importOptions.ts';
import { sortedImages, type ImageSummary } from '#core/project/project.ts';
import { fakeFolderHandle } from '#testing/fakeFolders.ts';
import { settled } from '#testing/fakes.ts';
import { openStudio, stepNames, type Studio } from '#testing/openStudio.ts';
import { annotationRecord, testProject } from '#testing/records.ts';
import { renameAnnotation } from '../editAnnotations.ts';
import { openImage } from '../openImage.ts';
import { readImage } from '../readImage.ts';
import { removeImage } from '../removeImage.ts';
import { allowFolder, chooseFolderAgain } from './followFolder.ts';
import { linkFolder } from './linkFolder.ts';
import { writeMirror } from './mirror.ts';
import { rescanFolder } from './rescanFolder.ts';
import { addNewFiles, takeNewVersions } from './takeNewVersions.ts';
import { unlinkFolder } from './unlinkFolder.ts';

describe('linkFolder', () => {
  it('reads the images in place: storage keeps no copy', async () => {
    const studio = await linked({ 'a/1.jpg': 'one', '2.jpg': 'two' });
    expect(studio.services.storage.shelf.blobs.size).toBe(0);
    const [first] = shown(studio);
    expect(first).toMatchObject({
      fileName: '2.jpg',
      isLinked: true,
      source: { path: '2.jpg', sizeBytes: 3 },
    });
    expect(first && (await readImage(studio.services, first))).toBe(
      studio.services.folders.contents.get('2.jpg'),
    );
  });

  it('does not link what it may not use', async () => {
    const studio = await openStudio({ images: [] });
    studio.services.folders.stateWhenAsked = 'needsPermission';
    await linkFolder(studio.services, fakeFolderHandle('photos'), importOptionsAtFirst);
    expect(studio.services.storage.shelf.folderLinks.size).toBe(0);
    expect(studio.notices()).toMatchObject([{ failure: { code: 'folder/permission-lost' } }]);
  });
});

describe('rescanFolder', () => {
  it('finds what is new, changed and missing, and links what was only moved or touched', async () => {
    const studio = await linked({
      'same.jpg': 'same',
      'moved.jpg': 'moves',
      'touched.jpg': 'touch',
      'changed.jpg': 'old',
      'gone.jpg': 'gone!!',
    });
    const { contents } = studio.services.folders;
    contents.set('sub/moved.jpg', fileOf('moves', 5));
    contents.delete('moved.jpg');
    contents.set('touched.jpg', fileOf('touch', 99));
    contents.set('changed.jpg', fileOf('new and longer', 99));
    contents.delete('gone.jpg');
    contents.set('new.jpg', fileOf('brand new', 5));
    await rescanFolder(studio.services, true);
    const { findings } = studio.services.stores.folder.getState();
    expect(findings).toEqual({
      newCount: 1,
      changedIds: [idOf(studio, 'changed.jpg')],
      missingIds: [idOf(studio, 'gone.jpg')],
    });
    const rows = new Map(shown(studio).map((image) => [image.fileName, image.source]));
    expect(rows.get('sub/moved.jpg')).toMatchObject({ path: 'sub/moved.jpg', lastModified: 5 });
    expect(rows.get('touched.jpg')).toMatchObject({ lastModified: 99 });
  });

  it('offers what did not come in once, unless it is asked for', async () => {
    const studio = await linked({ 'a.jpg': 'same', 'b.jpg': 'same' });
    expect(shown(studio)).toHaveLength(1);
    await rescanFolder(studio.services, false);
    expect(studio.services.stores.folder.getState().findings.newCount).toBe(0);
    await rescanFolder(studio.services, true);
    expect(studio.services.stores.folder.getState().findings.newCount).toBe(1);
  });

  it('says when nothing changed', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    await rescanFolder(studio.services, true);
    expect(studio.notices()).toEqual([{ about: 'folderUnchanged', folderName: 'photos' }]);
  });
});

describe('a linked file', () => {
  it('that changed is not given out until the new version is taken; its objects stay', async () => {
    const studio = await linked({ 'a.jpg': 'old' });
    const { services } = studio;
    await annotate(studio, 'a.jpg');
    services.folders.contents.set('a.jpg', fileOf('new!', 9));
    await expect(readImage(services, imageNamed(studio, 'a.jpg'))).rejects.toMatchObject({
      failure: { code: 'folder/file-changed' },
    });
    expect(services.stores.folder.getState().findings.changedIds).toHaveLength(1);
    await takeNewVersions(services);
    expect(imageNamed(studio, 'a.jpg')).toMatchObject({ contentHash: 'new!', sizeBytes: 4 });
    expect(services.stores.folder.getState().findings.changedIds).toEqual([]);
    expect(services.storage.shelf.annotations.size).toBe(1);
    expect(await (await readImage(services, imageNamed(studio, 'a.jpg'))).text()).toBe('new!');
  });

  it('of another size is left as it was while there are objects on it', async () => {
    const studio = await linked({ 'a.jpg': 'old' });
    const { services } = studio;
    await annotate(studio, 'a.jpg');
    services.folders.contents.set('a.jpg', fileOf('new!', 9));
    await rescanFolder(services, false);
    const importImage = services.images.importImage.bind(services.images);
    services.images.importImage = async (file) =>
      (await importImage(file)).map((each) => ({ ...each, size: { width: 99, height: 9 } }));
    await takeNewVersions(services);
    expect(studio.notices()).toMatchObject([
      { failure: { code: 'folder/other-size', fileName: 'a.jpg', count: 1 } },
    ]);
    expect(imageNamed(studio, 'a.jpg')).toMatchObject({ contentHash: 'old' });
  });

  it('shows as its thumbnail while the folder may not be read, and itself afterwards', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    const { services } = studio;
    services.storage.thumbnail = async () => new Blob(['thumbnail']);
    services.folders.state = 'needsPermission';
    await openImage(services, imageNamed(studio, 'a.jpg').id);
    const { session, folder } = services.stores;
    expect(folder.getState().access).toBe('needsPermission');
    expect(session.getState().picture?.size).toEqual({ width: 8, height: 6 });
    expect(studio.notices()).toEqual([]);
    await allowFolder(services);
    await settled();
    expect(folder.getState().access).toBe('ready');
    expect(services.stores.engine.getState().embedding.kind).not.toBe('none');
  });
});

describe('chooseFolderAgain', () => {
  it('refuses a folder that has none of the images', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    const { folders } = studio.services;
    folders.contents.clear();
    folders.contents.set('other.jpg', fileOf('something else', 1));
    folders.picked = fakeFolderHandle('other');
    await expect(chooseFolderAgain(studio.services)).rejects.toMatchObject({
      failure: { code: 'folder/other-folder', folderName: 'other' },
    });
    expect(studio.services.stores.folder.getState().handle?.name).toBe('photos');
  });

  it('takes the folder where it is now', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    const { folders, storage } = studio.services;
    folders.picked = fakeFolderHandle('photos-moved');
    await chooseFolderAgain(studio.services);
    expect(storage.shelf.folderLinks.get(testProject.id)?.handle.name).toBe('photos-moved');
  });
});

describe('unlinkFolder', () => {
  it('copies the images in, one step of undo, and lets the folder go', async () => {
    const studio = await linked({ 'a.jpg': 'one', 'b.jpg': 'two' });
    const { storage, stores } = studio.services;
    await unlinkFolder(studio.services);
    expect(shown(studio).map(({ isLinked }) => isLinked)).toEqual([false, false]);
    expect(storage.shelf.blobs.size).toBe(2);
    expect(storage.shelf.folderLinks.size).toBe(0);
    expect(stores.folder.getState().handle).toBeNull();
    expect(stepNames(studio.services)).toEqual(['addImages', 'relinkImages']);
  });

  it('keeps the folder while one of its images cannot be read', async () => {
    const studio = await linked({ 'a.jpg': 'one', 'b.jpg': 'two' });
    studio.services.folders.contents.delete('a.jpg');
    await unlinkFolder(studio.services);
    expect(shown(studio).map(({ isLinked }) => isLinked)).toEqual([true, false]);
    expect(studio.services.storage.shelf.folderLinks.size).toBe(1);
    expect(studio.notices()).toMatchObject([{ failure: { code: 'folder/file-missing' } }]);
  });
});

describe('addNewFiles', () => {
  it('brings in what the project does not have', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    studio.services.folders.contents.set('b.jpg', fileOf('two', 1));
    await rescanFolder(studio.services, false);
    await addNewFiles(studio.services);
    expect(shown(studio).map(({ fileName }) => fileName)).toEqual(['a.jpg', 'b.jpg']);
    expect(studio.services.stores.folder.getState().findings.newCount).toBe(0);
  });
});

describe('writeMirror', () => {
  it('writes a file per image that was worked on, the whole as COCO, and a table of contents', async () => {
    const studio = await linked({ 'sub/a.jpg': 'one', 'b.jpg': 'two' });
    await annotate(studio, 'sub/a.jpg');
    await writeMirror(studio.services, testProject.id);
    const { written } = studio.services.folders;
    expect([...written.keys()]).toEqual([
      'maskwright/annotations/sub/a.jpg.json',
      'maskwright/coco.json',
      'maskwright/project.json',
    ]);
    const file = JSON.parse(written.get('maskwright/annotations/sub/a.jpg.json') ?? '');
    expect(file).toMatchObject({
      fileName: 'sub/a.jpg',
      width: 8,
      objects: [{ category: 'Category 1', area: 1, bbox: [0, 1, 1, 1] }],
    });
    expect(JSON.parse(written.get('maskwright/coco.json') ?? '').annotations).toHaveLength(1);
    expect(JSON.parse(written.get('maskwright/project.json') ?? '').images).toMatchObject([
      { fileName: 'b.jpg', annotations: null },
      { fileName: 'sub/a.jpg', annotations: 'annotations/sub/a.jpg.json' },
    ]);
  });

  it('writes only what changed since, and nothing when nothing did', async () => {
    const studio = await linked({ 'a.jpg': 'one', 'b.jpg': 'two' });
    const { services } = studio;
    await annotate(studio, 'a.jpg');
    await annotate(studio, 'b.jpg', 2);
    await writeMirror(services, testProject.id);
    const before = services.folders.writeCount;
    await writeMirror(services, testProject.id);
    expect(services.folders.writeCount).toBe(before);
    void openImage(services, imageNamed(studio, 'a.jpg').id);
    await settled();
    await renameAnnotation(services, annotationRecord(1).id, 'Tree');
    await writeMirror(services, testProject.id);
    expect(services.folders.writeCount).toBe(before + 3);
    expect(services.folders.written.get('maskwright/annotations/a.jpg.json')).toContain('"Tree"');
  });

  it('removes the file of an image that is gone, and no other', async () => {
    const studio = await linked({ 'a.jpg': 'one', 'b.jpg': 'two' });
    await annotate(studio, 'a.jpg');
    await writeMirror(studio.services, testProject.id);
    studio.services.folders.written.set('maskwright/annotations/own.json', 'of the user');
    void removeImage(studio.services, imageNamed(studio, 'a.jpg').id);
    await settled();
    await writeMirror(studio.services, testProject.id);
    expect([...studio.services.folders.written.keys()].toSorted()).toEqual([
      'maskwright/annotations/own.json',
      'maskwright/coco.json',
      'maskwright/project.json',
    ]);
  });

  it('is tried again after a failure, with all that was missed', async () => {
    const studio = await linked({ 'a.jpg': 'one' });
    await annotate(studio, 'a.jpg');
    studio.services.folders.state = 'notFound';
    await expect(writeMirror(studio.services, testProject.id)).rejects.toMatchObject({
      failure: { code: 'folder/not-found' },
    });
    studio.services.folders.state = 'ready';
    await writeMirror(studio.services, testProject.id);
    expect(studio.services.folders.written.has('maskwright/annotations/a.jpg.json')).toBe(true);
  });
});

/** A project on a folder with these files, content by path. */
async function linked(files: Readonly<Record<string, string>>): Promise<Studio> {
  const studio = await openStudio({ images: [] });
  for (const [path, text] of Object.entries(files)) {
    studio.services.folders.contents.set(path, fileOf(text, 1));
  }
  await linkFolder(studio.services, fakeFolderHandle('photos'), importOptionsAtFirst);
  const { jobs } = studio.services.stores;
  jobs.setState({ notices: [] });
  return studio;
}

function fileOf(text: string, lastModified: number): File {
  return new File([text], 'file.jpg', { type: 'image/jpeg', lastModified });
}

/** An object of one pixel, as storage would take it. */
async function annotate(studio: Studio, fileName: string, number = 1): Promise<void> {
  const { storage, stores, newId } = studio.services;
  const image = imageNamed(studio, fileName);
  const annotation = annotationRecord(number, { imageId: image.id });
  const after = { ...image, categoryCounts: { [annotation.categoryId]: 1 } };
  const change = {
    name: 'acceptCandidate',
    edits: [
      { kind: 'annotation', before: null, after: annotation },
      { kind: 'image', before: image, after },
    ],
  } as const;
  const details = { verb: 'did', changeId: newId(), at: 0, by: '' } as const;
  await storage.commit(testProject.id, change, details);
  const { document } = stores.document.getState();
  if (!document) return;
  stores.document.setState({
    document: { ...document, images: new Map(document.images).set(image.id, after) },
  });
}

function imageNamed(studio: Studio, fileName: string): ImageSummary {
  const image = shown(studio).find((each) => each.fileName === fileName);
  if (!image) throw new Error(`There is no ${fileName}.`);
  return image;
}

function idOf(studio: Studio, fileName: string) {
  return imageNamed(studio, fileName).id;
}

function shown({ services }: Studio): readonly ImageSummary[] {
  const { document } = services.stores.document.getState();
  return sortedImages(document?.images.values() ?? []);
}
