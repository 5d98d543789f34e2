import { Button, Popover } from '@mantine/core';
import { SlidersHorizontal } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isNeutralView } from '#core/pixels/viewAdjustment.ts';
import { useView } from '../servicesContext.ts';

const ViewPanel = lazy(async () => ({ default: (await import('./ViewPanel.tsx')).ViewPanel }));

/** How the image is looked at, behind a button that shows when it is not as it was taken. */
export function ViewButton() {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const isAdjusted = useView(({ adjustment }) => !isNeutralView(adjustment));
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="top-end"
      shadow="md"
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <Button
          size="compact-xs"
          variant={isAdjusted ? 'filled' : 'subtle'}
          color={isAdjusted ? undefined : 'gray'}
          leftSection={<SlidersHorizontal size={13} aria-hidden />}
          onClick={() => setOpen(!isOpen)}
        >
          {t('view.title')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown p="sm" w={320} mah="80vh" style={{ overflowY: 'auto' }}>
        {isOpen && (
          <Suspense fallback={null}>
            <ViewPanel />
          </Suspense>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
