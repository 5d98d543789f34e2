import { Button, Stack, Text } from '@mantine/core';
import { ImageOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { openChosenFiles } from '#flows/openFiles.ts';
import { reportError } from '#flows/report.ts';
import { useOpenImage } from '../image/useOpenImage.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { useIsThumbnailAbsent } from '../thumbnails/useThumbnail.ts';
import classes from './EmptyState.module.css';

/** What stands on the canvas when the open image has lost its picture. */
export function PictureMissing() {
  const image = useOpenImage();
  const hasPicture = useSession(({ picture }) => picture !== null);
  return image && !hasPicture ? <IfLost image={image} /> : null;
}

/** One that is still being read has its thumbnail. */
function IfLost({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const services = useServices();
  const isAbsent = useIsThumbnailAbsent(image.blobKey);
  if (!isAbsent) return null;
  return (
    <div className={classes.empty}>
      <Stack gap="sm" align="center" className={classes.card}>
        <ImageOff size={28} aria-hidden />
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {t('canvas.pictureMissing', { fileName: image.fileName })}
        </Text>
        <Text size="xs" c="var(--quiet)">
          {t(image.isLinked ? 'canvas.linkAgain' : 'canvas.openAgain')}
        </Text>
        <Button
          size="compact-sm"
          onClick={() => {
            openChosenFiles(services).catch((error: unknown) => reportError(services, error));
          }}
        >
          {t('canvas.findPictures')}
        </Button>
      </Stack>
    </div>
  );
}
