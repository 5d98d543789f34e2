/** Endings of pictures; a value with one of them is more likely the image of a task. */
const pictureEnding = /\.(?:jpe?g|png|gif|bmp|webp|tiff?|heic|avif|svg)(?:[?#]|$)/iu;

/**
 * Where the picture of a task lies, out of the task's data: under `image`, else the first value that
 * looks like a picture. Null where there is none, as in tasks about videos and texts.
 */
export function imageUrlIn(data: Readonly<Record<string, unknown>>): string | null {
  const { image } = data;
  if (typeof image === 'string') return image;
  const texts = Object.values(data).filter((value) => typeof value === 'string');
  return texts.find((text) => pictureEnding.test(text)) ?? null;
}

/**
 * Names that the picture of a URL may have, the likeliest first: its path without host, query and the
 * folders of Label Studio's own storage, then the same without the eight letters that an upload gets in
 * front of its name.
 */
export function imageNamesOf(url: string): readonly string[] {
  const local = /\/data\/local-files\/\?(?:.*&)?d=([^&#]*)/u.exec(url)?.[1];
  const path =
    local ??
    url
      .replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/iu, '')
      .replace(/[?#].*$/u, '')
      .replace(/^\/data\/upload\/(?:\d+\/)?/u, '');
  const name = decoded(path).replaceAll('\\', '/').replace(/^\/+/u, '');
  const slash = name.lastIndexOf('/') + 1;
  const plain = name.slice(0, slash) + name.slice(slash).replace(/^[0-9a-f]{8}-(?=.)/u, '');
  return [...new Set([name, plain])].filter((each) => each !== '');
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path; // a percent sign that means itself
  }
}

/** The URL under which Label Studio serves a file of its local storage. */
export function localUrlOf(path: string): string {
  return `/data/local-files/?d=${path.split('/').map(encodeURIComponent).join('/')}`;
}
