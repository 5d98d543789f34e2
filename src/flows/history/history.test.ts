import { describe, expect, it } from 'vitest';
import type { AnnotationId, CategoryId } from '#core/annotation/ids.ts';
import { addAnnotation } from '#core/project/edits.ts';
import { showScreen } from '#store/sessionStore.ts';
import { nextRedo, nextUndo } from '#store/nextStep.ts';
import { createTabHub } from '#testing/fakeTabs.ts';
import { createFakeStorage } from '#testing/fakeStorage.ts';
import { createFakeServices, settled, type FakeServices } from '#testing/fakes.ts';
import { imageIdOf, openStudio, stepNames, type Studio } from '#testing/openStudio.ts';
import { openTabs } from '#testing/openTabs.ts';
import { annotationRecord, imageRecord, testProject } from '#testing/records.ts';
import { addTagTo, setStatusOf } from '../bulkEdits.ts';
import { commitEdit } from '../commitEdit.ts';
import { removeAnnotation, renameAnnotation } from '../editAnnotations.ts';
import { createCategory, renameCategory } from '../editCategories.ts';
import { openImage } from '../openImage.ts';
import { openProject } from '../openProject.ts';
import { removeImage } from '../removeImage.ts';
import { setImageStatus } from '../review/imageStatus.ts';
import { redo, undo } from '../undo.ts';
import { goBackBefore, goToStep } from './goToStep.ts';

const first = annotationRecord(1).id;

/** One object on image 1, which is open; two more images. */
function openLabelled(): Promise<Studio> {
  return openStudio({
    images: [1, 2, 3].map((number) => imageRecord(number)),
    annotations: [annotationRecord(1)],
  });
}

/** Another tab on the same disk, as after a reload. */
async function reloaded({ services }: Studio): Promise<FakeServices> {
  const later = createFakeServices(createTabHub(), createFakeStorage(services.storage.shelf));
  const fresh = { ...later, newId: () => `later-${later.newId()}` };
  fresh.stores.session.setState({ canvasSize: { width: 800, height: 600 } });
  await openProject(fresh, testProject.id);
  await settled();
  return fresh;
}

function nameOf({ storage }: FakeServices, id: AnnotationId = first): string | undefined {
  return storage.shelf.annotations.get(id)?.name;
}

describe('after a reload', () => {
  it('steps are undone and done again as before it', async () => {
    const studio = await openLabelled();
    await renameAnnotation(studio.services, first, 'left');
    await renameAnnotation(studio.services, first, 'right');
    await undo(studio.services);
    const later = await reloaded(studio);
    await redo(later);
    expect(nameOf(later)).toBe('right');
    await undo(later);
    await undo(later);
    expect(nameOf(later)).toBe('');
    await undo(later);
    expect(stepNames(later)).toEqual([]);
    const again = await reloaded(studio);
    expect(nextRedo(again.stores).step?.name).toBe('renameAnnotation');
  });

  it('what is new forgets what was undone before it', async () => {
    const studio = await openLabelled();
    await renameAnnotation(studio.services, first, 'left');
    await undo(studio.services);
    const later = await reloaded(studio);
    await setImageStatus(later, imageIdOf(1), 'done');
    expect(nextRedo(later.stores).step).toBeNull();
  });

  it('steps on many images and on categories are the project’s', async () => {
    const studio = await openLabelled();
    await addTagTo(studio.services, [imageIdOf(2), imageIdOf(3)], 'a');
    await createCategory(studio.services, 'leaf');
    const later = await reloaded(studio);
    showScreen(later.stores.session, 'gallery');
    await undo(later);
    await undo(later);
    expect([...later.storage.shelf.images.values()].flatMap(({ tags }) => tags)).toEqual([]);
    expect(later.storage.shelf.categories.size).toBe(1);
  });

  it('many steps are read in portions, as far back as they are asked for', async () => {
    const studio = await openLabelled();
    for (let count = 1; count <= 300; count += 1) {
      await renameAnnotation(studio.services, first, `name ${count}`);
    }
    const later = await reloaded(studio);
    expect(stepNames(later)).toHaveLength(128);
    for (let count = 299; count >= 0; count -= 1) await undo(later);
    expect(nameOf(later)).toBe('');
    expect(later.stores.jobs.getState().notices).toEqual([]);
  });

  it('a removed image whose bytes are gone stays away, and says why', async () => {
    const studio = await openLabelled();
    void removeImage(studio.services, imageIdOf(2));
    await settled();
    studio.services.storage.shelf.blobs.delete('image-2');
    const later = await reloaded(studio);
    await undo(later);
    expect(later.stores.jobs.getState().notices.map(({ message }) => message)).toEqual([
      { about: 'failure', failure: { code: 'storage/image-missing', fileName: 'photo-2.jpg' } },
    ]);
    expect(nextUndo(later.stores).step).toBeNull();
    expect(stepNames(later)).toEqual(['removeImage']);
  });
});

