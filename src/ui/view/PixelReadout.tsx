import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { screenToImage } from '#core/geometry/viewport.ts';
import { readPixels } from '#tools/readPixels.ts';
import { useSession, useView } from '../servicesContext.ts';

/** Place and colour of the pixel under the cursor, of the picture as it is. */
export function PixelReadout() {
  const { t } = useTranslation();
  const cursor = useView(({ hasReadout, cursor: at }) => (hasReadout ? at : null));
  const picture = useSession((state) => state.picture);
  const viewport = useSession((state) => state.viewport);
  if (!cursor || !picture) return null;
  const at = screenToImage(viewport, cursor);
  const [x, y] = [Math.floor(at.x), Math.floor(at.y)];
  const { width, height } = picture.size;
  if (!(x >= 0 && y >= 0 && x < width && y < height)) return null;
  const [red, green, blue] = readPixels(picture, { x, y, width: 1, height: 1 })?.rgba ?? [];
  return (
    <Text size="xs" ff="monospace" data-testid="pixel-readout">
      {t('view.readout', { x, y, red, green, blue })}
    </Text>
  );
}
