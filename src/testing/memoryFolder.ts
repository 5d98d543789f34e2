/** A folder in memory that answers like a handle of the File System Access API. */
export class MemoryFolder {
  readonly kind = 'directory';
  readonly name: string;
  isGone = false;
  private readonly children = new Map<string, MemoryFolder | MemoryFile>();

  constructor(name: string) {
    this.name = name;
  }

  async *values() {
    this.refuseWhenGone();
    yield* this.children.values();
  }

  async *keys() {
    this.refuseWhenGone();
    yield* this.children.keys();
  }

  async getDirectoryHandle(name: string, { create = false } = {}): Promise<MemoryFolder> {
    const child = this.childOf(name, create ? new MemoryFolder(name) : null);
    if (child instanceof MemoryFolder) return child;
    throw new DOMException('It is a file.', 'TypeMismatchError');
  }

  async getFileHandle(name: string, { create = false } = {}): Promise<MemoryFile> {
    const child = this.childOf(name, create ? new MemoryFile(name) : null);
    if (child instanceof MemoryFile) return child;
    throw new DOMException('It is a folder.', 'TypeMismatchError');
  }

  async removeEntry(name: string): Promise<void> {
    this.childOf(name, null);
    this.children.delete(name);
  }

  /** As the functions under test take it. */
  asHandle(): FileSystemDirectoryHandle {
    return this as unknown as FileSystemDirectoryHandle;
  }

  private childOf(name: string, otherwise: MemoryFolder | MemoryFile | null) {
    this.refuseWhenGone();
    const child = this.children.get(name) ?? otherwise;
    if (!child) throw new DOMException('There is none.', 'NotFoundError');
    this.children.set(name, child);
    return child;
  }

  private refuseWhenGone(): void {
    if (this.isGone) throw new DOMException('The folder is gone.', 'NotFoundError');
  }
}

/** A file whose text appears when its writer is closed. */
class MemoryFile {
  readonly kind = 'file';
  readonly name: string;
  private text = '';

  constructor(name: string) {
    this.name = name;
  }

  async getFile(): Promise<File> {
    return new File([this.text], this.name, { lastModified: 1 });
  }

  async createWritable() {
    let written = '';
    return {
      write: async (chunk: string) => {
        written += chunk;
      },
      close: async () => {
        this.text = written;
      },
      abort: async () => undefined,
    };
  }
}
