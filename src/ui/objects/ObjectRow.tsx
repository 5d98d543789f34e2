import { ActionIcon, Button, Tooltip, UnstyledButton } from '@mantine/core';
import { Eye, EyeOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Annotation } from '#core/annotation/annotation.ts';
import { areaOf } from '#core/mask/measures.ts';
import { recolorAnnotation, renameAnnotation, toggleAnnotation } from '#flows/editAnnotations.ts';
import { selectAnnotation, startRenaming } from '#store/sessionStore.ts';
import { useDocument, useServices, useSession } from '../servicesContext.ts';
import { compactText } from '../text/numberText.ts';
import { ColorSwatchButton } from '../widgets/ColorSwatchButton.tsx';
import { NameField } from '../widgets/NameField.tsx';
import panel from '../widgets/Panel.module.css';
import { ObjectMenu } from './ObjectMenu.tsx';

export interface ObjectRowProps {
  readonly annotation: Annotation;
  readonly number: number; // place in the list, from 1
  readonly offsetPx: number; // from the top of the list
}

/** One object: colour, name, size, visibility, and the rest in a menu. */
export function ObjectRow({ annotation, number, offsetPx }: ObjectRowProps) {
  const { t } = useTranslation();
  const isSelected = useSession((state) => state.selectedIds.includes(annotation.id));
  const category = useDocument(({ document }) => document?.categories.get(annotation.categoryId));
  const name =
    annotation.name || t('objects.defaultName', { category: category?.name ?? '', number });
  return (
    <li
      className={`${panel.row} ${annotation.isHidden ? panel.hidden : ''}`}
      data-selected={isSelected}
      style={{ transform: `translateY(${offsetPx}px)` }}
    >
      <ObjectColor annotation={annotation} name={name} categoryColor={category?.color} />
      <ObjectName annotation={annotation} name={name} categoryName={category?.name} />
      <ObjectArea annotation={annotation} />
      <VisibilityButton annotation={annotation} name={name} />
      <ObjectMenu annotation={annotation} name={name} />
    </li>
  );
}

interface ObjectNameProps {
  readonly annotation: Annotation;
  readonly name: string; // as shown
  readonly categoryName: string | undefined;
}

/** A click selects the object, a double click renames it. */
function ObjectName({ annotation, name, categoryName }: ObjectNameProps) {
  const { t } = useTranslation();
  const services = useServices();
  const { session } = services.stores;
  const { id } = annotation;
  const isSelected = useSession((state) => state.selectedIds.includes(id));
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
    <UnstyledButton
      className={panel.name}
      aria-label={t('objects.select', { name })}
      aria-pressed={isSelected}
      onClick={() => selectAnnotation(session, id)}
      onDoubleClick={() => startRenaming(session, id)}
    >
      <span>{name}</span>
      {annotation.name !== '' && <span className={panel.quiet}>{categoryName}</span>}
    </UnstyledButton>
  );
}

function VisibilityButton({
  annotation: { id, isHidden },
  name,
}: Pick<ObjectNameProps, 'annotation' | 'name'>) {
  const { t } = useTranslation();
  const services = useServices();
  const Icon = isHidden ? EyeOff : Eye;
  const label = t(isHidden ? 'objects.show' : 'objects.hide', { name });
  return (
    <Tooltip label={label}>
      <ActionIcon
        size="sm"
        variant="subtle"
        color="gray"
        aria-label={label}
        onClick={() => void toggleAnnotation(services, id)}
      >
        <Icon size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
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
