import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId, ImageId, NoteId } from '#core/annotation/ids.ts';
import type { Point } from '#core/geometry/point.ts';
import type { Viewport } from '#core/geometry/viewport.ts';
import { maskContains } from '#core/mask/measures.ts';
import { annotationsOf, sortedAnnotations } from '#core/project/document.ts';
import { drawObject } from '#flows/draw/drawObject.ts';
import { reshapeObject } from '#flows/draw/reshapeObject.ts';
import { sliceObject } from '#flows/draw/sliceObject.ts';
import { holdPreview, previewAt } from '#flows/hover.ts';
import { isFollowing } from '#flows/projects/role.ts';
import { moveObjects } from '#flows/objects/moveObjects.ts';
import { movePrompt, selectPoint } from '#flows/prompts.ts';
import { beginNote } from '#flows/review/reviewNotes.ts';
import { say } from '#flows/report.ts';
import type { Services } from '#flows/services.ts';
import { isShown, setMenuAt, showMoved } from '#store/objectsStore.ts';
import { currentStep } from '#store/prompting.ts';
import { selectAnnotations, selectNote, type ToolId } from '#store/sessionStore.ts';
import { setToolOptions } from '#store/toolOptionsStore.ts';
import { pinAt, pinsOf } from './note/pin.ts';
import { toolOf } from './registry.ts';
import { readPixels } from './readPixels.ts';
import { reachPx } from './screenScale.ts';
import type {
  CanvasEvent,
  Effect,
  Hand,
  OverlayLook,
  RunningTool,
  ToolContext,
  ToolKey,
} from './tool.ts';

/** Hands events to the tool in use and carries out what it asks for. */
export interface ToolRunner {
  handle(event: CanvasEvent): void;
  /** @returns whether the tool took the key */
  key(key: ToolKey, hand: Hand): boolean;
  /** Alt and the wheel, up is positive. @returns whether the tool took it */
  turn(steps: number): boolean;
  overlay(viewport: Viewport, look: OverlayLook): ReturnType<RunningTool['overlay']>;
  /** Calls back whenever the overlay may look different; returns the way to stop. */
  subscribe(onChange: () => void): () => void;
  /** A number that changes with the overlay. */
  version(): number;
}

export function createToolRunner(services: Services): ToolRunner {
  const listeners = new Set<() => void>();
  let version = 0;
  let running: Running | null = null;
  function current(): RunningTool {
    // whoever only follows another tab may look and select
    const { toolId: chosenId, openImageId: imageId } = services.stores.session.getState();
    const id = isFollowing(services) ? 'select' : chosenId;
    if (running?.id !== id || running.imageId !== imageId) {
      running = { id, imageId, tool: toolOf(id).start() };
    }
    return running.tool;
  }
  function finish(
    { hasChanged, effects }: { readonly hasChanged: boolean; readonly effects: readonly Effect[] },
    isOtherTool: boolean,
  ): void {
    for (const effect of effects) carryOut(services, effect);
    if (!hasChanged && !isOtherTool) return; // hovering draws nothing
    version += 1;
    for (const listener of listeners) listener();
  }
  return {
    handle(event) {
      const context = contextOf(services);
      if (!context) return;
      if (event.type === 'press') holdPreview(services, event);
      const former = running?.tool;
      const tool = isOnPinInReview(services, context, event) ? toolOf('select').start() : current();
      finish(tool.step(event, context), tool !== former);
    },
    key(key, hand) {
      const context = contextOf(services);
      const outcome = context && current().key(key, { ...context, hand });
      if (outcome) finish(outcome, false);
      return Boolean(outcome);
    },
    turn(steps) {
      const context = contextOf(services);
      const outcome = context && current().turn(steps, context);
      if (outcome) finish(outcome, false);
      return Boolean(outcome);
    },
    overlay: (viewport, look) => current().overlay(viewport, look, () => contextOf(services)),
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    version: () => version,
  };
}

/** A tool in the hand; what it has begun on one image does not go on on another. */
interface Running {
  readonly id: ToolId;
  readonly imageId: ImageId | null;
  readonly tool: RunningTool;
}

