import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addAnnotation } from '#core/project/edits.ts';
import { settled } from '#testing/fakes.ts';
import { noticesOf, openTabs, shownIn, type Tab } from '#testing/openTabs.ts';
import { stepNames } from '#testing/openStudio.ts';
import { annotationRecord, categoryRecord, imageRecord, testProject } from '#testing/records.ts';
import { pushStep } from '#store/prompting.ts';
import { selectAnnotation, setActiveCategory, setPrompting } from '#store/sessionStore.ts';
import { emptyPrompt, withPoint } from '#core/prompt/prompt.ts';
import { commitEdit } from '../commitEdit.ts';
import { createCategory, removeCategory } from '../editCategories.ts';
import { openImage } from '../openImage.ts';
import { rememberView } from '../rememberView.ts';
import { removeImage } from '../removeImage.ts';
import { undo } from '../undo.ts';
import { deleteProject, renameProject } from './reviseProject.ts';
import { takeOver } from './writing.ts';

const refused = { about: 'failure', failure: { code: 'storage/not-the-writer' } };
const roles = (tabs: readonly Tab[]) => tabs.map(({ stores }) => stores.role.getState().role);

/** Two tabs on the test project; the first writes. */
async function twoTabs(): Promise<readonly [Tab, Tab]> {
  const [first, second] = await openTabs(2);
  if (!first || !second) throw new Error('two tabs were asked for');
  return [first, second];
}

