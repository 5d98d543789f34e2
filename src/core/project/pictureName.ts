const extensions: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg', 'jfif', 'pjpeg'],
  'image/png': ['png', 'apng'],
  'image/webp': ['webp'],
  'image/avif': ['avif'],
  'image/gif': ['gif'],
  'image/bmp': ['bmp', 'dib'],
};

/**
 * The name of a picture of a file. One that was written anew gets the extension of what it is now, a
 * page of many its number, from 1: `scan.tif` → `scan-p002.png`.
 */
export function pictureName(
  path: string,
  picture: {
    readonly page: number | null;
    readonly isRewritten: boolean;
    readonly mimeType: string;
  },
): string {
  const { page, isRewritten, mimeType } = picture;
  const [, stem = path, extension = ''] = /^(.*?[^/])(\.[^./]{1,8})?$/u.exec(path) ?? [];
  const known = extensions[mimeType] ?? [];
  const fits = known.length === 0 || known.includes(extension.slice(1).toLowerCase());
  const newExtension = isRewritten && !fits ? `.${known[0]}` : extension;
  const number = page === null ? '' : `-p${String(page).padStart(3, '0')}`;
  return `${stem}${number}${newExtension}`;
}
