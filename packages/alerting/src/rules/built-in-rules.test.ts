import { describe, expect, it } from 'vitest'
import { BUILT_IN_RULES } from './built-in-rules.data.ts'
import { duplicateRules } from './duplicates.ts'
import { expressionProblem } from './expression-problem.ts'
import { loadRuleFile } from './rule-file.ts'
import { readTestFile } from '../unit-tests/test-file.ts'
import { runRuleTests } from '../unit-tests/run-tests.ts'

const rules = loadRuleFile(BUILT_IN_RULES, { expressionProblem })
const POD = 'namespace="shop",pod="web-1",container="app"'
const RESTARTS = `kube_pod_container_status_restarts_total{${POD}}`
const WAITING = `kube_pod_container_status_waiting_reason{${POD},reason="CrashLoopBackOff"}`
const INFO = `kube_pod_info{namespace="shop",pod="web-1"}`

/** Which alerts fire at which minutes, by a unit test that expects none. */
async function firing(series: Readonly<Record<string, string>>, minutes: readonly number[]) {
  const input = Object.entries({ [INFO]: '1x60', ...series })
    .map(([name, values]) => `{series: '${name}', values: '${values}'}`)
    .join(', ')
  const names = rules.groups.flatMap((group) => (group.rules ?? []).map(({ alert }) => alert))
  const tests = minutes.flatMap((minute) =>
    names.map((name) => `{eval_time: ${minute}m, alertname: ${name}}`),
  )
  const config = readTestFile(
    `tests: [{input_series: [${input}], alert_rule_test: [${tests.join(', ')}]}]`,
  )
  const loaded = [{ file: 'f', groups: rules.groups }]
  const problems = await runRuleTests({ config, rules: loaded, ruleProblems: [] })
  return problems.map((problem) =>
    problem.replace(/^ *alertname: (\w+), time: (\d+)m[^]*$/, '$1@$2'),
  )
}

describe('the built-in alerts as rules', () => {
  it('are good rules', () => {
    expect(rules.problems).toEqual([])
    expect(duplicateRules(rules.groups)).toBeUndefined()
  })

  it('are silent over what is well, and over a single restart', async () => {
    expect(await firing({ [RESTARTS]: '0x10 1x50' }, [5, 12, 30])).toEqual([])
  })

  it('fire while a container loops, with back-offs of five minutes between, and no longer', async () => {
    const loop = { [RESTARTS]: '0 1 2 2 3x3 4x5 5x5 6x40', [WAITING]: '0 0 1 1 0 1 1x20 0x40' }
    expect(await firing(loop, [2, 4, 10, 20])).toEqual(
      [2, 4, 10, 20].map((minute) => `UnloopCrashLoop@${minute}`),
    )
    expect(await firing(loop, [50])).toEqual([])
  })

  it('see restarts of a series that is born with them', async () => {
    expect(await firing({ [RESTARTS]: '_x5 3x20' }, [7])).toEqual(['UnloopCrashLoop@7'])
  })

  it('tell of replicas, memory and missing data', async () => {
    const down = {
      'kube_deployment_status_replicas_available{namespace="shop",deployment="web"}': '0x20',
      'kube_deployment_spec_replicas{namespace="shop",deployment="web"}': '2x20',
      [`container_memory_working_set_bytes{${POD}}`]: '95x20',
      [`container_spec_memory_limit_bytes{${POD}}`]: '100x20',
    }
    expect(await firing(down, [10])).toEqual([
      'UnloopEveryReplicaDown@10',
      'UnloopMemoryHeadroom@10',
    ])
    expect(await firing({ [INFO]: '1 1 stale' }, [10])).toEqual(['UnloopNoData@10'])
  })
})
