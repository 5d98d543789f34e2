import { AppError } from '#core/failure.ts';
import type { ByteSource } from './byteSource.ts';
import { badNameReason, foldedName } from './entryName.ts';

/** One file of a zip as its directory has it. */
export interface DirectoryEntry {
  readonly name: string;
  readonly method: 'stored' | 'deflated';
  readonly packedBytes: number;
  readonly sizeBytes: number;
  readonly offset: number; // of its local header
  readonly limit: number; // where the next entry or the directory begins
}

const maxEntryCount = 300_000;
const maxDirectoryBytes = 128 * 1024 * 1024;

/** Deflate reaches 1032; text with the same record over and over about 100. */
const maxRatio = 250;
const bombBytes = 1024 * 1024;

const signatures = { entry: 0x02014b50, end: 0x06054b50, end64: 0x06064b50, locator64: 0x07064b50 };
const endBytes = 22;
const locatorBytes = 20;
const end64Bytes = 56;
const entryBytes = 46;
const full32 = 0xffffffff;

/**
 * The directory of a zip, read strictly: what two programs could read in two ways is refused. Entries
 * lie one behind the other, their sizes are those of the directory, names are harmless and differ.
 *
 * Own code, for it is a fraction of a library's size and knows no more of zip than a backup needs.
 * Source: APPNOTE.TXT 6.3.10.
 *
 * @throws AppError archive/damaged, archive/hostile
 */
export async function readZipDirectory(file: ByteSource): Promise<readonly DirectoryEntry[]> {
  const { count, offset, size } = await findDirectory(file);
  if (count > maxEntryCount || size > maxDirectoryBytes) throw hostile(`${count} entries`);
  const view = viewOf(await file.read(offset, size));
  const entries: RawEntry[] = [];
  let at = 0;
  for (let i = 0; i < count; i += 1) {
    if (at + entryBytes > size || view.getUint32(at, true) !== signatures.entry) {
      throw damaged('the list of entries is broken');
    }
    const { entry, end } = readEntry(view, at);
    entries.push(entry);
    at = end;
  }
  if (at !== size) throw damaged('the list of entries is longer than it says');
  return withLimits(withoutFolders(entries), offset);
}

type RawEntry = Omit<DirectoryEntry, 'limit'>;

interface DirectoryPlace {
  readonly count: number;
  readonly offset: number;
  readonly size: number;
}

async function findDirectory(file: ByteSource): Promise<DirectoryPlace> {
  const tailBytes = Math.min(file.size, endBytes + locatorBytes);
  const tail = viewOf(await file.read(file.size - tailBytes, tailBytes));
  const end = tailBytes - endBytes;
  if (end < 0 || tail.getUint32(end, true) !== signatures.end) throw damaged('its end is missing');
  const has64 = end >= locatorBytes && tail.getUint32(0, true) === signatures.locator64;
  const place = has64
    ? await readEnd64(file, Number(tail.getBigUint64(8, true)))
    : {
        count: tail.getUint16(end + 10, true),
        size: tail.getUint32(end + 12, true),
        offset: tail.getUint32(end + 16, true),
        end: file.size - endBytes,
      };
  if (place.offset + place.size !== place.end || tail.getUint16(end + 20, true) !== 0) {
    throw damaged('its end does not fit the rest');
  }
  return place;
}

async function readEnd64(file: ByteSource, offset: number) {
  const end = file.size - endBytes - locatorBytes - end64Bytes;
  if (offset !== end) throw damaged('its end does not fit the rest');
  const view = viewOf(await file.read(offset, end64Bytes));
  if (view.getUint32(0, true) !== signatures.end64) throw damaged('its end is broken');
  return {
    count: Number(view.getBigUint64(32, true)),
    size: Number(view.getBigUint64(40, true)),
    offset: Number(view.getBigUint64(48, true)),
    end,
  };
}

