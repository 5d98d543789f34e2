import { Menu } from '@mantine/core';
import {
  ArrowDownToLine,
  ArrowUpToLine,
  BringToFront,
  Combine,
  Copy,
  CopyPlus,
  Eraser,
  EyeOff,
  Focus,
  Group as GroupIcon,
  Images,
  Layers,
  Lock,
  Paintbrush,
  PaintBucket,
  Pencil,
  Scaling,
  Scissors,
  SendToBack,
  Sparkles,
  SquaresExclude,
  SquaresIntersect,
  SquaresSubtract,
  SquaresUnite,
  SquareSplitHorizontal,
  Tag,
  Trash2,
  Ungroup,
  Waves,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { runCommand } from '../commands/bindKeys.ts';
import type { CommandId } from '../commands/command.ts';
import { commandOf } from '../commands/commands.ts';
import { useServices } from '../servicesContext.ts';
import { Keys } from '../widgets/Keys.tsx';

/** Everything that can be done with the selected objects, as items of a menu. */
export function ObjectActions() {
  const { t } = useTranslation();
  return (
    <>
      <Item id="refineObject" icon={Sparkles} label={t('objects.refine')} />
      <Item id="renameObject" icon={Pencil} label={t('objects.rename')} />
      <Item id="pickCategory" icon={Tag} label={t('objects.changeCategory')} />
      <Menu.Divider />
      <Item id="duplicateObjects" icon={CopyPlus} />
      <Item id="copyObjects" icon={Copy} />
      <Item id="propagateObjects" icon={Images} />
      <Item id="groupObjects" icon={GroupIcon} />
      <Item id="ungroupObjects" icon={Ungroup} />
      <CombineMenu />
      <TidyMenu />
      <OrderMenu />
      <Menu.Divider />
      <Item id="lockObjects" icon={Lock} />
      <Item id="hideObject" icon={EyeOff} />
      <Item id="isolateObjects" icon={Focus} />
      <Item id="hideOthers" icon={EyeOff} />
      <Menu.Divider />
      <Item id="deleteObject" icon={Trash2} label={t('objects.delete')} color="red" />
    </>
  );
}

function CombineMenu() {
  const { t } = useTranslation();
  return (
    <SubMenu icon={Combine} label={t('objects.menuCombine')}>
      <Item id="uniteObjects" icon={SquaresUnite} />
      <Item id="subtractObjects" icon={SquaresSubtract} />
      <Item id="intersectObjects" icon={SquaresIntersect} />
      <Item id="xorObjects" icon={SquaresExclude} />
      <Item id="splitObjects" icon={SquareSplitHorizontal} />
    </SubMenu>
  );
}

function TidyMenu() {
  const { t } = useTranslation();
  return (
    <SubMenu icon={Paintbrush} label={t('objects.menuTidy')}>
      <Item id="fillHoles" icon={PaintBucket} />
      <Item id="dropSpecks" icon={Eraser} />
      <Item id="smoothObjects" icon={Waves} />
      <Item id="growObjects" icon={Scaling} />
      <Item id="closeGaps" icon={Scissors} />
    </SubMenu>
  );
}

function OrderMenu() {
  const { t } = useTranslation();
  return (
    <SubMenu icon={Layers} label={t('objects.menuOrder')}>
      <Item id="bringToFront" icon={ArrowUpToLine} />
      <Item id="bringForward" icon={BringToFront} />
      <Item id="sendBackward" icon={SendToBack} />
      <Item id="sendToBack" icon={ArrowDownToLine} />
    </SubMenu>
  );
}

interface SubMenuProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly children: ReactNode;
}

function SubMenu({ icon: Icon, label, children }: SubMenuProps) {
  return (
    <Menu.Sub>
      <Menu.Sub.Target>
        <Menu.Sub.Item leftSection={<Icon size={14} aria-hidden />}>{label}</Menu.Sub.Item>
      </Menu.Sub.Target>
      <Menu.Sub.Dropdown>{children}</Menu.Sub.Dropdown>
    </Menu.Sub>
  );
}

interface ItemProps {
  readonly id: CommandId;
  readonly icon: LucideIcon;
  readonly label?: string; // absent: the command's own
  readonly color?: string;
}

function Item({ id, icon: Icon, label, color }: ItemProps) {
  const { t } = useTranslation();
  const services = useServices();
  const command = commandOf(id);
  const [key] = command.keys;
  return (
    <Menu.Item
      color={color}
      leftSection={<Icon size={14} aria-hidden />}
      rightSection={key && <Keys combination={key} />}
      disabled={!command.isEnabled(services.stores)}
      onClick={() => runCommand(services, command)}
    >
      {label ?? t(`command.${id}`)}
    </Menu.Item>
  );
}
