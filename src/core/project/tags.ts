/** The form of a tag that is stored: outer spaces off, inner runs of spaces single. */
export function normalizeTag(tag: string): string {
  return tag.trim().replace(/\s+/gu, ' ');
}

/** The tags with one more, unique and ascending; the same list when it is there already. */
export function withTag(tags: readonly string[], tag: string): readonly string[] {
  return tags.includes(tag) ? tags : [...tags, tag].toSorted();
}

/** The tags without one; the same list when it is not among them. */
export function withoutTag(tags: readonly string[], tag: string): readonly string[] {
  return tags.includes(tag) ? tags.filter((each) => each !== tag) : tags;
}
