import {
  ActionIcon,
  Button,
  Group,
  Menu,
  Text,
  Tooltip,
  UnstyledButton,
  useMantineColorScheme,
  useComputedColorScheme,
} from '@mantine/core';
import {
  ChevronDown,
  Download,
  ImagePlus,
  Images,
  LayoutGrid,
  Moon,
  Settings,
  SquarePen,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openSamples } from '#flows/openFiles.ts';
import { renameProject } from '#flows/projects/reviseProject.ts';
import { showScreen } from '#store/sessionStore.ts';
import { BackupMenu } from '../backup/BackupMenu.tsx';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf } from '../commands/commands.ts';
import { ProjectSwitch } from '../projects/ProjectSwitch.tsx';
import { useDocument, useFolder, useServices, useSession } from '../servicesContext.ts';
import { CommandItem } from '../widgets/CommandItem.tsx';
import { NameField } from '../widgets/NameField.tsx';
import { DataSetMenu } from './DataSetMenu.tsx';
import classes from './Header.module.css';

/** Name of the project, ways in and out of it, theme. */
export function Header() {
  const { t } = useTranslation();
  const services = useServices();
  const isEmpty = useDocument(({ document }) => (document?.images.size ?? 0) === 0);
  return (
    <Group h="100%" px="sm" gap="sm" wrap="nowrap">
      <AppMark />
      <Group gap={2} wrap="nowrap" miw={0}>
        <ProjectName />
        <ProjectSwitch />
      </Group>
      <ScreenSwitch />
      <span style={{ flex: 1 }} />
      <OpenMenu />
      <DataSetMenu />
      <Button
        size="xs"
        className={classes.button}
        aria-label={t('header.export')}
        leftSection={<Download size={15} aria-hidden />}
        disabled={isEmpty}
        onClick={() => runCommand(services, commandOf('exportCoco'))}
      >
        <span className={classes.label}>{t('header.export')}</span>
      </Button>
      <BackupMenu />
      <SettingsButton />
      <ThemeButton />
    </Group>
  );
}

/** Buttons, not radios: the keys of the screen stay theirs while one of them has the focus. */
function ScreenSwitch() {
  const { t } = useTranslation();
  const { session } = useServices().stores;
  const screen = useSession((state) => state.screen);
  const screens = [
    { id: 'workbench', Icon: SquarePen },
    { id: 'gallery', Icon: LayoutGrid },
  ] as const;
  return (
    <Button.Group aria-label={t('header.screens')}>
      {screens.map(({ id, Icon }) => (
        <Button
          key={id}
          size="xs"
          variant={id === screen ? 'light' : 'default'}
          className={classes.button}
          aria-label={t(`header.${id}`)}
          aria-pressed={id === screen}
          leftSection={<Icon size={15} aria-hidden />}
          onClick={() => showScreen(session, id)}
        >
          <span className={classes.label}>{t(`header.${id}`)}</span>
        </Button>
      ))}
    </Button.Group>
  );
}

/** The name of the studio; the way to all projects. */
export function AppMark() {
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf('showProjects');
  const isThere = useSession((state) => state.screen === 'projects');
  const name = (
    <Text fw={700} size="md" component="h1">
      {isThere ? (
        t('app.name')
      ) : (
        <UnstyledButton fz="inherit" fw="inherit" onClick={() => runCommand(services, command)}>
          {t('app.name')}
        </UnstyledButton>
      )}
    </Text>
  );
  return isThere ? name : <Tooltip label={t('command.showProjects')}>{name}</Tooltip>;
}

function ProjectName() {
  const { t } = useTranslation();
  const services = useServices();
  const project = useDocument(({ document }) => document?.project);
  const name = project?.name ?? '';
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <div style={{ width: 260 }}>
        <NameField
          label={t('header.projectName')}
          name={name}
          onDone={(typed) => {
            setEditing(false);
            if (typed !== null && project) void renameProject(services, project.id, typed);
          }}
        />
      </div>
    );
  }
  return (
    <Tooltip label={t('header.projectName')}>
      <Button
        variant="subtle"
        color="gray"
        size="compact-sm"
        maw={280}
        onClick={() => setEditing(true)}
      >
        {name}
      </Button>
    </Tooltip>
  );
}

function OpenMenu() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <Menu position="bottom-end" shadow="md" width={250}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          className={classes.button}
          aria-label={t('header.open')}
          leftSection={<ImagePlus size={15} aria-hidden />}
          rightSection={<ChevronDown size={13} aria-hidden />}
        >
          <span className={classes.label}>{t('header.open')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItem commandId="openFiles" />
        <CommandItem commandId="openFolder" />
        <FolderItems />
        <Menu.Item
          leftSection={<Images size={15} aria-hidden />}
          onClick={() => void openSamples(services, services.files.samples)}
        >
          {t('header.openSamples')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** A project sits on one folder at most. */
function FolderItems() {
  const { folders } = useServices();
  const isLinked = useFolder((state) => state.handle !== null);
  if (!folders.canLink) return null;
  return isLinked ? (
    <>
      <CommandItem commandId="rescanFolder" />
      <CommandItem commandId="unlinkFolder" />
    </>
  ) : (
    <CommandItem commandId="linkFolder" />
  );
}

/** The way to the settings. */
export function SettingsButton() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <IconButton
      label={t('command.openSettings')}
      icon={Settings}
      onClick={() => runCommand(services, commandOf('openSettings'))}
    />
  );
}

/** Turns between the light and the dark theme. */
export function ThemeButton() {
  const { t } = useTranslation();
  const { setColorScheme } = useMantineColorScheme();
  const isDark = useComputedColorScheme('dark') === 'dark';
  return (
    <IconButton
      label={t(isDark ? 'header.light' : 'header.dark')}
      icon={isDark ? Sun : Moon}
      onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
    />
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly icon: LucideIcon;
  onClick(): void;
}

function IconButton({ label, icon: Icon, onClick }: IconButtonProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon size={30} variant="subtle" color="gray" aria-label={label} onClick={onClick}>
        <Icon size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}
