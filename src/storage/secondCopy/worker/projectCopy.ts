import type { ProjectId } from '#core/annotation/ids.ts';
import { encodeFrame, readFrames, type CopyFrame } from '#core/backup/copyFrames.ts';
import { writeLine } from '#core/backup/copyLines.ts';
import { unbroken } from '#core/backup/replayCopy.ts';
import { baseSeqOf } from '../baseSeq.ts';
import {
  bytesOf,
  fileOf,
  goneName,
  listFiles,
  openCopyFolder,
  openCopyRoot,
} from '../copyFolder.ts';
import type { CopiedChange } from '../protocol.ts';
import { CopyFile } from './copyFile.ts';
import { changesSince, lastSeqIn, withDatabase, type Database } from './records.ts';
import { sealBase, writeBase } from './writeBase.ts';

/** A log that is longer than this and than its base is written into a new base. */
const longLogBytes = 4 * 2 ** 20;
/** A longer one takes too long to read at the next start, whatever the base. */
const maxLogBytes = 32 * 2 ** 20;
/** So many entries behind, a new base is sooner written than the entries. */
const maxMissedCount = 5000;

/** How the files of a copy stand. */
interface Standing {
  readonly folder: FileSystemDirectoryHandle;
  readonly hasBase: boolean;
  readonly baseBytes: number;
  /** Of the last change that the copy holds without a hole before it; 0: none. */
  lastSeq: number;
  logBytes: number; // of all logs after the base
}

/**
 * The second copy of one project, while this worker writes it. Its methods are called one after the
 * other, but {@link renew}, which takes turns with them.
 *
 * @throws DOMException of the file system; AppError never
 */
export class ProjectCopy {
  private readonly projectId: ProjectId;
  private standing: Standing | null = null;
  private log: CopyFile | null = null;
  private logName: string | null = null; // of the log that this worker began
  private isRenewing = false;

  constructor(projectId: ProjectId) {
    this.projectId = projectId;
  }

  /**
   * Writes one change down, and with it those before it that are missing.
   *
   * @returns the `seq` that the copy has come to; smaller than the change's when it has no base to go on from
   */
  async append(change: CopiedChange): Promise<number> {
    const standing = await this.stand();
    if (change.seq > standing.lastSeq) {
      if (change.previousSeq <= standing.lastSeq) await this.write([change]);
      else if (this.canGoOn(standing)) await this.catchUp();
    }
    return standing.lastSeq;
  }

  /**
   * Brings the copy up to what is in storage.
   *
   * @returns whether a new base is wanted: there is none, it does not fit, or its log is too long
   */
  async attend(): Promise<boolean> {
    const standing = await this.stand();
    const seq = await withDatabase((database) => lastSeqIn(database, this.projectId));
    if (!this.canGoOn(standing) || standing.lastSeq > seq) return true;
    if (seq - standing.lastSeq > maxMissedCount) return true;
    if (standing.lastSeq < seq) await this.catchUp();
    return this.isLogLong();
  }

  /** Whether there is anything of it that can be gone on with. */
  async isThere(): Promise<boolean> {
    return this.canGoOn(await this.stand());
  }

  isLogLong(): boolean {
    if (!this.standing) return false;
    const { logBytes, baseBytes } = this.standing;
    return logBytes > maxLogBytes || (logBytes > longLogBytes && logBytes > baseBytes);
  }

  /**
   * Writes a new base in place of base and logs. Changes go on being appended meanwhile.
   *
   * @param inTurn runs work between the appends
   */
  async renew(inTurn: <Value>(work: () => Promise<Value>) => Promise<Value>): Promise<void> {
    if (this.isRenewing) return;
    this.isRenewing = true;
    try {
      await withDatabase(async (database) => {
        const begun = await inTurn(() => this.beginBase(database));
        const { projectId } = this;
        const { number, seq, folder } = begun;
        await writeBase(folder, number, { database, projectId, seq });
        await inTurn(() => this.endBase(database, begun));
      });
    } finally {
      this.isRenewing = false;
    }
  }

  /** Waits until the disk has all changes. */
  flush(): void {
    this.log?.flush();
  }

  /** Lets other workers write the files. */
  close(): void {
    this.log?.close();
    this.log = null;
  }

