import { DURATION } from '../settings/values.ts'
import { ConfigError, parseYaml } from '../yaml/document.ts'
import {
  BOOL,
  FLOAT,
  type Infer,
  list,
  mapOf,
  type Problems,
  refined,
  STRING,
} from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'

const SERIES = struct({ goType: 'main.series', fields: { series: STRING, values: STRING } })
const ALERT = struct({
  goType: 'main.alert',
  fields: { exp_labels: mapOf(STRING), exp_annotations: mapOf(STRING) },
})
const ALERT_TEST = struct({
  goType: 'main.alertTestCase',
  fields: { eval_time: DURATION, alertname: STRING, exp_alerts: list(ALERT, 'main.alert') },
})
const SAMPLE = struct({
  goType: 'main.sample',
  fields: { labels: STRING, value: FLOAT, histogram: STRING },
})
const EXPRESSION_TEST = struct({
  goType: 'main.promqlTestCase',
  fields: { expr: STRING, eval_time: DURATION, exp_samples: list(SAMPLE, 'main.sample') },
})
const START = refined(STRING, () => 0, parseStart)

const GROUP = struct({
  goType: 'main.testGroup',
  fields: {
    interval: DURATION,
    input_series: list(SERIES, 'main.series'),
    alert_rule_test: list(ALERT_TEST, 'main.alertTestCase'),
    promql_expr_test: list(EXPRESSION_TEST, 'main.promqlTestCase'),
    external_labels: mapOf(STRING),
    external_url: STRING,
    name: STRING,
    start_timestamp: START,
  },
})

const FILE = struct({
  goType: 'main.unitTestFile',
  fields: {
    rule_files: list(STRING),
    evaluation_interval: DURATION,
    group_eval_order: list(STRING),
    tests: list(GROUP, 'main.testGroup'),
    fuzzy_compare: BOOL,
  },
})

/** A group of tests as it is written. Durations and times are milliseconds. */
export type TestGroupConfig = Infer<typeof GROUP>
export type AlertTestConfig = Infer<typeof ALERT_TEST>
export type ExpressionTestConfig = Infer<typeof EXPRESSION_TEST>
export type TestFileConfig = Infer<typeof FILE>

/** Milliseconds since 1970 of seconds, or of a time as RFC 3339 has it. */
function parseStart(text: string): number {
  const ms = /^[+-]?\d+(?:\.\d*)?$/.test(text) ? Number(text) * 1000 : Date.parse(text)
  if (Number.isNaN(ms)) throw new ConfigError(`cannot parse "${text}" to a valid timestamp`)
  return ms
}

/** A file of unit tests for rules, in promtool's format. @throws {ConfigError} in its words */
export function readTestFile(text: string): TestFileConfig {
  const node = parseYaml(text)
  if (node === undefined) return FILE.zero()
  const problems: Problems = { list: [] }
  const config = FILE.read(node, problems)
  if (config !== undefined && problems.list.length === 0) return config
  const lines = problems.list.map((one) => `  ${one}`).join('\n')
  throw new ConfigError(`yaml: unmarshal errors:\n${lines}`)
}
