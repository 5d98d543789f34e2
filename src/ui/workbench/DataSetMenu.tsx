import { Button, Menu } from '@mantine/core';
import { ChevronDown, Database } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { CommandItem } from '../widgets/CommandItem.tsx';
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
        <CommandItem commandId="importAnnotations" />
        <CommandItem commandId="divideImages" />
        <CommandItem commandId="mergePackage" />
      </Menu.Dropdown>
    </Menu>
  );
}
