import { Button, Group, Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ReadIssue } from '#core/dataset/readIssue.ts';
import type { ReadSummary } from '#core/dataset/readSummary.ts';
import { saveFile } from '../widgets/saveFile.ts';
import classes from './Annotations.module.css';

/** So many are shown; the saved list has all that were kept. */
const shownCount = 100;

export interface IssueSectionProps {
  readonly title: string; // of the files
  readonly summary: ReadSummary;
}

/** What is wrong with the files: where it stands and what was found; nothing where all is well. */
export function IssueSection({ title, summary }: IssueSectionProps) {
  const { t } = useTranslation();
  const { issues, issueCount } = summary;
  if (issueCount === 0) return null;
  const save = () => {
    const text = issues.map((issue) => `${textOf(t, issue)}\n`).join('');
    saveFile(new Blob([text], { type: 'text/plain' }), `${title}-issues.txt`);
  };
  return (
    <section aria-labelledby="annotations-issues">
      <Group justify="space-between" align="center" gap="xs">
        <Text component="h3" id="annotations-issues" className={classes.heading}>
          {t('annotations.issues', { count: issueCount })}
        </Text>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<Download size={14} aria-hidden />}
          onClick={save}
        >
          {t('annotations.saveIssues')}
        </Button>
      </Group>
      <ul
        className={classes.issues}
        aria-labelledby="annotations-issues"
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolled by keys
        tabIndex={0}
      >
        {issues.slice(0, shownCount).map((issue, index) => (
          // oxlint-disable-next-line react/no-array-index-key -- several may be equal, none moves
          <li key={index} data-severity={issue.severity}>
            <span>{[issue.file, issue.path].filter((part) => part !== '').join(' · ')}</span>
            <span>{reasonOf(t, issue)}</span>
          </li>
        ))}
        {issueCount > shownCount && (
          <li>{t('annotations.more', { count: issueCount - shownCount })}</li>
        )}
      </ul>
    </section>
  );
}

/** The reader's own words are English, as the file's are. */
function reasonOf(t: TFunction, { severity, kind, detail }: ReadIssue): string {
  const reason = [t(`annotations.issue.${kind}`), ...(detail === '' ? [] : [`(${detail})`])].join(
    ' ',
  );
  return severity === 'error' ? t('annotations.wasLeftOut', { reason }) : reason;
}

function textOf(t: TFunction, issue: ReadIssue): string {
  return [issue.file, issue.path, reasonOf(t, issue)].join('\t');
}
