/** Reads a thumbnail; null where there is none. */
export type LoadThumbnail = (blobKey: string) => Promise<Blob | null>;

interface Entry {
  url: string | null; // null while it is read, and where there is none
  isAsked: boolean;
  isAbsent: boolean; // it was asked for and there is none
  readonly listeners: Set<() => void>; // one per place where it is shown
}

function newEntry(): Entry {
  return { url: null, isAsked: false, isAbsent: false, listeners: new Set() };
}

/** Reads at a time: more would only queue up in storage, where they cannot be called off. */
const maxReadCount = 8;

/**
 * Addresses of thumbnails. What is in sight is kept, what was is kept as long as there is room, so
 * that scrolling back reads nothing and memory stays level. The newest wish is read first.
 */
export class ThumbnailShelf {
  private readonly entries = new Map<string, Entry>(); // longest unused first
  private readonly wanted: string[] = []; // newest last
  private readonly load: LoadThumbnail;
  private readonly onProblem: (error: unknown) => void;
  private readonly capacity: number;
  private readCount = 0;

  constructor(load: LoadThumbnail, onProblem: (error: unknown) => void, capacity = 1000) {
    this.load = load;
    this.onProblem = onProblem;
    this.capacity = capacity;
  }

  /** The address of a thumbnail that has been read. */
  urlOf(blobKey: string): string | null {
    return this.entries.get(blobKey)?.url ?? null;
  }

  /** Whether storage was asked and has none. */
  isAbsent(blobKey: string): boolean {
    return this.entries.get(blobKey)?.isAbsent ?? false;
  }

  /** Looks again for those in sight that were not there: their pictures may have come. */
  retryAbsent(): void {
    for (const [blobKey, entry] of this.entries) {
      if (!entry.isAbsent) continue;
      entry.isAsked = false;
      if (entry.listeners.size > 0) this.wanted.push(blobKey);
    }
    this.readNext();
  }

  /**
   * Keeps a thumbnail for as long as it is shown.
   *
   * @param onChange when its address is there
   * @returns lets it go
   */
  hold(blobKey: string, onChange: () => void): () => void {
    const entry = this.entries.get(blobKey) ?? newEntry();
    entry.listeners.add(onChange);
    this.entries.delete(blobKey);
    this.entries.set(blobKey, entry);
    if (!entry.isAsked) {
      this.wanted.push(blobKey);
      this.readNext();
    }
    return () => {
      entry.listeners.delete(onChange);
      this.makeRoom();
    };
  }

  private readNext(): void {
    while (this.readCount < maxReadCount) {
      const blobKey = this.wanted.pop();
      if (blobKey === undefined) return;
      const entry = this.entries.get(blobKey);
      if (!entry || entry.isAsked) continue;
      if (entry.listeners.size === 0) this.entries.delete(blobKey);
      else void this.read(blobKey, entry);
    }
  }

  private async read(blobKey: string, entry: Entry): Promise<void> {
    entry.isAsked = true;
    this.readCount += 1;
    try {
      const blob = await this.load(blobKey);
      const isKept = this.entries.get(blobKey) === entry;
      entry.isAbsent = blob === null;
      if (blob && isKept) entry.url = URL.createObjectURL(blob);
      for (const onChange of entry.listeners) onChange();
    } catch (error) {
      entry.isAsked = false; // whoever shows it next tries again
      this.onProblem(error);
    } finally {
      this.readCount -= 1;
      this.makeRoom();
      this.readNext();
    }
  }

  private makeRoom(): void {
    if (this.entries.size <= this.capacity) return;
    for (const [blobKey, { url, listeners }] of this.entries) {
      if (this.entries.size <= this.capacity) return;
      if (listeners.size > 0) continue;
      if (url !== null) URL.revokeObjectURL(url);
      this.entries.delete(blobKey);
    }
  }
}
