/** AVIF turns by boxes of its own, which every decoder obeys; BMP and GIF cannot be turned. */
const turnedByExif = new Set(['image/jpeg', 'image/png', 'image/webp']);

/**
 * EXIF orientation 1…8; 1 when there is none or the metadata is damaged. Files that carry another one are
 * written anew from the turned pixels, once, so that no exporter, trainer or viewer has to agree on EXIF.
 */
export async function orientationOf(
  bytes: Uint8Array<ArrayBuffer>,
  mimeType: string,
): Promise<number> {
  if (!turnedByExif.has(mimeType)) return 1;
  const { load } = await import('exifreader');
  try {
    const { Orientation } = await load(bytes.buffer, { async: true, excludeTags: { xmp: true } });
    const value = Orientation?.value;
    return typeof value === 'number' && value >= 1 && value <= 8 ? value : 1;
  } catch {
    // no metadata at all is reported as an error too
    return 1;
  }
}
