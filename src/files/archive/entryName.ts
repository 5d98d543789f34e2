const maxNameLength = 240;

/** Why an entry may not be called that; null: it may. Nothing is ever unpacked to a disk, and still. */
export function badNameReason(name: string): string | null {
  if (name === '' || name.length > maxNameLength) return 'a name of that length';
  if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(name)) return 'a control character in a name';
  if (name.includes('\\')) return 'a backslash in a name';
  if (name.startsWith('/') || /^[a-z]:/iu.test(name)) return 'an absolute name';
  if (name.split('/').includes('..')) return '".." in a name';
  if (name.split('/').some((part) => part === '' || part === '.')) return 'an empty part in a name';
  return null;
}

/** What two names have in common that some disks cannot tell apart. */
export function foldedName(name: string): string {
  return name.normalize('NFC').toLowerCase();
}
