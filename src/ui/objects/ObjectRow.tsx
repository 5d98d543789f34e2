import { ActionIcon, Button } from '@mantine/core';
import { Eye, EyeOff, Group, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { areaOf } from '#core/mask/measures.ts';
import { recolorAnnotation, renameAnnotation, toggleAnnotation } from '#flows/editAnnotations.ts';
import { startRenaming } from '#store/sessionStore.ts';
import { useServices, useSession } from '../servicesContext.ts';
import { compactText } from '../text/numberText.ts';
import { ColorSwatchButton } from '../widgets/ColorSwatchButton.tsx';
import { NameField } from '../widgets/NameField.tsx';
import panel from '../widgets/Panel.module.css';
import { ObjectMenu } from './ObjectMenu.tsx';
import classes from './Objects.module.css';
import type { NamedObject } from './useNamedObjects.ts';

export interface ObjectRowProps {
  readonly id: string; // of the element
  readonly object: NamedObject;
  readonly place: {
    readonly index: number; // among those that are listed
    readonly startPx: number; // from the top of the list
    readonly isCurrent: boolean; // where the keys are
  };
}

/** One object: colour, name, size, visibility, and the rest in a menu. */
export function ObjectRow({ id, object, place }: ObjectRowProps) {
  const { t } = useTranslation();
  const { annotation, category, name } = object;
  const isSelected = useSession((state) => state.selectedIds.includes(annotation.id));
  const tabIndex = place.isCurrent ? 0 : -1;
  return (
    <div
      id={id}
      role="row"
      aria-rowindex={place.index + 1}
      aria-selected={isSelected}
      aria-label={t('objects.select', { name })}
      className={`${panel.row} ${classes.row} ${annotation.isHidden ? panel.hidden : ''}`}
      data-selected={isSelected}
      data-current={place.isCurrent}
      style={{ transform: `translateY(${place.startPx}px)` }}
    >
      <div role="gridcell" className={classes.cell}>
        <ObjectColor annotation={annotation} name={name} categoryColor={category?.color} />
      </div>
      <div role="gridcell" className={panel.name}>
        <ObjectName annotation={annotation} name={name} categoryName={category?.name} />
      </div>
      <div role="gridcell" className={classes.cell}>
        <ObjectMarks annotation={annotation} />
        <ObjectArea annotation={annotation} />
      </div>
      <div role="gridcell" className={classes.cell}>
        <VisibilityButton annotation={annotation} name={name} tabIndex={tabIndex} />
        <ObjectMenu annotation={annotation} name={name} tabIndex={tabIndex} />
      </div>
    </div>
  );
}

interface ObjectNameProps {
  readonly annotation: Annotation;
  readonly name: string; // as shown
  readonly categoryName: string | undefined;
}

function ObjectName({ annotation, name, categoryName }: ObjectNameProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  const { id } = annotation;
  const isRenaming = useSession((state) => state.renamingId === id);
  if (isRenaming) {
    return (
      <NameField
        label={t('objects.nameField', { name })}
        name={annotation.name}
        placeholder={name}
        onDone={(typed) => {
          startRenaming(session, null);
          if (typed !== null) void renameAnnotation(services, id, typed);
        }}
      />
    );
  }
  return (
    <>
      <span>{name}</span>
      {annotation.name !== '' && <span className={panel.quiet}>{categoryName}</span>}
    </>
  );
}

/** Whether the object is locked, or in a group. */
function ObjectMarks({ annotation: { isLocked, groupId } }: Pick<ObjectNameProps, 'annotation'>) {
  const { t } = useTranslation();
  return (
    <>
      {groupId && <Group size={13} className={classes.mark} aria-label={t('objects.grouped')} />}
      {isLocked === true && (
        <Lock size={13} className={classes.mark} aria-label={t('objects.locked')} />
      )}
    </>
  );
}

function VisibilityButton({
  annotation: { id, isHidden },
  name,
  tabIndex,
}: Pick<ObjectNameProps, 'annotation' | 'name'> & { readonly tabIndex: 0 | -1 }) {
  const { t } = useTranslation();
  const services = useServices();
  const Icon = isHidden ? EyeOff : Eye;
  const label = t(isHidden ? 'objects.show' : 'objects.hide', { name });
  return (
    <ActionIcon
      size="sm"
      variant="subtle"
      color="gray"
      tabIndex={tabIndex}
      aria-label={label}
      title={label}
      onClick={() => void toggleAnnotation(services, id)}
    >
      <Icon size={15} aria-hidden />
    </ActionIcon>
  );
}

/** The area in short, in full where the pointer rests. */
function ObjectArea({ annotation }: { readonly annotation: Annotation }) {
  const { t } = useTranslation();
  const areaPx = areaOf(annotation.mask);
  return (
    <span className={panel.quiet} title={t('objects.area', { area: areaPx })}>
      {t('objects.area', { area: compactText(areaPx) })}
    </span>
  );
}

interface ObjectColorProps {
  readonly annotation: Annotation;
  readonly name: string;
  readonly categoryColor: string | undefined;
}

function ObjectColor({ annotation, name, categoryColor }: ObjectColorProps) {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <ColorSwatchButton
      label={t('objects.colorOf', { name })}
      color={annotation.color ?? categoryColor ?? '#868e96'}
      onChange={(color) => void recolorAnnotation(services, annotation.id, color)}
      extra={
        annotation.color !== null && (
          <Button
            size="compact-xs"
            variant="default"
            onClick={() => void recolorAnnotation(services, annotation.id, null)}
          >
            {t('objects.categoryColor')}
          </Button>
        )
      }
    />
  );
}
