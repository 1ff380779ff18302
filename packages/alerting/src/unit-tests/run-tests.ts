import { formatDuration as formatGoDuration } from '@unloop/gotemplate'
import { Engine, formatDuration } from '@unloop/promql'
import type { LoadedRules } from '../rules/rule-manager.ts'
import { type GroupEnvironment, RuleGroup } from '../rules/rule-group.ts'
import { ruleStorage } from '../rules/rule-storage.ts'
import { compareAlerts } from './compare-alerts.ts'
import { compareSamples } from './compare-samples.ts'
import type { TestFileConfig, TestGroupConfig } from './test-file.ts'
import { TestSeries } from './test-series.ts'

/** A file of unit tests with the rules that it is about. */
export interface RunTestsOptions {
  readonly config: TestFileConfig
  /** The rules that the file names, read and checked. What is wrong with them fails each group of tests. */
  readonly rules: readonly LoadedRules[]
  readonly ruleProblems: readonly string[]
  /** Only groups with such a name. */
  readonly run?: RegExp
}

const DEFAULT_INTERVAL_MS = 60_000

/** What fails in a file of unit tests, in promtool's words; nothing if all is as expected. */
export async function runRuleTests(options: RunTestsOptions): Promise<readonly string[]> {
  const { config, run } = options
  const names = config.group_eval_order ?? []
  const repeated = names.find((name, index) => names.indexOf(name) < index)
  if (repeated !== undefined) return [`group name repeated in evaluation order: ${repeated}`]
  const problems: string[] = []
  for (const group of config.tests ?? []) {
    if (run !== undefined && !run.test(group.name)) continue
    problems.push(...(await runGroup(group, options)))
  }
  return problems
}

async function runGroup(
  test: TestGroupConfig,
  options: RunTestsOptions,
): Promise<readonly string[]> {
  const evaluationMs = options.config.evaluation_interval || DEFAULT_INTERVAL_MS
  const interval = test.interval || evaluationMs
  let series: TestSeries
  try {
    series = new TestSeries(test.input_series ?? [], { start: test.start_timestamp, interval })
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)]
  }
  if (options.ruleProblems.length > 0) return options.ruleProblems
  const unnamed = (test.alert_rule_test ?? []).find(({ alertname }) => alertname === '')
  if (unnamed !== undefined) return [namelessProblem(unnamed.eval_time, test.name)]
  const groups = groupsOf(test, { ...options, interval })
  return new TestRun({ test, options, series, groups, evaluationMs }).run()
}

function namelessProblem(time: number, name: string): string {
  const where = name === '' ? '' : ` (in TestGroup ${name})`
  return `an item under alert_rule_test misses required attribute alertname at eval_time ${formatDuration(time)}${where}`
}

function groupsOf(
  test: TestGroupConfig,
  { rules, config, interval }: RunTestsOptions & { readonly interval: number },
): readonly RuleGroup[] {
  const order = config.group_eval_order ?? []
  const place = ({ name }: RuleGroup): number => Math.max(order.indexOf(name), 0)
  return rules
    .flatMap(({ file, groups }) =>
      groups.map(
        (one) =>
          new RuleGroup({
            file,
            config: one,
            defaultIntervalMs: interval,
            externalLabels: test.external_labels,
            externalUrl: test.external_url,
          }),
      ),
    )
    .toSorted((a, b) => place(a) - place(b))
}

interface TestRunParts {
  readonly test: TestGroupConfig
  readonly options: RunTestsOptions
  readonly series: TestSeries
  readonly groups: readonly RuleGroup[]
  readonly evaluationMs: number
}

/** Goes through the times of a group of tests, evaluates all rules at each, and compares. */
class TestRun {
  readonly #parts: TestRunParts
  readonly #environment: GroupEnvironment

  constructor(parts: TestRunParts) {
    this.#parts = parts
    const { series, evaluationMs } = parts
    // The engine that promtool tests with.
    const engine = new Engine({
      maxSamples: 10_000,
      timeout: 100_000,
      defaultSubqueryStep: () => evaluationMs,
    })
    const append = (...[samples]: Parameters<TestSeries['append']>): Promise<void> =>
      Promise.resolve(series.append(samples))
    this.#environment = {
      storage: ruleStorage({ engine, querier: series, append }),
      now: () => 0,
      resendDelayMs: 0,
      notify: () => undefined,
    }
    for (const group of parts.groups) for (const rule of group.alertingRules) rule.isRestored = true
  }

  async run(): Promise<readonly string[]> {
    const { test, series, evaluationMs } = this.#parts
    const times = [...(test.alert_rule_test ?? []), ...(test.promql_expr_test ?? [])]
    const last = Math.max(0, ...times.map(({ eval_time }) => eval_time))
    const problems: string[] = []
    for (let elapsed = 0; elapsed <= last; elapsed += evaluationMs) {
      series.advance(test.start_timestamp + elapsed)
      const failed = await this.#evaluate(elapsed)
      problems.push(...failed)
      if (failed.length > 0) return problems
      problems.push(...this.#compareAlerts(elapsed))
    }
    return [...problems, ...(await this.#compareSamples())]
  }

  async #evaluate(elapsed: number): Promise<readonly string[]> {
    const { groups, test } = this.#parts
    const time = test.start_timestamp + elapsed
    const problems: string[] = []
    for (const group of groups) {
      await group.evaluate(time, this.#environment)
      for (const rule of group.rules) {
        const { lastError } = group.healthOf(rule)
        if (lastError !== '')
          problems.push(`    rule: ${rule.name}, time: ${goTime(time)}, err: ${lastError}`)
      }
    }
    return problems
  }

  /** The tests whose time lies between this evaluation and the next. */
  #compareAlerts(elapsed: number): readonly string[] {
    const { test, groups, evaluationMs } = this.#parts
    const rules = groups.flatMap(({ alertingRules }) => alertingRules)
    return (test.alert_rule_test ?? [])
      .filter(({ eval_time: at }) => elapsed <= at && at < elapsed + evaluationMs)
      .toSorted((a, b) => a.eval_time - b.eval_time)
      .flatMap((one) => compareAlerts(one, rules, test.name) ?? [])
  }

  async #compareSamples(): Promise<readonly string[]> {
    const { test, options } = this.#parts
    const { storage } = this.#environment
    const isFuzzy = options.config.fuzzy_compare
    const problems: string[] = []
    for (const one of test.promql_expr_test ?? []) {
      const problem = await compareSamples(one, { storage, start: test.start_timestamp, isFuzzy })
      if (problem !== undefined) problems.push(problem)
    }
    return problems
  }
}

function goTime(ms: number): string {
  return formatGoDuration(BigInt(Math.round(ms)) * 1_000_000n)
}
