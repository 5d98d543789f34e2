import { ActionIcon, Button, CloseButton, Menu, TextInput } from '@mantine/core';
import { EllipsisVertical, Search } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { annotationsOf } from '#core/project/document.ts';
import { toggleIsolation } from '#flows/objects/showObjects.ts';
import { isShown, setObjectFilter } from '#store/objectsStore.ts';
import { useDocument, useObjects, useServices, useSession } from '../servicesContext.ts';
import { CommandItem } from '../widgets/CommandItem.tsx';
import panel from '../widgets/Panel.module.css';
import { ObjectList } from './ObjectList.tsx';
import classes from './Objects.module.css';
import { useNamedObjects } from './useNamedObjects.ts';

/** From so many objects on there is a field to filter them by. */
const filterFrom = 6;

/** The objects of the open image, in the order they lie on one another. */
export function ObjectPanel() {
  const { t } = useTranslation();
  const openImageId = useSession((state) => state.openImageId);
  const document = useDocument((state) => state.document);
  const isolated = useObjects((state) => state.isolated);
  const filter = useObjects((state) => state.filter);
  const annotations = document ? annotationsOf(document, openImageId) : [];
  const objects = useNamedObjects(annotations, filter);
  const total = annotations.length;
  const shown = annotations.filter((each) => isShown(each, isolated)).length;
  return (
    <section className={`${panel.panel} ${panel.objects}`} aria-label={t('objects.title')}>
      <div className={panel.head}>
        <h2 className={panel.title}>{t('objects.title')}</h2>
        <span className={panel.quiet}>
          {total > 0 && (shown < total ? t('objects.count', { shown, total }) : total)}
        </span>
        <ListMenu />
      </div>
      {(total >= filterFrom || filter !== '') && <FilterField />}
      {isolated !== null && isolated.imageId === openImageId && <IsolationNote />}
      {total === 0 && (
        <p className={panel.empty}>{t(openImageId ? 'objects.empty' : 'objects.emptyNoImage')}</p>
      )}
      {total > 0 && objects.length === 0 && <p className={panel.empty}>{t('objects.none')}</p>}
      {objects.length > 0 && <ObjectList objects={objects} />}
    </section>
  );
}

function FilterField() {
  const { t } = useTranslation();
  const { objects } = useServices().stores;
  const filter = useObjects((state) => state.filter);
  return (
    <TextInput
      size="xs"
      className={classes.filter}
      aria-label={t('objects.filter')}
      placeholder={t('objects.filter')}
      value={filter}
      leftSection={<Search size={13} aria-hidden />}
      rightSection={
        filter !== '' && (
          <CloseButton
            size="xs"
            aria-label={t('objects.filterClear')}
            onClick={() => setObjectFilter(objects, '')}
          />
        )
      }
      onChange={({ currentTarget }) => setObjectFilter(objects, currentTarget.value)}
      onKeyDown={({ key }) => {
        if (key === 'Escape') setObjectFilter(objects, '');
      }}
    />
  );
}

/** Whoever looks at some objects alone sees why the others are gone. */
function IsolationNote() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <div className={classes.note} role="status">
      <span>{t('objects.isolated')}</span>
      <Button size="compact-xs" variant="default" onClick={() => toggleIsolation(services)}>
        {t('objects.showAll')}
      </Button>
    </div>
  );
}

const listActions = ['selectAllObjects', 'showAllObjects', 'closeGaps', 'overlapPolicy'] as const;

function ListMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md" width={320} returnFocus>
      <Menu.Target>
        <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('objects.listMenu')}>
          <EllipsisVertical size={15} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {listActions.map((id) => (
          <CommandItem key={id} commandId={id} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
