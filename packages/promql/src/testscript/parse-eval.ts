import { RE2JS } from 're2js'
import { parseDuration } from '../parser/duration.ts'
import { parseNumber } from '../parser/number.ts'
import { unquote } from '../parser/unquote.ts'
import type {
  EvalCommand,
  Expectation,
  ExpectationKind,
  ExpectedResult,
  ExpectedSeries,
} from './commands.ts'
import type { Block } from './parse-script.ts'
import { parseSeriesDescription } from './series-description.ts'

const INSTANT = /^eval(?:_(fail|warn|ordered|info))?\s+instant\s+(?:at\s+(.+?))?\s+(.+)$/
const RANGE = /^eval(?:_(fail|warn|info))?\s+range\s+from\s+(.+)\s+to\s+(.+)\s+step\s+(.+?)\s+(.+)$/
const EXPECT = /^expect\s+(ordered|fail|warn|no_warn|info|no_info)(?:\s+(regex|msg):(.+))?$/
const RANGE_VECTOR = /^expect range vector\s+from\s+(.+)\s+to\s+(.+)\s+step\s+(.+)$/

type Times = Pick<EvalCommand, 'start' | 'end' | 'step'>

/** Parses an eval command with what it expects. */
export function parseEval({ line, head, body }: Block): EvalCommand {
  const instant = INSTANT.exec(head)
  const range = RANGE.exec(head)
  const [, mode] = instant ?? range ?? []
  const query = instant?.[3] ?? range?.[5]
  if (query === undefined) throw new Error(`invalid evaluation command ${JSON.stringify(head)}`)
  const times = instant ? instantTimes(instant[2] ?? '') : rangeTimes(range?.slice(2, 5) ?? [])
  const reader = new BodyReader(mode, times)
  for (const text of body) if (!reader.read(text)) break
  return {
    kind: 'eval',
    line,
    query,
    instant: instant !== null,
    ...reader.times,
    expectations: reader.expectations,
    expected: reader.expected,
    instantOnly: reader.instantOnly,
  }
}

function instantTimes(at: string): Times {
  const time = parseDuration(at)
  return { start: time, end: time, step: 0 }
}

function rangeTimes(texts: readonly string[]): Times {
  const [start = 0, end = 0, step = 0] = texts.map((text) => parseDuration(text.trim()))
  return { start, end, step }
}

class BodyReader {
  times: Times
  readonly expectations: Expectation[] = []
  instantOnly = false
  readonly #series: ExpectedSeries[] = []
  #single: ExpectedResult | undefined
  readonly #mode: string | undefined

  constructor(mode: string | undefined, times: Times) {
    this.#mode = mode
    this.times = times
    if (mode !== undefined)
      this.expectations.push({ kind: mode as ExpectationKind, matches: () => true, text: mode })
  }

  get expected(): ExpectedResult {
    return this.#single ?? { kind: 'series', series: this.#series }
  }

  /** Reads a line; false where the command ends with it. */
  read(text: string): boolean {
    const legacy = /^expected_fail_(message|regexp)\s+(.*)$/.exec(text)
    if (this.#mode === 'fail' && legacy) {
      const type = legacy[1] === 'message' ? 'msg' : 'regex'
      this.expectations.splice(0, 1, expectation('fail', type, legacy[2] ?? ''))
      return false
    }
    if (text.startsWith('expect range vector')) return this.#rangeVector(text)
    if (text.startsWith('expect string')) {
      this.#single = { kind: 'string', value: unquote(text.slice('expect string '.length)) }
      this.instantOnly = true
      return true
    }
    if (text.split(' ')[0] === 'expect') return this.#expect(text)
    return this.#result(text)
  }

  #rangeVector(text: string): boolean {
    const match = RANGE_VECTOR.exec(text)
    if (!match) throw new Error(`invalid range vector definition ${JSON.stringify(text)}`)
    this.times = rangeTimes(match.slice(1, 4))
    this.instantOnly = true
    return true
  }

  #expect(text: string): boolean {
    const [, kind, type, value] = EXPECT.exec(text) ?? []
    if (kind === undefined) throw new Error(`invalid expect statement ${JSON.stringify(text)}`)
    this.expectations.push(expectation(kind as ExpectationKind, type, value?.trim() ?? ''))
    return true
  }

  #result(text: string): boolean {
    const number = scalarOf(text)
    if (number !== undefined) {
      this.#single = { kind: 'scalar', value: number }
      return false
    }
    this.#series.push({ ...parseSeriesDescription(text), position: this.#series.length + 1 })
    return true
  }
}

function scalarOf(text: string): number | undefined {
  try {
    return parseNumber(text)
  } catch {
    return undefined
  }
}

function expectation(kind: ExpectationKind, type: string | undefined, text: string): Expectation {
  if (type === 'msg') return { kind, text, matches: (actual) => actual === text }
  if (type !== 'regex') return { kind, text: 'anything', matches: () => true }
  const regex = RE2JS.compile(text)
  return { kind, text, matches: (actual) => regex.matcher(actual).find() }
}
