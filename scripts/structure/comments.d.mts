export function isComment(line: string): boolean
