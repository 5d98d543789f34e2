import type { ProjectId } from '#core/annotation/ids.ts';
import { writeLine, readLines, type CopyEdit } from '#core/backup/copyLines.ts';
import type { CopyState } from '#storage/secondCopy/copyWorker.ts';
import type { SecondCopy } from '#storage/secondCopy/secondCopy.ts';

/** A second copy in memory, with what a test wants to lie in it. */
export interface FakeSecondCopy extends SecondCopy {
  /** What was asked, such as `attend project-1`, in order. */
  readonly asked: readonly string[];
  /** Puts records into the copy of a project, as lines of text. */
  hold(projectId: ProjectId, records: readonly CopyEdit[]): void;
  setState(state: CopyState): void;
}

export function createFakeSecondCopy(): FakeSecondCopy {
  const asked: string[] = [];
  const texts = new Map<ProjectId, string>();
  const listeners = new Set<() => void>();
  let state: CopyState = { kind: 'upToDate' };
  const note = (what: string) => async (projectId: ProjectId) => {
    asked.push(`${what} ${projectId}`);
  };
  return {
    asked,
    hold: (projectId, records) => void texts.set(projectId, records.map(writeLine).join('')),
    setState(next) {
      state = next;
      for (const listener of listeners) listener();
    },
    append: () => undefined,
    attend: note('attend'),
    renew: note('renew'),
    async remove(projectId) {
      texts.delete(projectId);
    },
    giveUp: async () => undefined,
    projectIds: async () => [...texts.keys()],
    async read(projectId) {
      const lines = [...readLines(texts.get(projectId) ?? '')].flatMap(({ kind, id, json }) =>
        json === null ? [] : [{ kind, id, json }],
      );
      const project = lines.find(({ kind }) => kind === 'project');
      if (!project) return null;
      return {
        projectJson: project.json,
        async *lines() {
          yield lines;
        },
      };
    },
    sizeBytes: async () => 0,
    stateOf: () => state,
    watch(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
