import type { ToolId } from '#store/sessionStore.ts';
import { tools } from '#tools/registry.ts';
import { HistoryButtons } from '../history/HistoryButtons.tsx';
import { useRole, useSession } from '../servicesContext.ts';
import { CommandButton } from '../widgets/CommandButton.tsx';
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
        <CommandButton commandId="toggleReview" isActive={isReviewing} tooltipPosition="right" />
      </div>
      <span className={classes.spring} />
      <div className={classes.group}>
        <HistoryButtons tooltipPosition="right" />
        <CommandButton commandId="fitView" tooltipPosition="right" />
        <CommandButton commandId="actualSize" tooltipPosition="right" />
        <CommandButton commandId="showShortcuts" tooltipPosition="right" />
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
    .map(({ id }) => (
      <CommandButton
        key={id}
        commandId={`tool.${id}`}

        isActive={id === toolId}
        tooltipPosition="right"
      />
    ));
}
