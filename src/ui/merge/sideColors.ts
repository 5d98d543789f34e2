/** Of outlines over any picture, told apart with any kind of colour vision. */
export const sideColors = { mine: '#4dabf7', theirs: '#ffa94d' } as const;

/** Of the outline as it was when the package left. */
export const baseColor = '#ffffff';