function contextOf(services: Services): ToolContext | null {
  const { stores } = services;
  const { picture, prompting, viewport, openImageId, selectedIds } = stores.session.getState();
  if (!picture) return null;
  const { document } = stores.document.getState();
  const open = openImageId ? document?.annotations.get(openImageId) : undefined;
  const { isolated } = stores.objects.getState();
  const visible = open ? visibleOf(open) : [];
  const objects = isolated ? visible.filter((each) => isShown(each, isolated)) : visible;
  return {
    prompt: prompting && currentStep(prompting).prompt,
    imageSize: picture.size,
    reach: reachPx / viewport.scale,
    objects,
    selected: selectedIds.flatMap((id) => objects.find((each) => each.id === id) ?? []),
    options: stores.toolOptions.getState(),
    pixels: (box, mostPx) => readPixels(picture, box, mostPx),
    annotationAt: (point) => annotationAt(services, point),
    noteAt: (point) => noteAt(services, point),
  };
}

/** By the objects of an image, which are another map after every edit: a hand asks at each of its moves. */
const visible = new WeakMap<ReadonlyMap<AnnotationId, Annotation>, readonly Annotation[]>();

function visibleOf(open: ReadonlyMap<AnnotationId, Annotation>): readonly Annotation[] {
  const kept =
    visible.get(open) ?? sortedAnnotations(open.values()).filter(({ isHidden }) => !isHidden);
  visible.set(open, kept);
  return kept;
}

/** A reviewer reaches the pins with any tool in the hand. */
function isOnPinInReview(
  { stores }: Services,
  { noteAt: noteUnder }: ToolContext,
  event: CanvasEvent,
): boolean {
  const { isReviewing } = stores.session.getState();
  return isReviewing && event.type === 'press' && noteUnder(event.at) !== null;
}

function noteAt({ stores }: Services, point: Point<'image'>): NoteId | null {
  const { document } = stores.document.getState();
  const { openImageId, selectedNoteId, isReviewing, viewport } = stores.session.getState();
  const image = openImageId ? document?.images.get(openImageId) : undefined;
  const shown = { withResolved: isReviewing, selectedId: selectedNoteId };
  return pinAt(pinsOf(image?.notes ?? [], shown), point, viewport);
}

/** The visible object on top, that is the newest, under a position. */
function annotationAt({ stores }: Services, point: Point<'image'>): AnnotationId | null {
  const { document } = stores.document.getState();
  const { openImageId } = stores.session.getState();
  const annotations = document ? annotationsOf(document, openImageId) : [];
  const { isolated } = stores.objects.getState();
  const hit = annotations.findLast(
    (each) => isShown(each, isolated) && maskContains(each.mask, point),
  );
  return hit?.id ?? null;
}

function carryOut(services: Services, effect: Effect): void {
  switch (effect.type) {
    case 'prompt':
      void movePrompt(services, effect.prompt, effect.move);
      return;
    case 'preview':
      void previewAt(services, effect.at);
      return;
    case 'selectPoint':
      selectPoint(services, effect.index);
      return;
    case 'select':
      selectNote(services.stores.session, null);
      selectAnnotations(services.stores.session, effect.annotationIds);
      return;
    case 'drag':
      showDragged(services, effect.dx, effect.dy);
      return;
    case 'moveObjects':
      void moveObjects(services, effect.dx, effect.dy);
      return;
    case 'menu':
      setMenuAt(services.stores.objects, effect.at);
      return;
    case 'selectNote':
      selectNote(services.stores.session, effect.noteId);
      return;
    case 'note':
      void beginNote(services, effect.at);
      return;
    case 'draw':
      void drawObject(services, effect.drawing);
      return;
    case 'reshape':
      void reshapeObject(services, effect.reshaped);
      return;
    case 'slice':
      void sliceObject(services, effect.line);
      return;
    case 'tell':
      say(services, 'info', { about: effect.about });
      return;
    case 'setOptions':
      setToolOptions(services.stores.toolOptions, effect.options);
      return;
  }
}

/** The selection as it would lie after the drag; a follower moves nothing. */
function showDragged(services: Services, dx: number, dy: number): void {
  const ids = services.stores.session.getState().selectedIds;
  const isAside = (dx !== 0 || dy !== 0) && !isFollowing(services);
  showMoved(services.stores.objects, isAside ? { ids, dx, dy } : null);
}
