const maxSegmentBytes = 200; // file systems end at 255; the rest is room for what others append
const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]) *(?:\.|$)/iu;
const refusedCharacters = /[\p{Cc}\p{Cs}<>:"\\|?*]/gu; // \p{Cs}: halves of surrogate pairs

/** A relative path taken apart: `folder` is '' or ends in '/', `extension` is '' or begins with '.'. */
export interface SafePath {
  readonly folder: string;
  readonly stem: string;
  readonly extension: string;
}

/**
 * The nearest path to `path` that every file system and unpacker takes, relative and '/'-separated:
 * no empty, '.' or '..' folder, no character or device name that Windows refuses, no dot or space
 * at the end of a name, no name of more than 200 bytes in UTF-8. A path that is safe stays as it is.
 */
export function safePath(path: string): SafePath {
  const segments = path
    .split('/')
    .map((segment) => segment.replace(refusedCharacters, '_').replace(/[. ]+$/u, ''))
    .filter((segment) => segment !== '');
  const name = segments.pop() ?? '_';
  const folder = segments.map((segment) => `${safeSegment(segment, '')}/`).join('');
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 16 ? name.slice(dot) : '';
  const stem = name.slice(0, name.length - extension.length);
  return { folder, stem: safeSegment(stem, extension), extension };
}

/** The name without `extension`, renamed if a device and cut so that both together fit. */
function safeSegment(stem: string, extension: string): string {
  const named = deviceName.test(stem + extension) ? `_${stem}` : stem;
  let room = maxSegmentBytes - utf8Length(extension);
  let kept = '';
  for (const character of named) {
    room -= utf8Length(character);
    if (room < 0) return kept.replace(/[. ]+$/u, '');
    kept += character;
  }
  return kept;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
