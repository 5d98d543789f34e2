import { createStore, type StoreApi } from 'zustand/vanilla';
import type { AnnotationId, CategoryId, ImageId, NoteId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Size } from '#core/geometry/size.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import type { DisplayWindow } from '#core/image/displayWindow.ts';
import type { ViewAdjustment } from '#core/pixels/viewAdjustment.ts';
import type { Rle } from '#core/mask/rle.ts';
import type { HandTool } from '#core/annotation/provenance.ts';
import type { Polygon } from '#core/polygon/polygon.ts';
import type { DetailLevels } from '#core/polygon/simplifyPolygon.ts';
import type { Prompting, ShownMask } from './prompting.ts';

export type ToolId =
  | 'select'
  | 'point'
  | 'box'
  | 'brush'
  | 'eraser'
  | 'polygon'
  | 'rectangle'
  | 'ellipse'
  | 'wand'
  | 'scissors'
  | 'slice'
  | 'punch'
  | 'vertices'
  | 'note';

/** What fills the window. */
export type Screen = 'projects' | 'workbench' | 'gallery';

/** A dialog over the screen; one at a time. */
export type DialogName =
  | 'import'
  | 'importReport'
  | 'annotations'
  | 'exportReport'
  | 'divide'
  | 'package'
  | 'merge'
  | 'backup'
  | 'restore'
  | 'palette'
  | 'tidyMasks'
  | 'closeGaps'
  | 'propagate'
  | 'overlapPolicy'
  | 'overlapQuestion'
  | 'categories';

/** The pages of the settings. */
export type SettingsSection =
  'labelling' | 'shortcuts' | 'engine' | 'models' | 'storage' | 'backup';

/** The picture on the canvas. */
export interface OpenPicture {
  readonly imageId: ImageId;
  readonly bitmap: ImageBitmap; // upright; closed by whoever replaces it
  readonly size: Size; // image px
  /** What of 16 bits a channel it shows; null or absent: the picture has 8. */
  readonly window?: DisplayWindow | null;
}

/** The open picture as the view wants it; the picture itself stays what the model sees. */
export interface AdjustedPicture {
  readonly bitmap: ImageBitmap; // closed by whoever replaces it
  readonly of: ImageBitmap; // that of the picture
  readonly adjustment: ViewAdjustment;
}

/** A note that is being written; it outlives a look at another image. */
export interface NoteDraft {
  readonly imageId: ImageId;
  readonly noteId: NoteId | null; // the note that is rewritten; null: a new one
  readonly at: Point<'image'> | null; // null: about the whole image
  readonly text: string;
  readonly sendsBack: boolean; // the image goes back to whoever labels it together with the note
}

/** A mask on its way to disk. */
export interface AcceptedMask {
  readonly mask: Rle;
  readonly refinedId: AnnotationId | null; // the object that gets it; null: a new one
}

/** A shape as a hand tool made it. */
export interface DrawnShape {
  readonly mask: Rle; // at the size of the image
  readonly polygon: Polygon | null; // when its rings are to stay the master
  readonly tool: HandTool;
}

/** An object that is being made simpler. */
export interface Simplifying {
  readonly annotationId: AnnotationId;
  readonly mask: Rle; // of the object when it was begun
  readonly levels: DetailLevels; // of its rings
  readonly pointCount: number; // of all its rings at full detail
  readonly fraction: number; // 0…1, see `DetailLevels`
  readonly polygon: Polygon; // at that fraction
  readonly loss: number | null; // of IoU, 0…1; null while it is not known yet
}

