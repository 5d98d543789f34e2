import { Circle, Line } from 'react-konva/lib/ReactKonvaCore';
import { imageToScreen, type Viewport } from '#core/geometry/viewport.ts';
import type { DrawMode } from '#store/toolOptionsStore.ts';
import 'konva/lib/shapes/Circle.js';
import 'konva/lib/shapes/Line.js';
import type { OverlayLook } from './tool.ts';

interface Place {
  readonly x: number;
  readonly y: number;
}

/** x0, y0, x1, y1 … in screen px. */
export function screenPointsOf(places: readonly Place[], viewport: Viewport): number[] {
  return places.flatMap((at) => {
    const { x, y } = imageToScreen(viewport, at);
    return [x, y];
  });
}

/** The colour that a shape is drawn in: of the object that it will be part of; white when it takes away. */
export function drawColor({ newColor, selectedColor }: OverlayLook, mode: DrawMode): string {
  switch (mode) {
    case 'new':
      return newColor;
    case 'add':
      return selectedColor ?? newColor;
    case 'subtract':
      return '#ffffff';
  }
}

/** A line over the image, light on dark so that it shows on any photo. */
export function OutlineLine({ points, isClosed = false }: OutlineLineProps) {
  return (
    <>
      <Line points={points} closed={isClosed} stroke="#000000" strokeWidth={3} opacity={0.7} />
      <Line points={points} closed={isClosed} stroke="#ffffff" strokeWidth={1.5} />
    </>
  );
}

interface OutlineLineProps {
  readonly points: number[]; // screen px
  readonly isClosed?: boolean;
}

/** The area of a shape while it is drawn. */
export function OutlineFill({
  points,
  color,
}: {
  readonly points: number[]; // screen px
  readonly color: string;
}) {
  return <Line points={points} closed fill={color} fillRule="evenodd" opacity={0.35} />;
}

/** A point of an outline. */
export function OutlinePoint({
  at,
  viewport,
  isStrong,
}: {
  readonly at: Place;
  readonly viewport: Viewport;
  readonly isStrong: boolean;
}) {
  const { x, y } = imageToScreen(viewport, at);
  return (
    <Circle
      x={x}
      y={y}
      radius={isStrong ? 6 : 3.5}
      fill={isStrong ? '#ffd43b' : '#ffffff'}
      stroke="#000000"
      strokeWidth={1}
    />
  );
}
