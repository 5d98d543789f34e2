import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { Category } from '#core/annotation/category.ts';
import type { AnnotationId, ImageId, ProjectId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Rle } from '#core/mask/rle.ts';

/** What mends the outline of masks; each has an amount. */
export type TidyKind = 'fillHoles' | 'dropSpecks' | 'smooth' | 'grow';

/** What a person may say of pixels that two objects claim; `allow`: both keep them. */
export type OverlapChoice = 'allow' | 'newWins' | 'oldWins';

/** Masks as they would be, seen in place of those that are. */
export interface MaskPreview {
  readonly imageId: ImageId;
  readonly masks: ReadonlyMap<AnnotationId, Rle>;
}

/** Objects that the hand is moving, and how far, whole image px. */
export interface MovedObjects {
  readonly ids: readonly AnnotationId[];
  readonly dx: number;
  readonly dy: number;
}

/** The only objects of an image that are shown; a way to look, never stored. */
export interface IsolatedObjects {
  readonly imageId: ImageId;
  readonly ids: ReadonlySet<AnnotationId>;
}

/** Objects that were copied, with their categories, as they were then. */
export interface CopiedObjects {
  readonly imageId: ImageId;
  readonly objects: readonly { readonly annotation: Annotation; readonly category: Category }[];
}

/** A person is asked what becomes of shared pixels. */
export interface OverlapQuestion {
  readonly overlaps: readonly { readonly annotation: Annotation; readonly areaPx: number }[];
  /** @param choice null: the edit is called off */
  readonly answer: (choice: OverlapChoice | null) => void;
}

/** What the hands are at with objects: gone with the tab, never part of the document. */
export interface ObjectsState {
  readonly preview: MaskPreview | null;
  readonly moved: MovedObjects | null;
  readonly isolated: IsolatedObjects | null;
  readonly copied: CopiedObjects | null;
  readonly menuAt: Point<'image'> | null; // where on the image the menu of the selected objects is open
  readonly question: OverlapQuestion | null;
  /** The answer that holds for this session. */
  readonly remembered: { readonly projectId: ProjectId; readonly choice: OverlapChoice } | null;
  readonly tidyKind: TidyKind; // of the dialog
  readonly filter: string; // of the list
}

export type ObjectsStore = StoreApi<ObjectsState>;

export function createObjectsStore(): ObjectsStore {
  return createStore<ObjectsState>()(() => ({
    preview: null,
    moved: null,
    isolated: null,
    copied: null,
    menuAt: null,
    question: null,
    remembered: null,
    tidyKind: 'fillHoles',
    filter: '',
  }));
}

/** @param preview null: the masks are shown as they are */
export function previewMasks(store: ObjectsStore, preview: MaskPreview | null): void {
  store.setState({ preview });
}

/** @param moved null: everything is where it is */
export function showMoved(store: ObjectsStore, moved: MovedObjects | null): void {
  store.setState({ moved });
}

/** @param isolated null: all objects are shown again */
export function setIsolated(store: ObjectsStore, isolated: IsolatedObjects | null): void {
  store.setState({ isolated });
}

export function setCopied(store: ObjectsStore, copied: CopiedObjects): void {
  store.setState({ copied });
}

export function setMenuAt(store: ObjectsStore, menuAt: Point<'image'> | null): void {
  store.setState({ menuAt });
}

export function setQuestion(store: ObjectsStore, question: OverlapQuestion | null): void {
  store.setState({ question });
}

/** @param remembered null: the person is asked again */
export function rememberChoice(store: ObjectsStore, remembered: ObjectsState['remembered']): void {
  store.setState({ remembered });
}

export function setTidyKind(store: ObjectsStore, tidyKind: TidyKind): void {
  store.setState({ tidyKind });
}

export function setObjectFilter(store: ObjectsStore, filter: string): void {
  store.setState({ filter });
}

/** Whether an object is to be seen: not hidden, and among those that are looked at alone. */
export function isShown(
  { id, imageId, isHidden }: Pick<Annotation, 'id' | 'imageId' | 'isHidden'>,
  isolated: IsolatedObjects | null,
): boolean {
  return !isHidden && (isolated?.imageId !== imageId || isolated.ids.has(id));
}