/** What the hands are at: gone with the tab, never part of the document. */
export interface SessionState {
  readonly screen: Screen;
  readonly openImageId: ImageId | null;
  readonly picture: OpenPicture | null; // null while the open image is being read
  readonly adjusted: AdjustedPicture | null; // null: the picture is shown as it is
  readonly toolId: ToolId;
  readonly prompting: Prompting | null; // null when nothing is clicked
  readonly accepting: AcceptedMask | null;
  /** A shape that was drawn and waits for a category or for its way to disk. */
  readonly drawn: DrawnShape | null;
  /** The object under the detail slider; it is drawn as it would become. */
  readonly simplifying: Simplifying | null;
  /** Objects in the order they were selected; keys that are about one object are about the last. */
  readonly selectedIds: readonly AnnotationId[];
  readonly activeCategoryId: CategoryId | null;
  /** Categories that were made active, the newest first; few. */
  readonly recentCategoryIds: readonly CategoryId[];
  readonly viewport: Viewport;
  readonly canvasSize: Size; // screen px
  readonly isCategoryPickerOpen: boolean;
  readonly isShortcutSheetOpen: boolean;
  readonly isExportOpen: boolean;
  readonly settingsSection: SettingsSection | null; // null while the settings are closed
  readonly dialog: DialogName | null;
  readonly renamingId: AnnotationId | null;
  readonly isReviewing: boolean;
  readonly selectedNoteId: NoteId | null;
  readonly noteDraft: NoteDraft | null;
  /** Accepting the open image would resolve open notes: whether a person was asked and has not answered. */
  readonly isAcceptAsked: boolean;
}

export type SessionStore = StoreApi<SessionState>;

export function createSessionStore(): SessionStore {
  return createStore<SessionState>()(() => ({
    screen: 'workbench',
    openImageId: null,
    picture: null,
    adjusted: null,
    toolId: 'point',
    prompting: null,
    accepting: null,
    drawn: null,
    simplifying: null,
    selectedIds: [],
    activeCategoryId: null,
    recentCategoryIds: [],
    viewport: { scale: 1, offsetX: 0, offsetY: 0 },
    canvasSize: { width: 1, height: 1 },
    isCategoryPickerOpen: false,
    isShortcutSheetOpen: false,
    isExportOpen: false,
    settingsSection: null,
    dialog: null,
    renamingId: null,
    isReviewing: false,
    selectedNoteId: null,
    noteDraft: null,
    isAcceptAsked: false,
  }));
}

/** Turns to another image; what belonged to the former one is let go. */
export function turnToImage(store: SessionStore, openImageId: ImageId | null): void {
  const { picture, adjusted, noteDraft } = store.getState();
  picture?.bitmap.close();
  adjusted?.bitmap.close();
  store.setState({
    openImageId,
    noteDraft: openImageId ? noteDraft : null,
    picture: null,
    adjusted: null,
    prompting: null,
    accepting: null,
    drawn: null,
    simplifying: null,
    selectedIds: [],
    renamingId: null,
    selectedNoteId: null,
    isAcceptAsked: false,
  });
}

/** Shows the picture of the open image; a picture of any other is closed instead. */
export function showPicture(store: SessionStore, picture: OpenPicture, viewport: Viewport): void {
  const { openImageId, picture: former } = store.getState();
  if (picture.imageId !== openImageId) {
    picture.bitmap.close();
    return;
  }
  former?.bitmap.close();
  store.setState({ picture, viewport });
}

/** @param adjusted null: shows the picture as it is */
export function showAdjusted(store: SessionStore, adjusted: AdjustedPicture | null): void {
  store.getState().adjusted?.bitmap.close();
  store.setState({ adjusted });
}

export function showScreen(store: SessionStore, screen: Screen): void {
  store.setState({ screen });
}

export function setTool(store: SessionStore, toolId: ToolId): void {
  store.setState({ toolId });
}

export function setViewport(store: SessionStore, viewport: Viewport): void {
  store.setState({ viewport });
}

/** The canvas was measured anew; what was in its middle stays there. */
export function setCanvasSize(store: SessionStore, canvasSize: Size): void {
  store.setState(({ viewport, canvasSize: former }) => ({
    canvasSize,
    viewport: {
      ...viewport,
      offsetX: viewport.offsetX + (canvasSize.width - former.width) / 2,
      offsetY: viewport.offsetY + (canvasSize.height - former.height) / 2,
    },
  }));
}

/** Selects one object, or none. */
export function selectAnnotation(store: SessionStore, id: AnnotationId | null): void {
  selectAnnotations(store, id ? [id] : []);
}

/** Selects these objects and no others; the last one is the one that keys are about. */
export function selectAnnotations(store: SessionStore, selectedIds: readonly AnnotationId[]): void {
  store.setState(selectedIds.length > 0 ? { selectedIds, selectedNoteId: null } : { selectedIds });
}

