import 'konva/lib/shapes/Line.js';
import { Line } from 'react-konva/lib/ReactKonvaCore';
import { useStore } from 'zustand';
import type { Stores } from '#store/stores.ts';

/** Lines through the cursor from rim to rim, to be seen on light and dark. */
export function Crosshair({ stores }: { stores: Stores }) {
  const cursor = useStore(stores.view, ({ hasCrosshair, cursor: at }) =>
    hasCrosshair ? at : null,
  );
  const { width, height } = useStore(stores.session, (state) => state.canvasSize);
  if (!cursor) return null;
  const lines = [
    [0, cursor.y, width, cursor.y],
    [cursor.x, 0, cursor.x, height],
  ];
  return lines.map((points, at) => (
    <Line
      // the same two lines, always
      // oxlint-disable-next-line react/no-array-index-key
      key={at}
      points={points}
      stroke="#ffffff"
      strokeWidth={1}
      shadowColor="#000000"
      shadowBlur={1}
      opacity={0.8}
      listening={false}
    />
  ));
}
