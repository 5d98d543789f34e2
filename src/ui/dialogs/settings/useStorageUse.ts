import { useCallback, useEffect, useRef, useState } from 'react';
import type { StorageSpace, StorageUse } from '#core/project/storageUse.ts';
import { useDocument, useServices } from '../../servicesContext.ts';

/** Space and use of it, as they are found; measured anew by `refresh`. */
export interface MeasuredUse {
  readonly space: StorageSpace | null | undefined; // undefined: not known yet; null: never told
  readonly use: StorageUse;
  refresh(): void;
}

/** Measures while the component is shown. */
export function useStorageUse(): MeasuredUse {
  const { storage, secondCopy, embeddings } = useServices();
  const projectId = useDocument(({ document }) => document?.project.id ?? null);
  const [space, setSpace] = useState<StorageSpace | null>();
  const [use, setUse] = useState<StorageUse>({});
  const running = useRef<AbortController | null>(null);
  const refresh = useCallback(() => {
    running.current?.abort();
    const controller = new AbortController();
    const { signal } = controller;
    running.current = controller;
    const onUpdate = (update: StorageUse) => {
      if (!signal.aborted) setUse((former) => ({ ...former, ...update }));
    };
    void storage.space().then((found) => signal.aborted || setSpace(found));
    void embeddings.usage().then(({ bytes }) => {
      if (!signal.aborted) setUse((former) => ({ ...former, embeddings: bytes }));
    });
    void secondCopy.sizeBytes().then((bytes) => {
      if (!signal.aborted) setUse((former) => ({ ...former, secondCopy: bytes }));
    });
    // ended early, what was measured so far stays
    storage.measureUse(projectId, { onUpdate, signal }).catch(() => undefined);
  }, [storage, secondCopy, embeddings, projectId]);
  useEffect(() => {
    refresh();
    return () => running.current?.abort();
  }, [refresh]);
  return { space, use, refresh };
}
