/** A file of a second copy while this worker writes it; no other page or worker can at the same time. */
export class CopyFile {
  private readonly access: FileSystemSyncAccessHandle;
  private end: number;
  private isFlushed = true;

  private constructor(access: FileSystemSyncAccessHandle) {
    this.access = access;
    this.end = access.getSize();
  }

  /** Opens a file to be written on at its end; makes it where there is none. */
  static async open(folder: FileSystemDirectoryHandle, name: string): Promise<CopyFile> {
    const handle = await folder.getFileHandle(name, { create: true });
    return new CopyFile(await handle.createSyncAccessHandle());
  }

  /** What it takes, bytes. */
  get length(): number {
    return this.end;
  }

  /** All of it or, on a full disk, nothing. @throws DOMException QuotaExceededError */
  append(bytes: Uint8Array<ArrayBuffer>): void {
    const { access, end } = this;
    try {
      const written = access.write(bytes, { at: end });
      if (written < bytes.length) throw new DOMException('disk full', 'QuotaExceededError');
      this.end = end + written;
      this.isFlushed = false;
    } catch (error) {
      access.truncate(end);
      throw error;
    }
  }

  /** Waits until the disk has all of it, not only the operating system. */
  flush(): void {
    if (!this.isFlushed) this.access.flush();
    this.isFlushed = true;
  }

  close(): void {
    this.flush();
    this.access.close();
  }
}
