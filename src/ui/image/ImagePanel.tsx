import { UnstyledButton } from '@mantine/core';
import { ChevronDown, ChevronRight } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImageSummary } from '#core/project/project.ts';
import { setImagePanelOpen } from '#store/settingsStore.ts';
import { useServices, useSettings } from '../servicesContext.ts';
import { bytesText } from '../text/bytesText.ts';
import { agoText, timeText } from '../text/timeText.ts';
import panel from '../widgets/Panel.module.css';
import { ImageMarks } from '../widgets/StatusMark.tsx';
import { useNow } from '../widgets/useNow.ts';
import { ImageHistory } from './ImageHistory.tsx';
import classes from './ImagePanel.module.css';
import { NoteList } from './NoteList.tsx';
import { SplitSelect } from './SplitSelect.tsx';
import { StatusSelect } from './StatusSelect.tsx';
import { TagsField } from './TagsField.tsx';
import { useOpenImage } from './useOpenImage.ts';
import { WindowField } from './WindowField.tsx';

/** What is known and said about the open image; folds away. */
export function ImagePanel() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const bodyId = useId();
  const image = useOpenImage();
  const isOpen = useSettings((state) => state.isImagePanelOpen);
  const Chevron = isOpen ? ChevronDown : ChevronRight;
  return (
    <section className={classes.panel} aria-label={t('image.title')}>
      <h2 className={classes.heading}>
        <UnstyledButton
          className={classes.fold}
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setImagePanelOpen(stores.settings, !isOpen)}
        >
          <span className={panel.title}>{t('image.title')}</span>
          {!isOpen && image && <ImageMarks image={image} isInline />}
          <Chevron size={15} aria-hidden />
        </UnstyledButton>
      </h2>
      <div id={bodyId} className={classes.body} hidden={!isOpen}>
        {isOpen && image && <ImageBody key={image.id} image={image} />}
        {isOpen && !image && <p className={classes.quiet}>{t('image.none')}</p>}
      </div>
    </section>
  );
}

function ImageBody({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const now = useNow();
  const { fileName, size, sizeBytes, addedAt } = image;
  return (
    <>
      <div className={classes.name} title={fileName}>
        {fileName}
      </div>
      <div className={classes.quiet} title={timeText(addedAt)}>
        {t('image.facts', {
          ...size,
          bytes: bytesText(sizeBytes),
          added: agoText(t, { at: addedAt, now }),
        })}
      </div>
      <div className={classes.pair}>
        <StatusSelect image={image} />
        <SplitSelect image={image} />
      </div>
      <TagsField image={image} />
      {image.window && <WindowField image={image} window={image.window} />}
      <NoteList image={image} />
      <ImageHistory image={image} />
    </>
  );
}
