import { Engine } from '../engine/engine.ts'
import type { QueryResponse, QueryResult, Sample } from '../engine/result.ts'
import { MemoryStorage, type MemorySample } from '../storage/memory.ts'
import { atModifierVariants } from './at-variants.ts'
import type { Command, EvalCommand, LoadCommand } from './commands.ts'
import { compareResult } from './compare.ts'
import { customHistograms } from './custom-histograms.ts'
import { isExperimental } from './experimental.ts'
import { TEST_ENGINE_OPTIONS } from './options.ts'
import { parseScript } from './parse-script.ts'
import { throughStorage } from './stored-histograms.ts'

/** How an eval command ended. */
export interface EvalOutcome {
  readonly line: number
  readonly query: string
  readonly problem: string | undefined
  /** It uses what Prometheus calls experimental. */
  readonly experimental: boolean
}

/** Runs a test script of Prometheus and tells of each eval command how it ended. */
export async function runScript(text: string): Promise<EvalOutcome[]> {
  const runner = new ScriptRunner()
  const outcomes: EvalOutcome[] = []
  for (const command of parseScript(text)) {
    const outcome = await runner.run(command)
    if (outcome) outcomes.push(outcome)
  }
  return outcomes
}

class ScriptRunner {
  readonly #engine = new Engine(TEST_ENGINE_OPTIONS)
  #storage = new MemoryStorage()
  #loaded = new Map<
    string,
    { labels: LoadCommand['series'][number]['labels']; samples: MemorySample[] }
  >()
  #broken: string | undefined

  async run(command: Command): Promise<EvalOutcome | undefined> {
    switch (command.kind) {
      case 'clear':
        this.#storage = new MemoryStorage()
        this.#loaded = new Map()
        this.#broken = undefined
        return undefined
      case 'load':
        this.#load(command)
        return undefined
      case 'broken':
        if (!command.isEval) this.#broken = `line ${command.line}: ${command.reason}`
        return command.isEval
          ? { line: command.line, query: '', problem: command.reason, experimental: false }
          : undefined
      case 'eval': {
        const problem = this.#broken ?? (await this.#eval(command))
        const { line, query } = command
        return { line, query, problem, experimental: isExperimental(query) }
      }
    }
  }

  #load({ series, withCustomHistograms, line }: LoadCommand): void {
    try {
      const all = withCustomHistograms ? [...series, ...customHistograms(series)] : series
      for (const { labels, samples } of all) {
        const loaded = this.#loaded.get(labels.key) ?? { labels, samples: [] }
        this.#loaded.set(labels.key, loaded)
        loaded.samples.push(...samples)
      }
    } catch (error) {
      this.#broken = `line ${line}: ${error instanceof Error ? error.message : String(error)}`
    }
    this.#storage = new MemoryStorage()
    for (const { labels, samples } of this.#loaded.values())
      this.#storage.append(labels, throughStorage(samples))
  }

  async #eval(command: EvalCommand): Promise<string | undefined> {
    if (!command.instant) return this.#evalRange(command)
    for (const variant of atModifierVariants(command)) {
      const problem = await this.#evalInstant(command, variant)
      if (problem !== undefined) return `${variant.query} at ${variant.time} ms: ${problem}`
    }
    return undefined
  }

  async #evalRange(command: EvalCommand): Promise<string | undefined> {
    const { query, start, end, step } = command
    const run = this.#engine.range({ query, querier: this.#storage, start, end, step })
    return judge(command, await settle(run))
  }

  async #evalInstant(
    command: EvalCommand,
    { query, time }: { query: string; time: number },
  ): Promise<string | undefined> {
    const querier = this.#storage
    const response = await settle(this.#engine.instant({ query, querier, time }))
    const problem = judge(command, response)
    if (problem !== undefined || typeof response === 'string' || command.instantOnly) return problem
    if (/(start|end|range|step)\(\)/.test(query)) return undefined
    const minute = 60_000
    const times = { start: time - minute, end: time + minute, step: minute }
    const range = await settle(this.#engine.range({ query, querier, ...times }))
    if (typeof range === 'string') return `as a range query: ${range}`
    if (command.expectations.some(({ kind }) => kind === 'ordered')) return undefined
    const middle = middleOf(range.result, time, response.result.type === 'scalar')
    const difference = compareResult(command, middle)
    return difference === undefined ? undefined : `as a range query: ${difference}`
  }
}

/** The response, or the message of the error. */
async function settle(run: Promise<QueryResponse>): Promise<QueryResponse | string> {
  try {
    return await run
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

function judge(command: EvalCommand, response: QueryResponse | string): string | undefined {
  const fail = command.expectations.find(({ kind }) => kind === 'fail')
  if (typeof response === 'string') {
    if (!fail) return response
    return fail.matches(response)
      ? undefined
      : `failed with ${JSON.stringify(response)}, not ${fail.text}`
  }
  if (fail) return 'was expected to fail'
  return judgeAnnotations(command, response) ?? compareResult(command, response.result)
}

function judgeAnnotations(command: EvalCommand, response: QueryResponse): string | undefined {
  return (
    judgeLevel(command, 'warn', response.warnings) ?? judgeLevel(command, 'info', response.infos)
  )
}

function judgeLevel(
  { expectations }: EvalCommand,
  kind: 'warn' | 'info',
  texts: readonly string[],
): string | undefined {
  const expected = expectations.filter((expectation) => expectation.kind === kind)
  const found = JSON.stringify(texts)
  if (expectations.some((expectation) => expectation.kind === `no_${kind}`) && texts.length > 0)
    return `unexpected ${kind}: ${found}`
  for (const expectation of expected)
    if (!texts.some(expectation.matches)) return `no ${kind} is ${expectation.text}: ${found}`
  if (expected.length > 0 && !texts.every((text) => expected.some(({ matches }) => matches(text))))
    return `unexpected ${kind}: ${found}`
  return undefined
}

/** The values of a range query at one time, as an instant query would give them. */
function middleOf(result: QueryResult, time: number, scalar: boolean): QueryResult {
  const series = result.type === 'matrix' ? result.series : []
  const samples = series.flatMap(({ labels, timestamps, values, histograms }): Sample[] => {
    const at = timestamps.indexOf(time)
    if (at >= 0) return [{ labels, timestamp: time, value: values[at] ?? 0 }]
    const point = histograms.find(({ timestamp }) => timestamp === time)
    return point ? [{ labels, timestamp: time, value: 0, histogram: point.histogram }] : []
  })
  if (!scalar) return { type: 'vector', samples }
  return { type: 'scalar', timestamp: time, value: samples[0]?.value ?? NaN }
}
