/** An entry of a zip that may lie about itself. */
export interface RawZipEntry {
  readonly name: string;
  readonly data: Uint8Array; // as it is packed
  readonly method?: number; // 0: stored
  readonly sizeBytes?: number; // what the directory says; the data's length
  readonly offset?: number; // of the local header; where it really is
  readonly localName?: string; // in the local header
}

/** A zip written by hand, so that each part of it can be wrong. CRCs are 0. */
export function rawZip(entries: readonly RawZipEntry[]): Uint8Array<ArrayBuffer> {
  const locals = entries.map((entry) => [
    ...headerOf(0x04034b50, entry, entry.localName ?? entry.name),
    ...entry.data,
  ]);
  let start = 0;
  const directory = entries.flatMap((entry, index) => {
    const offset = entry.offset ?? start;
    start += locals[index]?.length ?? 0;
    return [...headerOf(0x02014b50, entry, entry.name, offset)];
  });
  const end = [
    ...u32(0x06054b50),
    ...u32(0),
    ...u16(entries.length),
    ...u16(entries.length),
    ...u32(directory.length),
    ...u32(start),
    ...u16(0),
  ];
  return Uint8Array.from([...locals.flat(), ...directory, ...end]);
}

/** A local header, or with an offset an entry of the directory. */
function headerOf(
  signature: number,
  { data, method = 0, sizeBytes = data.length }: RawZipEntry,
  name: string,
  offset?: number,
): readonly number[] {
  const nameBytes = new TextEncoder().encode(name);
  const isListed = offset !== undefined;
  return [
    ...u32(signature),
    ...(isListed ? u16(20) : []),
    ...u16(20),
    ...u16(0x0800),
    ...u16(method),
    ...u32(0),
    ...u32(0),
    ...u32(data.length),
    ...u32(sizeBytes),
    ...u16(nameBytes.length),
    ...u16(0),
    ...(isListed ? [...u16(0), ...u16(0), ...u16(0), ...u32(0), ...u32(offset)] : []),
    ...nameBytes,
  ];
}

function u16(value: number): readonly number[] {
  return [value & 255, (value >>> 8) & 255];
}

function u32(value: number): readonly number[] {
  return [...u16(value & 0xffff), ...u16(value >>> 16)];
}
