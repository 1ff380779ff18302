export function builtCommandsIn(path: string, text: string): readonly string[]