describe('a step that others count on', () => {
  it('is not undone alone, and offers to go back with them', async () => {
    const studio = await openLabelled();
    const { services } = studio;
    const categoryId = (await createCategory(services, 'leaf')) as CategoryId;
    void openImage(services, imageIdOf(2));
    await settled();
    await commitEdit(services, (document) =>
      addAnnotation(document, annotationRecord(2, { imageId: imageIdOf(2), categoryId })),
    );
    void openImage(services, imageIdOf(1));
    await settled();
    await undo(services);
    const notice = studio.notices().at(-1);
    expect(notice).toMatchObject({
      about: 'stepBlocked',
      step: { name: 'createCategory' },
      obstacle: { what: 'category', why: 'inUse', name: 'leaf', count: 1 },
    });
    if (notice?.about !== 'stepBlocked') return;
    void goBackBefore(services, notice.step);
    await settled();
    expect(services.storage.shelf.categories.size).toBe(1);
    expect(services.storage.shelf.annotations.size).toBe(1);
    expect(studio.notices().at(-1)).toEqual({
      about: 'wentThrough',
      undoneCount: 2,
      redoneCount: 0,
    });
  });
});

describe('going to a point of history', () => {
  it('takes the steps of the image alone, back and forth', async () => {
    const studio = await openLabelled();
    const { services } = studio;
    for (const name of ['a', 'b', 'c']) await renameAnnotation(services, first, name);
    await setStatusOf(services, [imageIdOf(1), imageIdOf(2)], 'done');
    const own = () => services.stores.history.getState().histories.get(imageIdOf(1))?.steps ?? [];
    await goToStep(services, imageIdOf(1), own()[0] ?? null);
    expect(nameOf(services)).toBe('a');
    await goToStep(services, imageIdOf(1), null);
    expect(nameOf(services)).toBe('');
    await goToStep(services, imageIdOf(1), own()[2] ?? null);
    expect(nameOf(services)).toBe('c');
    expect(services.storage.shelf.images.get(imageIdOf(1))?.status).toBe('done');
    expect(services.stores.jobs.getState().jobs).toEqual([]);
  });

  it('stops where it is when it is called off', async () => {
    const studio = await openLabelled();
    const { services } = studio;
    for (const name of ['a', 'b', 'c']) await renameAnnotation(services, first, name);
    const release = services.storage.holdCommits();
    const going = goToStep(services, imageIdOf(1), null);
    await settled();
    services.stores.jobs.getState().jobs[0]?.cancel();
    release();
    await going;
    expect(nameOf(services)).toBe('b');
  });
});

describe('undo', () => {
  it('takes back what was just done to other images, and says so; later it leaves it alone', async () => {
    const studio = await openLabelled();
    const { services } = studio;
    const others = [imageIdOf(2), imageIdOf(3)];
    const tags = () => others.map((id) => services.storage.shelf.images.get(id)?.tags);
    await addTagTo(services, others, 'a');
    await undo(services);
    expect(tags()).toEqual([[], []]);
    expect(studio.notices().at(-1)).toMatchObject({ about: 'step', change: 'setTags' });
    await redo(services);
    await renameAnnotation(services, first, 'left');
    await undo(services);
    await undo(services);
    expect(tags()).toEqual([['a'], ['a']]);
  });

  it('does not take away an import of an earlier session while something was done since', async () => {
    const studio = await openStudio({ images: [] });
    const { services } = studio;
    services.storage.shelf.blobs.set('image-1', new Blob(['1']));
    await commitEdit(services, () => ({
      name: 'addImages',
      edits: [{ kind: 'image', before: null, after: imageRecord(1) }],
    }));
    const straight = await reloaded(studio);
    expect(nextUndo(straight.stores).step?.name).toBe('addImages');
    await setImageStatus(straight, imageIdOf(1), 'done');
    const later = await reloaded(studio);
    await undo(later);
    await undo(later);
    expect(later.storage.shelf.images.size).toBe(1);
    expect(later.storage.shelf.images.get(imageIdOf(1))?.status).toBe('new');
  });

  it('passes over what was done to a category since', async () => {
    const studio = await openLabelled();
    const { services } = studio;
    await removeAnnotation(services, first);
    await renameCategory(services, annotationRecord(1).categoryId, 'leaf');
    await undo(services);
    await undo(services);
    expect(studio.shown()).toEqual([annotationRecord(1)]);
  });
});

describe('a tab that follows', () => {
  it('knows the steps of the one that writes, and undoes them once it writes itself', async () => {
    const [writer, follower] = await openTabs(2);
    if (!writer || !follower) throw new Error('two tabs were asked for');
    await createCategory(writer, 'leaf');
    await undo(writer);
    await redo(writer);
    await settled();
    expect(stepNames(follower)).toEqual(stepNames(writer));
    expect(nextUndo(follower.stores).step?.name).toBe('createCategory');
  });
});
