import { Button } from '@mantine/core';
import { Eye } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { takeOver } from '#flows/projects/writing.ts';
import { reportError } from '#flows/report.ts';
import { useRole, useServices, useSession } from '../servicesContext.ts';
import classes from './FollowFrame.module.css';

/** A screen, and above it a strip that says so while another tab edits the project. */
export function FollowFrame({ children }: { readonly children: ReactNode }) {
  const isFollowing = useRole() === 'follower';
  const isProjectShown = useSession((state) => state.screen !== 'projects');
  return (
    <div className={classes.frame}>
      <div>{isFollowing && isProjectShown && <FollowStrip />}</div>
      {children}
    </div>
  );
}

function FollowStrip() {
  const { t } = useTranslation();
  const services = useServices();
  return (
    <div className={classes.strip} role="status">
      <Eye size={16} aria-hidden />
      <span>{t('following.text')}</span>
      <Button
        size="compact-xs"
        color="dark"
        onClick={() => {
          takeOver(services).catch((error: unknown) => reportError(services, error));
        }}
      >
        {t('following.takeOver')}
      </Button>
    </div>
  );
}
