import { CATALOGUE, CAUSE_IDS, isCauseId, type CauseId } from '../catalogue.ts'
import { CAUSES } from './causes.data.ts'
import { EXIT_CODES, SIGNALS } from './exit-codes.data.ts'
import { FURTHER_REASONS } from './further-reasons.data.ts'
import { REASONS as COMMON_REASONS } from './reasons.data.ts'
import type { Topic } from './topic.ts'

/** Every reason that is explained; where two tables know one, the fuller account counts. */
const REASONS: Readonly<Record<string, Topic>> = { ...FURTHER_REASONS, ...COMMON_REASONS }

/** What a word of the user names. */
export interface Found {
  readonly kind: 'cause' | 'exit code' | 'reason'
  /** As the API or a report spells it. */
  readonly name: string
  readonly topic: Topic
}

/** Finds what a user typed: `137`, `exit code 137`, `SIGKILL`, `crashloopbackoff`, `Init:2/3`, `oom-killed`. Null where unknown. */
export function lookUp(text: string): Found | null {
  const word = text.trim()
  // `Unknown` is a reason, `unknown` a cause: case decides where it can.
  if (Object.hasOwn(REASONS, word)) return reason(word)
  return exitCode(word) ?? cause(word) ?? reason(word) ?? signal(word)
}

/** Every name that can be explained, for suggestions. */
export function topicNames(): readonly string[] {
  return [...CAUSE_IDS, ...Object.keys(REASONS), ...Object.keys(EXIT_CODES)]
}

function exitCode(word: string): Found | null {
  const digits = /^(?:exit[\s-]?(?:code)?[\s:=]*)?(\d{1,3})$/i.exec(word)?.[1]
  if (digits === undefined) return null
  const code = Number(digits)
  const topic = EXIT_CODES[code] ?? signalTopic(code) ?? ownNumber(code)
  return topic === null ? null : { kind: 'exit code', name: String(code), topic }
}

/** 128+n is how shells and runtimes report an end by signal n; Linux numbers signals from 1 to 64. */
function signalTopic(code: number): Topic | null {
  const number = code - 128
  if (number < 1 || number > 64) return null
  const title = SIGNALS[number]
  const [name = `signal ${number}`] = (title ?? '').split(':')
  return {
    title: `${title ?? `Ended by signal ${number}`} (128 + ${number})`,
    meaning: `The main process was ended by ${name || `signal ${number}`}, or a program ended with ${code} by its own choice. Who sent the signal stands in the events or the log, if anywhere.`,
    check: ['kubectl -n NS logs POD -c CONTAINER --previous', 'kubectl -n NS describe pod POD'],
    fix: ['Find the sender: the kubelet leaves Killing events, the program itself leaves a log.'],
    causes: ['app-exception', 'liveness-probe'],
  }
}

function ownNumber(code: number): Topic | null {
  const three = EXIT_CODES[3]
  if (three === undefined || code > 255) return null
  return code < 126
    ? { ...three, title: `${three.title}: ${code}` }
    : { ...three, title: `No common meaning: ${code}` }
}

function signal(word: string): Found | null {
  const wanted = word.toUpperCase().replace(/^(SIG)?/, 'SIG')
  const entry = Object.entries(SIGNALS).find(([, title]) => title.split(/[:,]/)[0] === wanted)
  return entry === undefined ? null : exitCode(String(128 + Number(entry[0])))
}

function cause(word: string): Found | null {
  const id = word.toLowerCase()
  return isCauseId(id) ? { kind: 'cause', name: id, topic: causeTopic(id) } : null
}

function causeTopic(id: CauseId): Topic {
  const { means } = CATALOGUE[id]
  return { title: means, ...CAUSES[id] }
}

function reason(word: string): Found | null {
  const typed = word.toLowerCase().replace(/^init:\d+\/\d+$/, 'init:n/m')
  const name = Object.keys(REASONS).find((each) => each.toLowerCase() === typed)
  if (name !== undefined) return { kind: 'reason', name, topic: REASONS[name] as Topic }
  return initReason(word)
}

/** `Init:X` is what kubectl prints for a reason X of an init container. `Init:ExitCode:3` and `Init:Signal:9` carry a number. */
function initReason(word: string): Found | null {
  const rest = /^init:(.+)$/i.exec(word)?.[1]
  if (rest === undefined) return null
  const number = /^(exitcode|signal):(\d+)$/i.exec(rest)
  const isSignal = number?.[1]?.toLowerCase() === 'signal'
  const found =
    number === null ? reason(rest) : exitCode(String(Number(number[2]) + (isSignal ? 128 : 0)))
  if (found === null) return null
  const meaning = `It is an init container that is meant, and the main containers wait for it. ${found.topic.meaning}`
  return { ...found, name: `Init:${found.name}`, topic: { ...found.topic, meaning } }
}