describe('two tabs on one project', () => {
  it('let the first write and the second follow every change', async () => {
    const [first, second] = await twoTabs();
    expect(roles([first, second])).toEqual(['writer', 'follower']);
    await createCategory(first, 'leaf');
    await commitEdit(first, (document) => addAnnotation(document, annotationRecord(1)));
    await settled();
    expect(shownIn(second)).toEqual(shownIn(first));
    expect(shownIn(second).objects).toEqual(['annotation-1']);
    await undo(first);
    await removeImage(first, imageRecord(2).id);
    await settled();
    expect(shownIn(second)).toEqual(shownIn(first));
    expect(stepNames(second)).toEqual(stepNames(first));
    expect(stepNames(second)).toEqual(['createCategory', 'removeImage']);
  });

  it('refuse an edit of the follower before storage is asked', async () => {
    const [, second] = await twoTabs();
    await createCategory(second, 'leaf');
    expect(noticesOf(second)).toEqual([refused]);
    expect(second.storage.askedChanges).toEqual([]);
    expect(shownIn(second).categories).toEqual(['Category 1', 'Category 2']);
  });

  it('let the follower go of what the writer took out', async () => {
    const [first, second] = await twoTabs();
    const { session } = second.stores;
    await commitEdit(first, (document) => addAnnotation(document, annotationRecord(1)));
    await settled();
    selectAnnotation(session, annotationRecord(1).id);
    setActiveCategory(session, categoryRecord(2).id);
    await undo(first);
    await removeCategory(first, categoryRecord(2).id);
    await settled();
    expect(session.getState()).toMatchObject({ selectedIds: [], activeCategoryId: null });
    void removeImage(first, imageRecord(1).id);
    await settled();
    expect(session.getState().openImageId).toBe(imageRecord(2).id);
  });

  it('do not encode for a follower, and do for a tab that takes over', async () => {
    const [, second] = await twoTabs();
    expect(second.sam.encodes).toEqual([]);
    await takeOver(second);
    await settled();
    expect(second.sam.encodes.map(({ imageKey }) => imageKey)).toEqual(['image-1']);
  });

  it('change places when the follower takes over', async () => {
    const [first, second] = await twoTabs();
    await createCategory(first, 'leaf');
    await takeOver(second);
    await settled();
    expect(roles([first, second])).toEqual(['follower', 'writer']);
    await createCategory(second, 'stem');
    await createCategory(first, 'root');
    await settled();
    expect(shownIn(second).categories.slice(2)).toEqual(['leaf', 'stem']);
    expect(shownIn(first)).toEqual(shownIn(second));
    expect(stepNames(first)).toEqual(stepNames(second));
  });

  it('keep the object in the making of the tab that lost the writing', async () => {
    const [first, second] = await twoTabs();
    const prompt = withPoint(emptyPrompt, { at: { x: 1, y: 1 }, label: 'foreground' });
    const prompting = pushStep(null, prompt, true);
    setPrompting(first.stores.session, prompting);
    await takeOver(second);
    await settled();
    expect(first.stores.session.getState().prompting).toBe(prompting);
  });

  it('write nothing of a change that was on its way when the writing was lost', async () => {
    const [first, second] = await twoTabs();
    const release = first.storage.holdCommits();
    const creating = createCategory(first, 'leaf');
    await takeOver(second);
    release();
    await creating;
    await settled();
    expect(noticesOf(first)).toEqual([refused]);
    expect(roles([first, second])).toEqual(['follower', 'writer']);
    expect(shownIn(first)).toEqual(shownIn(second));
    expect(shownIn(first).categories).toEqual(['Category 1', 'Category 2']);
  });

  it('give the writing to the follower when the writer is closed', async () => {
    const [first, second, third] = await openTabs(3);
    if (!first || !second || !third) throw new Error('three tabs were asked for');
    await createCategory(first, 'leaf');
    first.closeTab();
    await settled();
    expect(roles([second, third])).toEqual(['writer', 'follower']);
    await createCategory(second, 'stem');
    await settled();
    expect(shownIn(third).categories.slice(2)).toEqual(['leaf', 'stem']);
  });

  it('read anew when a change did not arrive', async () => {
    const [first, second] = await twoTabs();
    const { post } = first.channel;
    Object.assign(first.channel, { post: () => undefined });
    await createCategory(first, 'leaf');
    Object.assign(first.channel, { post });
    await createCategory(first, 'stem');
    await settled();
    expect(shownIn(second).categories.slice(2)).toEqual(['leaf', 'stem']);
  });

  it('write the view of the writer and leave that of the follower unwritten', async () => {
    const [first, second] = await twoTabs();
    for (const tab of [first, second]) rememberView(tab);
    await openImage(second, imageRecord(2).id);
    expect(await first.storage.viewportOf(testProject.id, imageRecord(2).id)).toBeNull();
    void openImage(first, imageRecord(2).id);
    await settled();
    expect((await first.storage.loadProject(testProject.id))?.view?.openImageId).toBe('image-2');
  });

  it('show the start page where the project was deleted elsewhere', async () => {
    const [first, second] = await twoTabs();
    await renameProject(first, testProject.id, 'Garden');
    await deleteProject(first, testProject.id);
    await settled();
    await settled();
    for (const { stores } of [first, second])
      expect(stores.document.getState().document).toBeNull();
    expect(second.stores.session.getState().screen).toBe('projects');
    expect(noticesOf(second)).toEqual([
      { about: 'failure', failure: { code: 'project/in-bin', name: 'Garden' } },
    ]);
  });

  it('end with what was accepted, whoever takes over and edits when', async () => {
    const act = fc.record({ tab: fc.nat(2), kind: fc.constantFrom('take', 'edit', 'wait') });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { maxLength: 24 }), async (acts) => {
        const tabs = await openTabs(3);
        const running: Promise<unknown>[] = [];
        for (const [index, { tab, kind }] of acts.entries()) {
          const actor = tabs[tab];
          if (!actor) continue;
          if (kind === 'take') running.push(takeOver(actor));
          if (kind === 'edit') running.push(createCategory(actor, `tab ${tab} act ${index}`));
          if (kind === 'wait') await settled();
        }
        await Promise.all(running);
        for (let turn = 0; turn < 5; turn += 1) await settled();
        const [first] = tabs;
        const { shelf } = first?.storage ?? {};
        const stored = [...(shelf?.categories.values() ?? [])].map(({ name }) => name);
        const accepted = shelf?.journal.flatMap(({ edits }) => edits).length ?? 0;
        expect(stored).toHaveLength(2 + accepted);
        expect(roles(tabs).toSorted()).toEqual(['follower', 'follower', 'writer']);
        for (const tab of tabs)
          expect(shownIn(tab).categories.toSorted()).toEqual(stored.toSorted());
      }),
      { numRuns: 60 },
    );
  });
});
