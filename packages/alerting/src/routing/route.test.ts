import { describe, expect, it } from 'vitest'
import { fingerprint } from '../alerts/fingerprint.ts'
import { loadConfig } from '../config/config.ts'
import { buildRoute, groupKey, groupLabels, matchRoutes } from './route.ts'

const { route } = loadConfig(`
route:
  receiver: root
  group_by: [alertname]
  routes:
    - matchers: [owner=~"a|b", env!=prod]
      receiver: ab
      group_by: [...]
      continue: true
    - match_re: {service: "^(foo|bar)$"}
      match: {z: "1"}
      receiver: re
      mute_time_intervals: [x]
      routes:
        - {receiver: deep, matchers: ['"sp ace"="x\\"y"']}
        - {matchers: [deep="2"]}
time_intervals: [{name: x}]
receivers: [{name: root}, {name: ab}, {name: re}, {name: deep}]
`)
const tree = buildRoute(route)
const receivers = (labels: Record<string, string>): readonly string[] =>
  matchRoutes(tree, labels).map(({ receiver }) => receiver)

describe('the routing tree', () => {
  it('goes depth first, takes the first match, and the parent where no child matches', () => {
    expect(receivers({})).toEqual(['root'])
    expect(receivers({ owner: 'a' })).toEqual(['ab'])
    expect(receivers({ owner: 'a', env: 'prod' })).toEqual(['root'])
    expect(receivers({ owner: 'b', service: 'foo', z: '1' })).toEqual(['ab', 're'])
    expect(receivers({ service: 'foo', z: '1', deep: '2' })).toEqual(['re'])
    expect(receivers({ service: 'foo', z: '1', 'sp ace': 'x"y' })).toEqual(['deep'])
  })

  it('inherits all but time intervals', () => {
    const deep = matchRoutes(tree, { service: 'foo', z: '1', deep: '2' })[0]
    expect(deep).toMatchObject({ receiver: 're', muteTimeIntervals: [], groupWaitMs: 30_000 })
  })

  it('makes upstream’s group keys', () => {
    const labels = { service: 'foo', z: '1', 'sp ace': 'x"y', alertname: 'A "b"' }
    const [deep] = matchRoutes(tree, labels)
    if (deep === undefined) throw new Error('no route')
    expect(groupKey(deep, groupLabels(deep, labels))).toBe(
      '{}/{service=~"^(?:^(foo|bar)$)$",z="1"}/{"sp ace"="x\\"y"}:{alertname="A \\"b\\""}',
    )
  })
})

describe('fingerprints', () => {
  it('are Prometheus’', () => {
    expect(fingerprint({})).toBe('cbf29ce484222325')
    expect(
      fingerprint({
        alertname: 'HighCPU',
        cluster: 'eu "west"',
        instance: 'a:9100',
        job: 'node',
        severity: 'critical',
      }),
    ).toBe('bbde73957a7c89d0')
  })
})
