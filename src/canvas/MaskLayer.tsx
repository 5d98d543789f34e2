import { useEffect, useMemo, useState } from 'react';
import { Shape } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Annotation } from '#core/annotation/annotation.ts';
import { sortedAnnotations } from '#core/project/document.ts';
import { shownMask } from '#store/prompting.ts';
import { remadeIdOf } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { colorOf, useCandidateColor } from './maskColor.ts';
import { outlineOf } from './maskPath.ts';
import { MaskShape } from './MaskShape.tsx';
import { StillMasks, type DrawnMask } from './stillMasks.ts';

/** From so many runs and corners on, drawing all masks takes longer than a frame. */
const heavyCornerCount = 12_000;

/** The accepted objects of the open image, the selected ones on top and stronger. */
export function AnnotationMasks({ stores }: { stores: Stores }) {
  const document = useStore(stores.document, (state) => state.document);
  const openImageId = useStore(stores.session, (state) => state.openImageId);
  const selectedIds = useStore(stores.session, (state) => state.selectedIds);
  const remadeId = useStore(stores.session, remadeIdOf);
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  const categories = document?.categories;
  const open = openImageId && document?.annotations.get(openImageId);
  // the document is another one after every edit of any image, its map of this one's objects is not
  const visible = useMemo(
    () =>
      sortedAnnotations(open ? open.values() : []).filter(
        ({ id, isHidden }) => !isHidden && id !== remadeId,
      ),
    [open, remadeId],
  );
  const masks = useMemo(
    () =>
      visible.map((annotation): DrawnMask => {
        const color = categories ? colorOf(annotation, categories) : '#868e96';
        const look = { color, fillOpacity: maskOpacity, outlinePx: 1.5 };
        return { outline: outlineOf(annotation), look };
      }),
    [visible, categories, maskOpacity],
  );
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
        return (
          mask && <MaskShape key={id} outline={mask.outline} {...mask.look} outlinePx={3} hasHalo />
        );
      })}
    </>
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
  const maskOpacity = useStore(stores.settings, (state) => state.maskOpacity);
  if (!shown) return null;
  return (
    <MaskShape outline={shown.mask} color={color} fillOpacity={maskOpacity} outlinePx={2} hasHalo />
  );
}
