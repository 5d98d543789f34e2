import { Select } from '@mantine/core';
import { Check } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { imageStatuses, type ImageSummary } from '#core/project/project.ts';
import { setImageStatus } from '#flows/review/imageStatus.ts';
import { useServices } from '../servicesContext.ts';
import { StatusMark } from '../widgets/StatusMark.tsx';
import { WhoWhen } from '../widgets/WhoWhen.tsx';
import classes from './ImagePanel.module.css';

/** How far the work on the image is, and who said so. */
export function StatusSelect({ image }: { readonly image: ImageSummary }) {
  const { t } = useTranslation();
  const services = useServices();
  const { id, status, statusSet } = image;
  return (
    <div>
      <Select
        size="xs"
        label={t('image.status')}
        labelProps={{ className: classes.label }}
        data={imageStatuses.map((value) => ({ value, label: t(`imageStatus.${value}`) }))}
        value={status}
        allowDeselect={false}
        comboboxProps={{ width: 170, position: 'bottom-start' }}
        leftSection={<StatusMark status={status} />}
        renderOption={({ option }) => {
          const value = imageStatuses.find((each) => each === option.value) ?? 'new';
          return (
            <span className={classes.option}>
              <StatusMark status={value} />
              {option.label}
              {value === status && <Check size={13} aria-hidden />}
            </span>
          );
        }}
        onChange={(value) => {
          const next = imageStatuses.find((each) => each === value);
          if (next) void setImageStatus(services, id, next);
        }}
      />
      {statusSet && (
        <div className={`${classes.quiet} ${classes.who}`}>
          <WhoWhen stamp={statusSet} did="set" />
        </div>
      )}
    </div>
  );
}
