import { hostHint, isSameHost } from './hosts.data.ts'
import { hostOf, type LockInfo } from './info.ts'
import type { Machine } from './machine.ts'
import { isAt, type Place } from './place/place.ts'
import type { ToolProcess } from './processes.ts'

/** Whether the run that took the lock still lives, with what that rests on as full sentences. */
export interface HolderLiveness {
  /** `alive`: proven. `gone`: proven. `possible`: something that may be it is there. `unknown`: it ran where nobody looked. */
  readonly verdict: 'alive' | 'possible' | 'gone' | 'unknown'
  readonly evidence: readonly string[]
}

export interface HolderQuestion {
  /** The holder's own data, or null where nothing tells of the holder. */
  readonly holder: LockInfo | null
  readonly place: Place | null
  readonly machine: Machine
}

/** Clocks of a file system, of the kernel and of the program differ by less than this. */
const SLACK_MS = 5_000

/** By the processes of this machine. The backend's own data is weighed by `weigh`. */
export function livenessHere({ holder, place, machine }: HolderQuestion): HolderLiveness {
  const listed = machine.processes()
  const host = holder === null ? null : hostOf(holder.who)
  const isHere = host !== null && isSameHost(host, machine.hostname)
  if (listed.kind === 'unreadable')
    return {
      verdict: 'unknown',
      evidence: [`Processes here could not be listed: ${listed.why}.`, ...elsewhere(host, isHere)],
    }
  const before = listed.processes.filter((each) => couldHold(each, holder))
  const own =
    place === null
      ? undefined
      : before.find((each) => each.folder !== null && isAt(place, each.folder))
  if (own !== undefined)
    return { verdict: 'alive', evidence: [`${words(own)} in this very folder.`] }
  if (!isHere) return { verdict: 'unknown', evidence: elsewhere(host, isHere) }
  const unclear = before.filter(({ folder }) => folder === null || place === null)
  const [first] = unclear.length > 0 ? unclear : before
  if (first !== undefined)
    return {
      verdict: 'possible',
      evidence: [
        `${words(first)}${first.folder === null ? '' : ` in ${first.folder}`}: it may be the one that holds the lock.`,
      ],
    }
  return {
    verdict: 'gone',
    evidence: [
      `It was taken on this machine (${host}), where no Terraform, OpenTofu or Terragrunt of that time is running any more.`,
    ],
  }
}

/** A run takes its lock after it has started. */
const couldHold = ({ startedAt }: ToolProcess, holder: LockInfo | null): boolean => {
  const created = holder?.created ?? null
  return (
    startedAt === null || created === null || startedAt.getTime() <= Date.parse(created) + SLACK_MS
  )
}

const words = ({ pid, words: command, startedAt }: ToolProcess): string =>
  `Process ${pid} (${command}) has been running on this machine${startedAt === null ? '' : ` since ${startedAt.toISOString().replace(/\.\d+Z$/, 'Z')}`}`

function elsewhere(host: string | null, isHere: boolean): readonly string[] {
  if (isHere) return []
  if (host === null) return ['Nothing tells on which machine it was taken.']
  const hint = hostHint(host)
  return [
    `It was taken on ${host}, whose processes can't be seen from here.`,
    ...(hint === null ? [] : [hint]),
  ]
}

const RANK = { alive: 3, possible: 2, gone: 1, unknown: 0 } as const

/** What proves more counts; the evidence of both stays. */
export function weigh(one: HolderLiveness, other: HolderLiveness): HolderLiveness {
  const first = RANK[one.verdict] >= RANK[other.verdict] ? one : other
  const evidence = [...first.evidence, ...(first === one ? other : one).evidence]
  return { verdict: first.verdict, evidence: [...new Set(evidence)] }
}
