import { VisuallyHidden } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import type { Announcement } from '#store/announceStore.ts';
import { useServices } from '../servicesContext.ts';
import { decimalText, percentText } from '../text/numberText.ts';

/** The one place where results are said to those who do not see the canvas. */
export function Announcer() {
  const { t } = useTranslation();
  const { newest, number } = useStore(useServices().stores.announce);
  return (
    <VisuallyHidden role="status" data-testid="announcer">
      {/* an element of its own: the same words twice are said twice */}
      {newest && <span key={number}>{announcementText(t, newest)}</span>}
    </VisuallyHidden>
  );
}

function announcementText(t: TFunction, announcement: Announcement): string {
  switch (announcement.about) {
    case 'mask': {
      const { objectName, share, predictedIou } = announcement;
      const percent = percentText(share, share < 0.01 ? 2 : share < 0.1 ? 1 : 0);
      if (predictedIou === null) return t('announce.mask', { objectName, percent });
      const iou = decimalText(Math.min(1, Math.max(0, predictedIou)), 2);
      return t('announce.maskWithIou', { objectName, percent, iou });
    }
    case 'unchanged':
      return t('announce.unchanged');
  }
}
