/** What objects of SA-1B are, which names no categories. */
export const onlyCategory = 'object';