function readEntry(
  view: DataView<ArrayBuffer>,
  at: number,
): { readonly entry: RawEntry; readonly end: number } {
  const nameStart = at + entryBytes;
  const extraStart = nameStart + view.getUint16(at + 28, true);
  const extraEnd = extraStart + view.getUint16(at + 30, true);
  const end = extraEnd + view.getUint16(at + 32, true);
  if (end > view.byteLength) throw damaged('the list of entries is cut off');
  const name = decodeName(
    new Uint8Array(view.buffer, view.byteOffset + nameStart, extraStart - nameStart),
  );
  const flags = view.getUint16(at + 8, true);
  const method = view.getUint16(at + 10, true);
  if ((flags & 0x2041) !== 0 || (method !== 0 && method !== 8)) {
    throw new AppError({
      code: 'archive/damaged',
      entry: name,
      reason: 'a way of packing unknown',
    });
  }
  const sizes = sizesOf(view, at, { extraStart, extraEnd });
  const entry: RawEntry = { name, method: method === 0 ? 'stored' : 'deflated', ...sizes };
  checkSizes(entry);
  return { entry, end };
}

/** Sizes above 4 GB stand in an extra field, in this order, those only that do not fit. */
function sizesOf(
  view: DataView,
  at: number,
  { extraStart, extraEnd }: { readonly extraStart: number; readonly extraEnd: number },
): Pick<RawEntry, 'packedBytes' | 'sizeBytes' | 'offset'> {
  let field = extraStart;
  while (field + 4 <= extraEnd && view.getUint16(field, true) !== 1) {
    field += 4 + view.getUint16(field + 2, true);
  }
  let next = field + 4;
  const fieldEnd = Math.min(
    extraEnd,
    next + (field + 4 <= extraEnd ? view.getUint16(field + 2, true) : 0),
  );
  const numberAt = (place: number) => {
    const value = view.getUint32(place, true);
    if (value !== full32) return value;
    if (next + 8 > fieldEnd) throw damaged('a size is missing');
    next += 8;
    return Number(view.getBigUint64(next - 8, true));
  };
  const sizeBytes = numberAt(at + 24);
  const packedBytes = numberAt(at + 20);
  return { sizeBytes, packedBytes, offset: numberAt(at + 42) };
}

function checkSizes({ name, method, packedBytes, sizeBytes }: RawEntry): void {
  if (method === 'stored' && packedBytes !== sizeBytes) throw hostile(`${name}: two sizes`);
  if (sizeBytes > bombBytes && sizeBytes > packedBytes * maxRatio) {
    throw hostile(`${name}: grows ${Math.round(sizeBytes / Math.max(1, packedBytes))} times`);
  }
}

function decodeName(bytes: Uint8Array<ArrayBuffer>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw damaged('a name is not text', cause);
  }
}

/** Whoever packs a folder by hand gets entries for the folders too. */
function withoutFolders(entries: readonly RawEntry[]): readonly RawEntry[] {
  const names = new Set<string>();
  return entries.filter(({ name, sizeBytes }) => {
    const isFolder = name.endsWith('/') && sizeBytes === 0;
    const reason = badNameReason(isFolder ? name.slice(0, -1) : name);
    if (reason !== null) throw hostile(reason);
    const folded = foldedName(name);
    if (names.has(folded)) throw hostile(`two entries ${name}`);
    names.add(folded);
    return !isFolder;
  });
}

function withLimits(
  entries: readonly RawEntry[],
  directoryOffset: number,
): readonly DirectoryEntry[] {
  const sorted = entries.toSorted((a, b) => a.offset - b.offset);
  return sorted.map((entry, index) => {
    const limit = sorted[index + 1]?.offset ?? directoryOffset;
    // a local header has 30 bytes and the name
    if (entry.offset + 30 + entry.name.length + entry.packedBytes > limit) {
      throw hostile(`${entry.name}: lies over another entry`);
    }
    return { ...entry, limit };
  });
}

function viewOf(bytes: Uint8Array<ArrayBuffer>): DataView<ArrayBuffer> {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function damaged(reason: string, cause?: unknown): AppError {
  return new AppError({ code: 'archive/damaged', entry: 'directory', reason }, { cause });
}

function hostile(reason: string): AppError {
  return new AppError({ code: 'archive/hostile', reason: reason.slice(0, 200) });
}
