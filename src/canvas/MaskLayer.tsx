import { useEffect, useMemo, useState } from 'react';
import { Group, Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Annotation } from '#core/annotation/annotation.ts';
import type { AnnotationId } from '#core/annotation/ids.ts';
import { sortedAnnotations } from '#core/project/document.ts';
import { isShown } from '#store/objectsStore.ts';
import { shownMask } from '#store/prompting.ts';
import { remadeIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { colorOf, instanceColor, useCandidateColor } from './maskColor.ts';
import { outlineOf } from './maskPath.ts';
import { MaskShape } from './MaskShape.tsx';
import { StillMasks, type DrawnMask } from './stillMasks.ts';

/** From so many runs and corners on, drawing all masks takes longer than a frame. */
const heavyCornerCount = 12_000;

/** The accepted objects of the open image, the selected ones on top and stronger. */
export function AnnotationMasks({ stores }: { stores: Stores }) {
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const selectedIds = useStore(stores.session, (state) => state.selectedIds);
  const visible = useVisibleObjects(stores);
  const masks = useDrawnMasks(stores, visible);
  const isSelected = new Set(selectedIds);
  const selected = [...visible.entries()].filter(([, { id }]) => isSelected.has(id));
  const isHeavy = useMemo(() => cornerCountOf(visible) > heavyCornerCount, [visible]);
  return (
    <>
      {isHeavy ? (
        <ManyMasks key={openImageId} masks={masks} />
      ) : (
        visible.map(
          ({ id }, at) =>
            !isSelected.has(id) && masks[at] && <FewMasks key={id} mask={masks[at]} />,
        )
      )}
      {selected.map(([at, { id }]) => {
        const mask = masks[at];
        return mask && <SelectedMask key={id} stores={stores} id={id} mask={mask} />;
      })}
    </>
  );
}

function useVisibleObjects(stores: Stores): readonly Annotation[] {
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  // the document is another one after every edit of any image, its map of this one's objects is not
  const open = useStore(
    stores.document,
    ({ document }) => openImageId && document?.annotations.get(openImageId),
  );
  const remadeId = useStore(stores.session, remadeIdOf);
  const isolated = useStore(stores.objects, (state) => state.isolated);
  return useMemo(
    () =>
      sortedAnnotations(open ? open.values() : []).filter(
        (each) => isShown(each, isolated) && each.id !== remadeId,
      ),
    [open, remadeId, isolated],
  );
}

/** In the order of the objects; a mask that is previewed in place of the one that is. */
function useDrawnMasks(stores: Stores, visible: readonly Annotation[]): readonly DrawnMask[] {
  const categories = useStore(stores.document, ({ document }) => document?.categories);
  const preview = useStore(stores.objects, (state) => state.preview);
  const isByInstance = useStore(stores.view, ({ colorBy }) => colorBy === 'instance');
  const fillOpacity = useFillOpacity(stores);
  return useMemo(
    () =>
      visible.map((annotation, at): DrawnMask => {
        const own = categories ? colorOf(annotation, categories) : '#868e96';
        const color = isByInstance ? instanceColor(at) : own;
        const look = { color, fillOpacity, outlinePx: 1.5 };
        const shown = preview?.imageId === annotation.imageId && preview.masks.get(annotation.id);
        return { outline: shown || outlineOf(annotation), look };
      }),
    [visible, categories, fillOpacity, isByInstance, preview],
  );
}

interface SelectedMaskProps {
  readonly stores: Stores;
  readonly id: AnnotationId;
  readonly mask: DrawnMask;
}

/** Where the hand is moving it to. */
function SelectedMask({ stores, id, mask: { outline, look } }: SelectedMaskProps) {
  const moved = useStore(stores.objects, (state) => state.moved);
  const by = moved?.ids.includes(id) ? moved : null;
  return (
    <Group x={by?.dx ?? 0} y={by?.dy ?? 0} listening={false}>
      <MaskShape outline={outline} {...look} outlinePx={3} hasHalo />
    </Group>
  );
}

function FewMasks({ mask: { outline, look } }: { readonly mask: DrawnMask }) {
  return <MaskShape outline={outline} {...look} />;
}

/** So many masks that they are drawn between the frames, see {@link StillMasks}. */
function ManyMasks({ masks }: { readonly masks: readonly DrawnMask[] }) {
  const [still] = useState(() => new StillMasks());
  useEffect(() => () => still.stop(), [still]);
  return (
    <Shape
      listening={false}
      perfectDrawEnabled={false}
      sceneFunc={({ _context: context }, shape) => {
        const { a: scale, e: x, f: y } = context.getTransform();
        const { width, height } = context.canvas;
        still.draw(context, {
          masks,
          placement: { scale, x, y },
          size: { width, height },
          onFinished: () => shape.getLayer()?.batchDraw(),
        });
      }}
    />
  );
}

/** About how much there is to draw: a run of a mask has four corners at most. */
function cornerCountOf(annotations: readonly Annotation[]): number {
  return annotations.reduce(
    (sum, { polygon, mask }) =>
      sum +
      (polygon
        ? polygon.rings.reduce((points, ring) => points + ring.points.length / 2, 0)
        : mask.counts.length),
    0,
  );
}

/** 0 while an object is made, when nothing is to hide the picture then. */
function useFillOpacity(stores: Stores): number {
  const opacity = useStore(stores.settings, (state) => state.maskOpacity);
  const isPlain = useStore(stores.view, (state) => state.isOutlineWhilePrompting);
  const isPrompting = useStore(stores.session, ({ prompting }) => prompting !== null);
  return isPlain && isPrompting ? 0 : opacity;
}

/** The object under the detail slider, as it would become. */
export function SimplifiedObject({ stores }: { stores: Stores }) {
  const simplifying = useStore(stores.session, (state) => state.simplifying);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const document = useStore(stores.document, (state) => state.document);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  const objects = openImageId ? document?.annotations.get(openImageId) : undefined;
  const annotation = simplifying && objects?.get(simplifying.annotationId);
  if (!document || !annotation) return null;
  const color = colorOf(annotation, document.categories);
  return (
    <MaskShape
      outline={simplifying.polygon}
      color={color}
      fillOpacity={maskOpacity}
      outlinePx={2}
      hasHalo
    />
  );
}

/** The mask that is proposed, in the colour that it would get. */
export function CandidateMask({ stores }: { stores: Stores }) {
  const shown = useStore(
    stores.session,
    ({ prompting, accepting, drawn }) => drawn ?? shownMask(prompting) ?? accepting,
  );
  const color = useCandidateColor(stores);
  const maskOpacity = useFillOpacity(stores);
  if (!shown) return null;
  return (
    <MaskShape outline={shown.mask} color={color} fillOpacity={maskOpacity} outlinePx={2} hasHalo />
  );
}
