export interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
}
export function importsOf(name: string): readonly Import[]
export function cyclesOf(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[][]
export function graphOf(
  edges: readonly Import[],
  nodeOf: (path: string) => string,
): ReadonlyMap<string, ReadonlySet<string>>
