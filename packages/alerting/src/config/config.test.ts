import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadConfig } from './config.ts'

const folder = new URL('../../fixtures/config/', import.meta.url)
const rows = readFileSync(new URL('INDEX.tsv', folder), 'utf8').trim().split('\n').slice(1)

describe('upstream’s verdicts', () => {
  for (const row of rows) {
    const [file = '', verdict, message = ''] = row.split('\t')
    it(`${file}: ${verdict}`, () => {
      const text = readFileSync(new URL(file, folder), 'utf8')
      if (verdict === 'accept') expect(loadConfig(text).original).toBe(text)
      else expect(() => loadConfig(text)).toThrow(message.split('  amtool')[0] ?? 'no message')
    })
  }
})

describe('refusals', () => {
  const route = 'route: {receiver: a}\n'
  it.each([
    ['', 'no route provided in config'],
    ['receivers: [{name: a}]\n', 'no routes provided'],
    [
      `${route}receivers: [{name: a}]\nfoo: 1\n`,
      'line 3: field foo not found in type config.plain',
    ],
    [`${route}route: {}\nreceivers: []\n`, 'field route already set in type config.plain'],
    ['route: {receiver: b}\nreceivers: [{name: a}]\n', 'undefined receiver "b" used in route'],
    [
      'route: {receiver: a, group_wait: 5x}\nreceivers: [{name: a}]\n',
      'unknown unit "x" in duration "5x"',
    ],
    [
      'route: {receiver: a, continue: maybe}\nreceivers: [{name: a}]\n',
      'cannot unmarshal !!str `maybe` into bool',
    ],
    [
      'route: {receiver: a, group_by: [a, a]}\nreceivers: [{name: a}]\n',
      'duplicated label "a" in group_by',
    ],
    [`${route}receivers: [{name: a}, {name: a}]\n`, 'notification config name "a" is not unique'],
    [
      `${route}receivers: [{name: a, webhook_configs: [{url: "ftp://x"}]}]\n`,
      'invalid URL: unsupported scheme "ftp" for URL',
    ],
    [`${route}receivers: [{name: a, webhook_configs: [null]}]\n`, 'missing webhook config'],
    [
      `${route}receivers: [{name: a}]\ninhibit_rules: [{source_matchers: ["a=~("]}]\n`,
      'missing closing )',
    ],
    [
      `${route}receivers: [{name: a}]\ntime_intervals: [{name: x, time_intervals: [{times: [{start_time: "10:00", end_time: "09:00"}]}]}]\n`,
      'start time cannot be equal or greater than end time',
    ],
    ['a: &a [*a]\n', 'contains itself'],
  ])('%j', (text, message) => {
    expect(() => loadConfig(text)).toThrow(message)
  })

  it('names no secret', () => {
    const text = `${route}receivers: [{name: a, pagerduty_configs: [{routing_key: s3cret, service_key: s3cret, url: "http://x:s3cret@h:port"}]}]\n`
    expect(() => loadConfig(text)).toThrow(/^(?!.*routing_key: s3cret)/)
  })

  it('does not unfold aliases without end', () => {
    const levels = Array.from(
      { length: 9 },
      (_, at) =>
        `l${at + 1}: &l${at + 1} [${Array.from({ length: 10 }, () => `*l${at}`).join(', ')}]`,
    )
    expect(() => loadConfig(`l0: &l0 x\n${levels.join('\n')}\n`)).toThrow(/alias/i)
  })
})
