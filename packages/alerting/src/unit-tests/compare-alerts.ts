import { compareLabels, formatDuration, Labels } from '@unloop/promql'
import type { AlertingRule } from '../rules/alerting-rule.ts'
import type { AlertTestConfig } from './test-file.ts'

interface Told {
  readonly labels: Labels
  readonly annotations: Labels
}

/** What is wrong with the alerts that fire at a time, in promtool's words; undefined if they are as expected. */
export function compareAlerts(
  test: AlertTestConfig,
  rules: readonly AlertingRule[],
  testName: string,
): string | undefined {
  const got = rules
    .filter(({ name }) => name === test.alertname)
    .flatMap(({ activeAlerts }) => activeAlerts)
    .filter(({ state }) => state === 'firing')
    .map(({ labels, annotations }) => ({ labels, annotations: Labels.of(annotations) }))
    .toSorted(compareTold)
  const expected = (test.exp_alerts ?? [])
    .map(({ exp_labels, exp_annotations }) => ({
      labels: Labels.of({ ...exp_labels, alertname: test.alertname }),
      annotations: Labels.of(exp_annotations),
    }))
    .toSorted(compareTold)
  const isEqual =
    got.length === expected.length &&
    got.every((one, index) => compareTold(one, expected[index] ?? one) === 0)
  if (isEqual) return undefined
  const name = testName === '' ? '' : `    name: ${testName},\n`
  const time = formatDuration(test.eval_time)
  return (
    `${name}    alertname: ${test.alertname}, time: ${time}, \n` +
    `        exp:${indented(listText(expected), 12)}, \n        got:${indented(listText(got), 12)}`
  )
}

function compareTold(a: Told, b: Told): number {
  return compareLabels(a.labels, b.labels) || compareLabels(a.annotations, b.annotations)
}

function listText(list: readonly Told[]): string {
  if (list.length === 0) return '[]'
  const items = list.map(({ labels, annotations }, index) => {
    const text = `\nLabels:${labels.toString()}\nAnnotations:${annotations.toString()}`
    return `${index === 0 ? '\n' : ',\n'}${index}:${indented(text, 2)}`
  })
  return `[${items.join('')}\n]`
}

/** All lines but the first, moved to the right. */
function indented(text: string, by: number): string {
  return text.split('\n').join(`\n${' '.repeat(by)}`)
}
