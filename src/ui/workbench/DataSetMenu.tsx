import { Button, Menu } from '@mantine/core';
import { ChevronDown, Database, GitMerge, PieChart } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { commandOf } from '../commands/commands.ts';
import { useDocument, useServices } from '../servicesContext.ts';
import classes from './Header.module.css';

/** What is done with the data set as a whole. */
export function DataSetMenu() {
  const { t } = useTranslation();
  return (
    <Menu position="bottom-end" shadow="md" width={260}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          className={classes.button}
          aria-label={t('header.dataSet')}
          leftSection={<Database size={15} aria-hidden />}
          rightSection={<ChevronDown size={13} aria-hidden />}
        >
          <span className={classes.label}>{t('header.dataSet')}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Item commandId="divideImages" icon={<PieChart size={15} aria-hidden />} />
        <Item commandId="mergePackage" icon={<GitMerge size={15} aria-hidden />} />
      </Menu.Dropdown>
    </Menu>
  );
}

interface ItemProps {
  readonly commandId: CommandId;
  readonly icon: React.ReactNode;
}

function Item({ commandId, icon }: ItemProps) {
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf(commandId);
  // enabled follows from the document
  useDocument(({ document }) => document);
  return (
    <Menu.Item
      leftSection={icon}
      disabled={!command.isEnabled(services.stores)}
      onClick={() => runCommand(services, command)}
    >
      {t(`command.${commandId}`)}
    </Menu.Item>
  );
}
