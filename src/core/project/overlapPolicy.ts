/**
 * What becomes of the pixels of a new or altered mask that other objects have already: both keep them,
 * the new one takes them, the old ones keep them, or a person is asked each time.
 */
export type OverlapPolicy = 'allow' | 'newWins' | 'oldWins' | 'ask';

/** In the order of menus. */
export const overlapPolicies = ['allow', 'newWins', 'oldWins', 'ask'] as const;
