export function markersOf(path: string, text: string): readonly string[]
