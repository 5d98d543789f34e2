const imageExtensions =
  /\.(jpe?g|jfif|pjpeg|png|apng|webp|avif|bmp|dib|gif|ico|tiff?|heic|heif|jxl|jp2|svg|psd|dng|cr2|nef|arw|dcm)$/iu;

/** Whether a file of a folder or archive is meant to be an image, by its name. */
export function isImageName(path: string): boolean {
  return imageExtensions.test(path);
}

/** Whether a file is an archive that holds images, by its name. */
export function isZipName(path: string): boolean {
  return /\.zip$/iu.test(path);
}

/** Files of the system or hidden ones: nobody means them, and nobody needs to hear of them. */
export function isHiddenPath(path: string): boolean {
  return path
    .split('/')
    .some(
      (segment) =>
        segment.startsWith('.') ||
        segment === '__MACOSX' ||
        /^(thumbs\.db|ehthumbs\.db|desktop\.ini|icon\r)$/iu.test(segment),
    );
}

/**
 * The path of an archive's entry as one below the archive, whatever a writer or an attacker put there:
 * '/'-separated, no drive, no root, no '.' or '..', no control characters. '' when nothing is left.
 */
export function entryPath(name: string): string {
  return name
    .replace(/\\/gu, '/')
    .split('/')
    .map((segment) =>
      segment
        .replace(/\p{Cc}/gu, '')
        .replace(/^(?:\s|[a-z]:)+/iu, '')
        .trimEnd(),
    )
    .filter((segment) => segment !== '' && !/^\.{1,2}$/u.test(segment))
    .join('/');
}
