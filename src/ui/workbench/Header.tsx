import {
  ActionIcon,
  Button,
  Group,
  Menu,
  Text,
  Tooltip,
  useMantineColorScheme,
  useComputedColorScheme,
} from '@mantine/core';
import {
  ChevronDown,
  Download,
  FolderInput,
  FolderOpen,
  FolderSymlink,
  FolderSync,
  ImagePlus,
  Images,
  Moon,
  Settings,
  Sun,
  type LucideIcon,
} from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { renameProject } from '#flows/editProject.ts';
import { openSamples } from '#flows/openFiles.ts';
import { runCommand } from '../commands/bindKeys.ts';
import { commandOf, type CommandId } from '../commands/commands.ts';
import { useDocument, useFolder, useServices } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';
import { NameField } from '../widgets/NameField.tsx';

/** Name of the project, ways in and out of it, theme. */
export function Header() {
  const { t } = useTranslation();
  const services = useServices();
  const isEmpty = useDocument(({ document }) => (document?.images.size ?? 0) === 0);
  return (
    <Group h="100%" px="sm" gap="sm" wrap="nowrap">
      <Text fw={700} size="md" component="h1">
        {t('app.name')}
      </Text>
      <ProjectName />
      <span style={{ flex: 1 }} />
      <OpenMenu />
      <Button
        size="xs"
        leftSection={<Download size={15} aria-hidden />}
        disabled={isEmpty}
        onClick={() => runCommand(services, commandOf('exportCoco'))}
      >
        {t('header.export')}
      </Button>
      <SettingsButton />
      <ThemeButton />
    </Group>
  );
}

function ProjectName() {
  const { t } = useTranslation();
  const services = useServices();
  const name = useDocument(({ document }) => document?.project.name ?? '');
  const [isEditing, setEditing] = useState(false);
  if (isEditing) {
    return (
      <div style={{ width: 260 }}>
        <NameField
          label={t('header.projectName')}
          name={name}
          onDone={(typed) => {
            setEditing(false);
            if (typed !== null) void renameProject(services, typed);
          }}
        />
      </div>
    );
  }
  return (
    <Tooltip label={t('header.projectName')}>
      <Button variant="subtle" color="gray" size="compact-sm" onClick={() => setEditing(true)}>
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
          leftSection={<ImagePlus size={15} aria-hidden />}
          rightSection={<ChevronDown size={13} aria-hidden />}
        >
          {t('header.open')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <CommandItem commandId="openFiles" icon={<ImagePlus size={15} aria-hidden />} />
        <CommandItem commandId="openFolder" icon={<FolderOpen size={15} aria-hidden />} />
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
      <CommandItem commandId="rescanFolder" icon={<FolderSync size={15} aria-hidden />} />
      <CommandItem commandId="unlinkFolder" icon={<FolderInput size={15} aria-hidden />} />
    </>
  ) : (
    <CommandItem commandId="linkFolder" icon={<FolderSymlink size={15} aria-hidden />} />
  );
}

function CommandItem({
  commandId,
  icon,
}: {
  readonly commandId: CommandId;
  readonly icon: React.ReactNode;
}) {
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf(commandId);
  return (
    <Menu.Item
      leftSection={icon}
      rightSection={command.keys[0] && <Keys combination={command.keys[0]} />}
      onClick={() => runCommand(services, command)}
    >
      {t(`command.${commandId}`)}
    </Menu.Item>
  );
}

function SettingsButton() {
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

function ThemeButton() {
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
