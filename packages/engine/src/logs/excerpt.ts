export const excerpt = (raw: string, _focus = 0, max = 400): string => raw.slice(0, max)
