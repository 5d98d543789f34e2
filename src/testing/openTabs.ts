import type { NoticeMessage } from '#store/jobsStore.ts';
import { followOtherTabs } from '#flows/projects/followOtherTabs.ts';
import { openProject } from '#flows/openProject.ts';
import { setCanvasSize } from '#store/sessionStore.ts';
import { createFakeStorage, type Shelf } from './fakeStorage.ts';
import { createTabHub, type FakeTab } from './fakeTabs.ts';
import { createFakeServices, settled, type FakeServices } from './fakes.ts';
import { categoryRecord, imageRecord, testProject } from './records.ts';

/** A tab of the studio among others. */
export type Tab = FakeServices & FakeTab;

/** Tabs of one browser, all of which have opened the test project: the first writes. */
export async function openTabs(count: number): Promise<readonly Tab[]> {
  const hub = createTabHub();
  const { shelf } = createFakeStorage();
  shelf.projects.set(testProject.id, testProject);
  for (const number of [1, 2]) {
    const [category, image] = [categoryRecord(number), imageRecord(number)];
    shelf.categories.set(category.id, category);
    shelf.images.set(image.id, image);
    shelf.blobs.set(image.blobKey, new Blob([image.id]));
  }
  const tabs: Tab[] = [];
  for (let index = 0; index < count; index += 1) {
    const tab = openTab(hub.openTab(), shelf, `tab-${index}`);
    await openProject(tab, testProject.id);
    await settled();
    tabs.push(tab);
  }
  return tabs;
}

function openTab(fake: FakeTab, shelf: Shelf, name: string): Tab {
  const services = createFakeServices({ openTab: () => fake }, createFakeStorage(shelf));
  const tab = { ...services, ...fake, newId: () => `${name}-${services.newId()}` };
  setCanvasSize(tab.stores.session, { width: 800, height: 600 });
  followOtherTabs(tab);
  return tab;
}

/** What a tab shows of the project: its names, in order. */
export function shownIn({ stores }: Tab) {
  const { document } = stores.document.getState();
  return {
    project: document?.project.name,
    categories: [...(document?.categories.values() ?? [])].map(({ name }) => name),
    images: [...(document?.images.keys() ?? [])],
    objects: [...(document?.annotations.values() ?? [])].flatMap((each) => [...each.keys()]),
  };
}

export function noticesOf({ stores }: Tab): readonly NoticeMessage[] {
  return stores.jobs.getState().notices.map(({ message }) => message);
}
