import { useEffect, useRef, type PointerEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { keepInSight } from '#core/geometry/viewport.ts';
import { setViewport, type OpenPicture } from '#store/sessionStore.ts';
import { useServices, useSession, useView } from '../servicesContext.ts';
import classes from './Minimap.module.css';

/** The longer side, screen px. */
const sidePx = 180;

/** The whole image in a corner, with a frame around what the canvas shows; dragging moves the view. */
export function Minimap() {
  const hasMinimap = useView((state) => state.hasMinimap);
  const picture = useSession((state) => state.picture);
  return hasMinimap && picture ? <Map picture={picture} /> : null;
}

function Map({ picture }: { readonly picture: OpenPicture }) {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  const { scale, offsetX, offsetY } = useSession((state) => state.viewport);
  const canvasSize = useSession((state) => state.canvasSize);
  const { width, height } = picture.size;
  const factor = sidePx / Math.max(width, height);
  function moveTo(event: PointerEvent<HTMLElement>): void {
    if (event.buttons === 0) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const x = (event.clientX - left) / factor;
    const y = (event.clientY - top) / factor;
    const next = {
      scale,
      offsetX: canvasSize.width / 2 - x * scale,
      offsetY: canvasSize.height / 2 - y * scale,
    };
    setViewport(session, keepInSight(next, picture.size, canvasSize));
  }
  return (
    <div
      className={classes.map}
      role="img"
      aria-label={t('view.minimap')}
      style={{ width: width * factor, height: height * factor }}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={moveTo}
    >
      <Overview picture={picture} factor={factor} />
      <span
        className={classes.frame}
        style={{
          left: (-offsetX / scale) * factor,
          top: (-offsetY / scale) * factor,
          width: (canvasSize.width / scale) * factor,
          height: (canvasSize.height / scale) * factor,
        }}
      />
    </div>
  );
}

interface OverviewProps {
  readonly picture: OpenPicture;
  readonly factor: number; // screen px per image px
}

function Overview({ picture: { bitmap, size }, factor }: OverviewProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    context.imageSmoothingQuality = 'medium';
    context.drawImage(bitmap, 0, 0, context.canvas.width, context.canvas.height);
  }, [bitmap]);
  return (
    <canvas
      ref={canvas}
      width={Math.max(1, Math.round(size.width * factor))}
      height={Math.max(1, Math.round(size.height * factor))}
    />
  );
}
