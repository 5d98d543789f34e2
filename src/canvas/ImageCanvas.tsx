import type Konva from 'konva/lib/Core';
import { useEffect, useLayoutEffect, useRef, useSyncExternalStore } from 'react';
import {
  Group,
  Layer,
  Stage,
  useStrictMode as keepKonvaAView,
} from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import { setCanvasSize, type SessionState } from '#store/sessionStore.ts';
import type { Stores } from '#store/stores.ts';
import { toolOf } from '#tools/registry.ts';
import type { ToolRunner } from '#tools/runner.ts';
import classes from './ImageCanvas.module.css';
import { screenToImage } from '#core/geometry/viewport.ts';
import { listenToCanvas } from './canvasInput.ts';
import { Crosshair } from './Crosshair.tsx';
import { Rulers } from './Rulers.tsx';
import { AnnotationMasks, CandidateMask, SimplifiedObject } from './MaskLayer.tsx';
import { NotePins } from './NotePins.tsx';
import { PictureShape, PlainPicture } from './PictureShape.tsx';
import { PreviewMask, usePreview } from './PreviewMask.tsx';
import { PromptMarks } from './PromptMarks.tsx';
import { useOverlayLook } from './overlayLook.ts';

// without it a node keeps a position of its own, for example after an undo
keepKonvaAView(true);

export interface ImageCanvasProps {
  readonly stores: Stores;
  readonly runner: ToolRunner;
  readonly label: string; // for assistive technology
}

/** The image with its masks, and the hands on it. */
export function ImageCanvas({ stores, runner, label }: ImageCanvasProps) {
  const element = useRef<HTMLDivElement>(null);
  const size = useStore(stores.session, (state) => state.canvasSize);
  const isFollowing = useStore(stores.role, ({ role }) => role === 'follower');
  const chosenId = useStore(stores.session, (state) => state.toolId);
  const toolId = isFollowing ? 'select' : chosenId;
  const preview = usePreview(stores);
  useEffect(
    () => (element.current ? listenToCanvas(element.current, stores, runner) : undefined),
    [stores, runner],
  );
  useEffect(() => (element.current ? observeSize(element.current, stores) : undefined), [stores]);
  return (
    <div
      ref={element}
      role="img"
      aria-label={label}
      data-testid="canvas"
      data-preview={preview?.origin}
      className={classes.canvas}
    >
      <div style={{ cursor: toolOf(toolId).cursor }}>
        <Stage width={size.width} height={size.height} listening={false}>
          <ImageSpaceLayer stores={stores} />
          <ScreenSpaceLayer stores={stores} runner={runner} />
        </Stage>
      </div>
    </div>
  );
}

/** Moves with the view; the viewport reaches Konva without a render of React. */
function ImageSpaceLayer({ stores }: { stores: Stores }) {
  const layer = useRef<Konva.Layer>(null);
  useLayoutEffect(() => {
    function place({ viewport: { scale, offsetX, offsetY } }: SessionState): void {
      layer.current?.setAttrs({ x: offsetX, y: offsetY, scaleX: scale, scaleY: scale });
    }
    place(stores.session.getState());
    return stores.session.subscribe(place);
  }, [stores]);
  return (
    <Layer ref={layer} listening={false}>
      <PictureShape stores={stores} />
      <AnnotationMasks stores={stores} />
      <SimplifiedObject stores={stores} />
      <CandidateMask stores={stores} />
      <PreviewMask stores={stores} />
      <ComparedPart stores={stores} />
    </Layer>
  );
}

/** Left of the slider the picture lies as it is over all else. */
function ComparedPart({ stores }: { stores: Stores }) {
  const compareAt = useStore(stores.view, (state) => state.compareAt);
  if (compareAt === null) return null;
  return (
    <Group
      listening={false}
      clipFunc={(context) => {
        const { viewport, canvasSize } = stores.session.getState();
        const left = screenToImage(viewport, { x: 0, y: 0 });
        const right = screenToImage(viewport, {
          x: compareAt * canvasSize.width,
          y: canvasSize.height,
        });
        context.rect(left.x, left.y, right.x - left.x, right.y - left.y);
      }}
    >
      <PlainPicture stores={stores} />
    </Group>
  );
}

/** Handles and lines that keep their size. */
function ScreenSpaceLayer({ stores, runner }: { stores: Stores; runner: ToolRunner }) {
  const viewport = useStore(stores.session, (state) => state.viewport);
  const look = useOverlayLook(stores);
  useSyncExternalStore(runner.subscribe, runner.version);
  // what the slider of detail shows has no handles yet
  const isSimplifying = useStore(stores.session, ({ simplifying }) => simplifying !== null);
  // an overlay may show the selected object, which others change too
  useStore(stores.session, (state) => state.selectedIds);
  useStore(stores.document, ({ document }) => document);
  return (
    <Layer listening={false}>
      <NotePins stores={stores} />
      <PromptMarks stores={stores} />
      {!isSimplifying && runner.overlay(viewport, look)}
      <Crosshair stores={stores} />
      <Rulers stores={stores} />
    </Layer>
  );
}

function observeSize(element: HTMLElement, stores: Stores): () => void {
  const observer = new ResizeObserver(() => {
    const width = Math.max(1, element.clientWidth);
    const height = Math.max(1, element.clientHeight);
    setCanvasSize(stores.session, { width, height });
  });
  observer.observe(element);
  return () => observer.disconnect();
}