  async remove(): Promise<void> {
    this.close();
    this.standing = null;
    this.logName = null;
    const folder = await openCopyFolder(this.projectId, false);
    if (!folder) return;
    // first, and at once: what is deleted on purpose must not come back for a file that is held
    await folder.getFileHandle(goneName, { create: true });
    const root = await openCopyRoot(false);
    await root?.removeEntry(encodeURIComponent(this.projectId), { recursive: true });
  }

  /** From now on a new log is written, so that all before it can go when the base is there. */
  private async beginBase(database: Database): Promise<BegunBase> {
    const { folder } = await this.stand();
    this.close();
    this.logName = null;
    const seq = await lastSeqIn(database, this.projectId);
    const { highest } = await listFiles(folder);
    // its file is there from now on, so that no log takes its number
    (await CopyFile.open(folder, `${highest + 1}.base`)).close();
    this.standing = { folder, hasBase: false, baseBytes: 0, lastSeq: seq, logBytes: 0 };
    return { number: highest + 1, seq, folder };
  }

  private async endBase(database: Database, { number, seq, folder }: BegunBase): Promise<void> {
    // what was read while it changed is in the base by halves: the log has to hold all of it
    await this.catchUp(database);
    this.flush();
    await sealBase(folder, number, seq);
    for (const name of (await listFiles(folder)).names) {
      if (Number.parseInt(name, 10) < number) await removeQuietly(folder, name);
    }
    const { size } = await fileOf(folder, `${number}.base`);
    const { lastSeq, logBytes } = await this.stand();
    this.standing = { folder, hasBase: true, baseBytes: size, lastSeq, logBytes };
  }

  private canGoOn({ hasBase, lastSeq }: Standing): boolean {
    return hasBase || lastSeq > 0;
  }

  private async catchUp(database?: Database): Promise<void> {
    if (!database) return withDatabase((opened) => this.catchUp(opened));
    const { lastSeq } = await this.stand();
    for await (const change of changesSince(database, this.projectId, lastSeq)) {
      await this.write([change]);
    }
  }

  private async write(changes: readonly CopiedChange[]): Promise<void> {
    const standing = await this.stand();
    const log = (this.log ??= await this.openLog(standing.folder));
    for (const { previousSeq, seq, edits } of changes) {
      const payload = new TextEncoder().encode(edits.map(writeLine).join(''));
      const bytes = encodeFrame({ previousSeq, seq, isPacked: false, payload });
      log.append(bytes);
      standing.logBytes += bytes.length;
      standing.lastSeq = seq;
    }
  }

  /** A log of this worker's own: another one may still hold those that it wrote, and their ends may be torn. */
  private async openLog(folder: FileSystemDirectoryHandle): Promise<CopyFile> {
    this.logName ??= `${(await listFiles(folder)).highest + 1}.log`;
    return CopyFile.open(folder, this.logName);
  }

  private async stand(): Promise<Standing> {
    this.standing ??= await standingOf(this.projectId);
    return this.standing;
  }
}

interface BegunBase {
  readonly number: number;
  readonly seq: number;
  readonly folder: FileSystemDirectoryHandle;
}

async function standingOf(projectId: ProjectId): Promise<Standing> {
  const folder = await openCopyFolder(projectId, true);
  if (!folder) throw new DOMException('no folder for the second copy', 'NotFoundError');
  await removeQuietly(folder, goneName);
  const { bases, logs } = await listFiles(folder);
  const [newest = 0] = bases;
  const baseSeq = newest > 0 ? await baseSeqOf(folder, newest) : null;
  const frames: CopyFrame[] = [];
  let logBytes = 0;
  for (const number of logs.filter((each) => each > newest)) {
    const read = readFrames(await bytesOf(folder, `${number}.log`));
    frames.push(...read.frames);
    logBytes += read.soundLength;
  }
  const chain = unbroken(baseSeq ?? 0, frames);
  return {
    folder,
    hasBase: baseSeq !== null,
    baseBytes: (await fileOf(folder, `${newest}.base`)).size,
    lastSeq: chain.at(-1)?.seq ?? baseSeq ?? 0,
    logBytes,
  };
}

/** Where it is there at all. A log that another worker still holds stays: nothing reads it, and the next base takes it away. */
async function removeQuietly(folder: FileSystemDirectoryHandle, name: string): Promise<void> {
  try {
    await folder.removeEntry(name);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}
