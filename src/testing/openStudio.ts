import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { ImageId } from '#core/annotation/ids.ts';
import { emptyPrompt, withPoint, type Prompt } from '#core/prompt/prompt.ts';
import { annotationsOf } from '#core/project/document.ts';
import { placeOf } from '#core/project/history.ts';
import { withCounts } from '#core/project/edits.ts';
import type { ImageSummary } from '#core/project/project.ts';
import { openImage } from '#flows/openImage.ts';
import { movePrompt } from '#flows/prompts.ts';
import { segmenterKeyOf } from '#flows/segmenterImage.ts';
import { showDocument } from '#store/documentStore.ts';
import type { NoticeMessage } from '#store/jobsStore.ts';
import { currentStep } from '#store/prompting.ts';
import { setActiveCategory, setCanvasSize } from '#store/sessionStore.ts';
import { answerMarked } from './fakeSam.ts';
import { createFakeServices, settled, type FakeServices } from './fakes.ts';
import { categoryRecord, documentOf, imageRecord, testProject } from './records.ts';

/** A studio with fakes around it, and what a person does and sees there. */
export interface Studio {
  readonly services: FakeServices;
  /** A foreground click that waits for nothing. */
  click(x: number, y: number): void;
  /** The model's answer to the newest question, see `answerMarked`. */
  answer(mark: number): Promise<void>;
  /** The objects of the open image as the document shows them. */
  shown(): readonly Annotation[];
  prompt(): Prompt | null;
  notices(): readonly NoticeMessage[];
}

/**
 * A project on disk; the first image is open and encoded, the first category is active. Images count
 * the objects that are given.
 */
export async function openStudio({
  images: uncounted = [imageRecord(1), imageRecord(2)],
  categories = [categoryRecord(1)],
  annotations = [],
}: {
  readonly images?: readonly ImageSummary[];
  readonly categories?: readonly Category[];
  readonly annotations?: readonly Annotation[];
} = {}): Promise<Studio> {
  const services = createFakeServices();
  const { stores, storage, sam } = services;
  const images = uncounted.map((image) => counted(image, annotations));
  const { shelf } = storage;
  shelf.projects.set(testProject.id, testProject);
  for (const each of categories) shelf.categories.set(each.id, each);
  for (const each of annotations) shelf.annotations.set(each.id, each);
  for (const each of images) {
    shelf.images.set(each.id, each);
    shelf.blobs.set(each.blobKey, new Blob([each.id]));
  }
  showDocument(stores.document, documentOf({ categories, images }));
  setCanvasSize(stores.session, { width: 800, height: 600 });
  setActiveCategory(stores.session, categories[0]?.id ?? null);
  const [first] = images;
  if (first) {
    sam.markPrepared(segmenterKeyOf(services, first.id));
    await openImage(services, first.id);
  }
  return studioOf(services);
}

function counted(image: ImageSummary, annotations: readonly Annotation[]): ImageSummary {
  const own = annotations.filter(({ imageId }) => imageId === image.id);
  if (own.length === 0) return image;
  const categoryCounts = own.reduce(
    (counts, { categoryId }) => withCounts(counts, { [categoryId]: 1 }),
    {},
  );
  return { ...image, categoryCounts };
}

function studioOf(services: FakeServices): Studio {
  const { stores, sam } = services;
  const prompt = () => {
    const { prompting } = stores.session.getState();
    return prompting && currentStep(prompting).prompt;
  };
  return {
    services,
    prompt,
    click(x, y) {
      const point = { at: { x, y }, label: 'foreground' } as const;
      void movePrompt(services, withPoint(prompt() ?? emptyPrompt, point), 'refine');
    },
    async answer(mark) {
      sam.decodes.at(-1)?.answer(answerMarked(mark));
      await settled();
    },
    shown() {
      const { document } = stores.document.getState();
      return document ? annotationsOf(document, stores.session.getState().openImageId) : [];
    },
    notices: () => stores.jobs.getState().notices.map(({ message }) => message),
  };
}

/** Image ids by number, as `imageRecord` gives them. */
export function imageIdOf(number: number): ImageId {
  return imageRecord(number).id;
}

/** The names of all steps that stand, in the order in which they were done, as far as history was read. */
export function stepNames({ stores }: Pick<FakeServices, 'stores'>): readonly string[] {
  return [...stores.history.getState().histories]
    .flatMap(([key, { steps }]) => steps.filter(({ home }) => home === key))
    .filter(({ undoneSeq }) => undoneSeq === null)
    .toSorted((a, b) => placeOf(a) - placeOf(b))
    .map(({ name }) => name);
}
