import 'konva/lib/shapes/Circle.js';
import 'konva/lib/shapes/Line.js';
import 'konva/lib/shapes/Rect.js';
import { Circle, Group, Line, Rect } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import { imageToScreen } from '#core/geometry/viewport.ts';
import type { PromptPoint } from '#core/prompt/prompt.ts';
import { currentStep } from '#store/prompting.ts';
import type { Stores } from '#store/stores.ts';

/** The points and the box of the prompt, of constant size on the screen. */
export function PromptMarks({ stores }: { stores: Stores }) {
  const prompting = useStore(stores.session, (state) => state.prompting);
  const viewport = useStore(stores.session, (state) => state.viewport);
  if (!prompting) return null;
  const { points, box } = currentStep(prompting).prompt;
  const corner = box && imageToScreen(viewport, { x: box.x, y: box.y });
  return (
    <>
      {box && corner && (
        <Rect
          x={corner.x}
          y={corner.y}
          width={box.width * viewport.scale}
          height={box.height * viewport.scale}
          stroke="#ffffff"
          strokeWidth={1.5}
          dash={[5, 5]}
          shadowColor="#000000"
          shadowBlur={2}
        />
      )}
      {points.map((point, index) => (
        <PointMark
          // a prompt's points have no identity but their place in it
          // oxlint-disable-next-line react/no-array-index-key
          key={index}
          point={point}
          at={imageToScreen(viewport, point.at)}
          isSelected={index === prompting.selectedPointIndex}
        />
      ))}
    </>
  );
}

interface PointMarkProps {
  readonly point: PromptPoint;
  readonly at: { readonly x: number; readonly y: number };
  readonly isSelected: boolean;
}

/** Plus or minus in a disc: told apart by form, not by colour alone. */
function PointMark({ point, at, isSelected }: PointMarkProps) {
  const isForeground = point.label === 'foreground';
  return (
    <Group x={at.x} y={at.y}>
      <Circle
        radius={isSelected ? 9 : 7}
        fill={isForeground ? '#2b8a3e' : '#c92a2a'}
        stroke={isSelected ? '#ffd43b' : '#ffffff'}
        strokeWidth={isSelected ? 3 : 1.5}
      />
      <Line points={[-3.5, 0, 3.5, 0]} stroke="#ffffff" strokeWidth={2} />
      {isForeground && <Line points={[0, -3.5, 0, 3.5]} stroke="#ffffff" strokeWidth={2} />}
    </Group>
  );
}
