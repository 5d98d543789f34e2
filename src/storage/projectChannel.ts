import type { ProjectId } from '#core/annotation/ids.ts';
import type { WrittenStep } from '#core/project/journal.ts';

/** A change that is on disk; as written: that of an undo is the inverse. */
export interface WrittenChange extends WrittenStep {
  readonly kind: 'change';
  readonly projectId: ProjectId;
  readonly previousSeq: number; // of the last journal entry before it; 0: there was none
  readonly seq: number; // of the last journal entry of it
}

/** What tabs tell each other; a tab does not hear itself. */
export type TabMessage = WrittenChange | { readonly kind: 'projects' }; // the list of them is another

/** The way to all other tabs of the studio. */
export interface ProjectChannel {
  post(message: TabMessage): void;
  /** @returns stops listening */
  listen(onMessage: (message: TabMessage) => void): () => void;
}

/** The channel of this browser; where there is none, nobody is told. */
export function openProjectChannel(): ProjectChannel {
  if (typeof BroadcastChannel === 'undefined') {
    return { post: () => undefined, listen: () => () => undefined };
  }
  const channel = new BroadcastChannel('maskwright-projects');
  return {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- only windows have one
    post: (message) => channel.postMessage(message),
    listen(onMessage) {
      const hear = ({ data }: MessageEvent<TabMessage>) => onMessage(data);
      channel.addEventListener('message', hear);
      return () => channel.removeEventListener('message', hear);
    },
  };
}
