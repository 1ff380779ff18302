export function looseCommandsIn(path: string, text: string): readonly string[]
