/** The upper one of the two in the middle; 0 of nothing. */
export const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? 0
