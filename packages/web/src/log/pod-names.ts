import { cleanLine } from '../ansi/segments.ts'

/** How the pods of one log are called before its lines. */
export interface PodNames {
  readonly of: ReadonlyMap<string, string>
  /** Signs that the longest takes, with the number of a run after it. */
  readonly width: number
}

/** Enough to know a pod again; its whole name is said on hover. */
const LONGEST = 24
const RUN = 4
const ALONE = 5

/**
 * What tells the pods apart: of one owner's the part that the ReplicaSet made up (`wtncn`), of different owners' the name, its
 * middle left out where it is long. One pod alone needs no name.
 */
export function podNames(pods: readonly string[]): PodNames {
  if (pods.length <= 1) return { of: new Map(pods.map((pod) => [pod, ''])), width: ALONE }
  const shared = sharedPrefix(pods)
  const of = new Map(pods.map((pod) => [pod, shortened(cleanLine(pod.slice(shared)))]))
  const longest = Math.max(...[...of.values()].map((name) => name.length))
  return { of, width: Math.max(ALONE, longest + RUN) }
}

/** The length of what all names begin with, up to a hyphen. */
function sharedPrefix([first = '', ...others]: readonly string[]): number {
  let length = first.length
  for (const other of others) {
    let same = 0
    while (same < length && first[same] === other[same]) same++
    length = same
  }
  return first.slice(0, length).lastIndexOf('-') + 1
}

function shortened(name: string): string {
  if (name.length <= LONGEST) return name
  const end = name.slice(name.lastIndexOf('-')).slice(-11)
  return `${name.slice(0, LONGEST - 1 - end.length)}…${end}`
}
