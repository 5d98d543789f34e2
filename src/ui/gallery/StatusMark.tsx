import {
  BadgeCheck,
  Circle,
  CircleCheck,
  CircleDotDashed,
  CircleSlash,
  type LucideIcon,
} from 'lucide-react';
import type { ImageStatus } from '#core/project/project.ts';
import classes from './StatusMark.module.css';

const icons: Readonly<Record<ImageStatus, LucideIcon>> = {
  new: Circle,
  inProgress: CircleDotDashed,
  done: CircleCheck,
  reviewed: BadgeCheck,
  skipped: CircleSlash,
};

/** A status by shape and colour; its name has to stand beside it or in a label. */
export function StatusMark({
  status,
  size,
}: {
  readonly status: ImageStatus;
  readonly size: number;
}) {
  const Icon = icons[status];
  return (
    <Icon
      size={size}
      strokeWidth={2.25}
      className={classes.mark}
      data-status={status}
      aria-hidden
    />
  );
}
