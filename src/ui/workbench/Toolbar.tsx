import { ClipboardCheck, Keyboard, Maximize, Redo2, Undo2 } from 'lucide-react';
import type { ToolId } from '#store/sessionStore.ts';
import { tools } from '#tools/registry.ts';
import { useRole, useSession } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
import { OneToOneIcon } from '../widgets/OneToOneIcon.tsx';
import classes from './Toolbar.module.css';

/** What belongs together stands together; the order within is that of the registry. */
const groups: readonly (readonly ToolId[])[] = [
  ['select', 'point', 'box'],
  ['brush', 'eraser'],
  ['polygon', 'rectangle', 'ellipse', 'wand', 'scissors'],
  ['slice', 'punch', 'vertices'],
];

/** The tools, and what is always at hand; two columns where one would be too long. */
export function Toolbar() {
  const isReviewing = useSession((state) => state.isReviewing);
  return (
    <div className={classes.bar}>
      {groups.map((toolIds) => (
        <ToolGroup key={toolIds[0]} toolIds={toolIds} />
      ))}
      <div className={classes.group}>
        <ToolButtons toolIds={['note']} />
        <CommandButton
          commandId="toggleReview"
          icon={ClipboardCheck}
          isActive={isReviewing}
          tooltipPosition="right"
        />
      </div>
      <span className={classes.spring} />
      <div className={classes.group}>
        <CommandButton commandId="undo" icon={Undo2} tooltipPosition="right" />
        <CommandButton commandId="redo" icon={Redo2} tooltipPosition="right" />
        <CommandButton commandId="fitView" icon={Maximize} tooltipPosition="right" />
        <CommandButton commandId="actualSize" icon={OneToOneIcon} tooltipPosition="right" />
        <CommandButton commandId="showShortcuts" icon={Keyboard} tooltipPosition="right" />
      </div>
    </div>
  );
}

interface ToolGroupProps {
  readonly toolIds: readonly ToolId[];
}

function ToolGroup({ toolIds }: ToolGroupProps) {
  return (
    <div className={classes.group}>
      <ToolButtons toolIds={toolIds} />
    </div>
  );
}

function ToolButtons({ toolIds }: ToolGroupProps) {
  const isFollowing = useRole() === 'follower';
  const chosenId = useSession((state) => state.toolId);
  const toolId = isFollowing ? 'select' : chosenId;
  return tools
    .filter(({ id }) => toolIds.includes(id))
    .map(({ id, icon }) => (
      <CommandButton
        key={id}
        commandId={`tool.${id}`}
        icon={icon}
        isActive={id === toolId}
        tooltipPosition="right"
      />
    ));
}