export function selectNote(store: SessionStore, selectedNoteId: NoteId | null): void {
  store.setState(selectedNoteId ? { selectedNoteId, selectedIds: [] } : { selectedNoteId });
}

export function setNoteDraft(store: SessionStore, noteDraft: NoteDraft | null): void {
  store.setState({ noteDraft });
}

export function setReviewing(store: SessionStore, isReviewing: boolean): void {
  store.setState({ isReviewing, isAcceptAsked: false });
}

export function setAcceptAsked(store: SessionStore, isAcceptAsked: boolean): void {
  store.setState({ isAcceptAsked });
}

export function startRenaming(store: SessionStore, renamingId: AnnotationId | null): void {
  store.setState({ renamingId });
}

/** So many categories are offered as the last used ones. */
const recentCount = 6;

export function setActiveCategory(store: SessionStore, activeCategoryId: CategoryId | null): void {
  store.setState(({ recentCategoryIds: former }) => ({
    activeCategoryId,
    recentCategoryIds: activeCategoryId
      ? [activeCategoryId, ...former.filter((id) => id !== activeCategoryId)].slice(0, recentCount)
      : former,
  }));
}

export function setPrompting(store: SessionStore, prompting: Prompting | null): void {
  store.setState({ prompting });
}

/** Whether a dialog lies over the canvas. */
export function isDialogShown(state: SessionState): boolean {
  return (
    state.isCategoryPickerOpen ||
    state.isShortcutSheetOpen ||
    state.isExportOpen ||
    state.settingsSection !== null ||
    state.dialog !== null
  );
}

/** The object that was selected last. */
export function selectedIdOf({ selectedIds }: SessionState): AnnotationId | null {
  return selectedIds.at(-1) ?? null;
}

/** The object that is being refined: it is drawn as its new mask. */
export function refinedIdOf({ prompting, accepting }: SessionState): AnnotationId | null {
  return prompting?.base?.annotationId ?? accepting?.refinedId ?? null;
}

/** The object that is drawn as something new: refined or under the detail slider. */
export function remadeIdOf(state: SessionState): AnnotationId | null {
  return state.simplifying?.annotationId ?? refinedIdOf(state);
}

/** The object that a key is about: the one being refined or selected; none while a new one is made. */
export function objectInHand(state: SessionState): AnnotationId | null {
  const { prompting } = state;
  return prompting ? (prompting.base?.annotationId ?? null) : selectedIdOf(state);
}

/** All objects that a choice is about: the one being refined, else those selected. */
export function objectsInHand(state: SessionState): readonly AnnotationId[] {
  const refined = state.prompting?.base?.annotationId;
  if (state.prompting) return refined ? [refined] : [];
  return state.selectedIds;
}

/** Takes the accepted candidate off the hands, so that the next click already starts a new object. */
export function startAccepting(store: SessionStore, { mask }: Pick<ShownMask, 'mask'>): void {
  store.setState(({ prompting }) => ({
    accepting: { mask, refinedId: prompting?.base?.annotationId ?? null },
    prompting: null,
  }));
}

/** The candidate is on disk; or it is not, and comes back unless another object was begun. */
export function endAccepting(store: SessionStore, former: Prompting | null): void {
  store.setState(({ prompting }) => ({ accepting: null, prompting: prompting ?? former }));
}

export function setDrawn(store: SessionStore, drawn: DrawnShape | null): void {
  store.setState({ drawn });
}

export function setSimplifying(store: SessionStore, simplifying: Simplifying | null): void {
  store.setState({ simplifying });
}

export function setCategoryPickerOpen(store: SessionStore, isCategoryPickerOpen: boolean): void {
  store.setState({ isCategoryPickerOpen });
}

export function setShortcutSheetOpen(store: SessionStore, isShortcutSheetOpen: boolean): void {
  store.setState({ isShortcutSheetOpen });
}

export function setExportOpen(store: SessionStore, isExportOpen: boolean): void {
  store.setState({ isExportOpen });
}

/** @param dialog null: closes whichever is open */
export function showDialog(store: SessionStore, dialog: DialogName | null): void {
  store.setState({ dialog });
}

export function setSettingsSection(
  store: SessionStore,
  settingsSection: SettingsSection | null,
): void {
  store.setState({ settingsSection });
}
