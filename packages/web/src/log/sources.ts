import type { Fold } from './fold.ts'
import type { LeveledLine } from './line.ts'

/** Whose lines a log holds. */
export interface Sources {
  /** In the order of their first lines. */
  readonly pods: readonly string[]
  /** `POD/RUN` of each run. */
  readonly runs: ReadonlySet<string>
}

/** The pods and runs of a log, gathered as lines come. */
export const SOURCES: Fold<LeveledLine, Sources> = {
  start: { pods: [], runs: new Set() },
  add: (before, lines, from) => {
    let { pods, runs } = before
    let last: LeveledLine | undefined
    for (let index = from; index < lines.length; index++) {
      const line = lines[index]!
      if (line.pod === last?.pod && line.run === last.run) continue
      last = line
      if (!pods.includes(line.pod)) pods = [...pods, line.pod]
      const key = `${line.pod}/${line.run}`
      if (!runs.has(key)) runs = new Set([...runs, key])
    }
    return pods === before.pods && runs === before.runs ? before : { pods, runs }
  },
}
