import { Tabs } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { setSettingsSection, type SettingsSection } from '#store/sessionStore.ts';
import { BackupSection } from '../../backup/BackupSection.tsx';
import { useServices, useSession } from '../../servicesContext.ts';
import { Dialog } from '../../widgets/Dialog.tsx';
import { ShortcutsPage } from '../shortcuts/ShortcutsPage.tsx';
import { EngineSection } from './EngineSection.tsx';
import { LabellingSection } from './LabellingSection.tsx';
import { ModelsSection } from './ModelsSection.tsx';
import { StoragePage } from './StoragePage.tsx';

/** What can be set, a page each; adding one: its id in SettingsSection, a line here, its name in the texts. */
const pages: readonly (readonly [SettingsSection, () => React.ReactNode])[] = [
  ['labelling', LabellingSection],
  ['shortcuts', ShortcutsPage],
  ['engine', EngineSection],
  ['models', ModelsSection],
  ['storage', StoragePage],
  ['backup', BackupSection],
];

/** The settings, open at one of their pages. */
export function SettingsDialog() {
  const { t } = useTranslation();
  const { stores } = useServices();
  const section = useSession((state) => state.settingsSection);
  return (
    <Dialog
      isOpen={section !== null}
      onClose={() => setSettingsSection(stores.session, null)}
      title={t('settings.title')}
      size="xl"
    >
      <Tabs
        value={section}
        orientation="vertical"
        keepMounted={false}
        onChange={(id) => setSettingsSection(stores.session, id as SettingsSection)}
      >
        <Tabs.List mr="lg">
          {pages.map(([id]) => (
            <Tabs.Tab key={id} value={id}>
              {t(`settings.${id}.title`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {pages.map(([id, Page]) => (
          <Tabs.Panel key={id} value={id} mih={380}>
            <Page />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Dialog>
  );
}
