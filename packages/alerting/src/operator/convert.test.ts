import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { loadConfig } from '../config/config.ts'
import { convertConfigs, convertRules } from './convert.ts'

const yaml = (text: string): Record<string, unknown> => parse(text) as Record<string, unknown>

describe('rules of operators', () => {
  const object = (kind: string, name: string, groups: string) =>
    `{apiVersion: x/v1, kind: ${kind}, metadata: {name: ${name}, namespace: ns}, spec: {groups: ${groups}}}`

  it('become one file, with names that differ', () => {
    const rules = `[{name: g, rules: [{record: r, expr: up}]}]`
    const list = `{apiVersion: v1, kind: List, items: [${object('PrometheusRule', 'a', rules)}]}`
    const { text, objects } = convertRules([list, object('PrometheusRule', 'b', rules)])
    expect(objects).toBe(2)
    expect(yaml(text)).toEqual({
      groups: [
        { name: 'ns/a/g', rules: [{ record: 'r', expr: 'up' }] },
        { name: 'ns/b/g', rules: [{ record: 'r', expr: 'up' }] },
      ],
    })
  })

  it('of VictoriaMetrics lose what Prometheus does not know, and say so', () => {
    const groups = `[{name: g, concurrency: 2, eval_delay: 30s, tenant: '1', rules: [{alert: A, expr: up, debug: true}]}, {name: logs, type: vlogs, rules: []}]`
    const { text, notes } = convertRules([object('VMRule', 'v', groups)])
    expect(yaml(text)).toEqual({
      groups: [{ name: 'g', query_offset: '30s', rules: [{ alert: 'A', expr: 'up' }] }],
    })
    expect(notes).toEqual([
      'ns/v: group "g": tenant is left out',
      'ns/v: group "logs" is left out: its rules are of type vlogs',
    ])
  })
})

describe('configurations of operators', () => {
  it('see alerts of their namespace alone, and refer to Secrets by files', () => {
    const { text, notes } = convertConfigs(
      [
        `
apiVersion: monitoring.coreos.com/v1alpha1
kind: AlertmanagerConfig
metadata: {name: team, namespace: shop}
spec:
  route:
    receiver: chat
    groupBy: [job]
    groupWait: 10s
    muteTimeIntervals: [night]
    routes:
      - receiver: pager
        matchers: [{name: severity, value: page, matchType: '='}]
  receivers:
    - name: chat
      slackConfigs: [{apiURL: {name: slack, key: url}, channel: '#a', sendResolved: true}]
      discordConfigs: [{apiURL: {name: d, key: url}}]
    - name: pager
      pagerdutyConfigs:
        - routingKey: {name: pd, key: key}
          details: [{key: a, value: b}]
          httpConfig: {authorization: {credentials: {name: c, key: t}}, tlsConfig: {ca: {configMap: {name: m, key: ca.crt}}, insecureSkipVerify: true}}
  inhibitRules: [{sourceMatch: [{name: a, value: b}], targetMatch: [{name: c, value: 'd.*', matchType: '=~'}], equal: [x]}]
  muteTimeIntervals: [{name: night, timeIntervals: [{times: [{startTime: '00:00', endTime: '06:00'}], daysOfMonth: [{start: 1, end: 5}]}]}]
`,
      ],
      {},
    )
    expect(notes).toEqual([])
    const config = loadConfig(text)
    expect(config.receivers.map(({ name }) => name)).toEqual([
      'null',
      'shop/team/chat',
      'shop/team/pager',
    ])
    expect(yaml(text)).toMatchObject({
      route: {
        receiver: 'null',
        routes: [
          {
            receiver: 'shop/team/chat',
            group_by: ['job'],
            group_wait: '10s',
            matchers: ['namespace="shop"'],
            continue: true,
            mute_time_intervals: ['shop/team/night'],
            routes: [{ receiver: 'shop/team/pager', matchers: ['severity="page"'] }],
          },
        ],
      },
      receivers: [
        { name: 'null' },
        {
          slack_configs: [
            {
              api_url_file: '/etc/alertmanager/secrets/slack/url',
              channel: '#a',
              send_resolved: true,
            },
          ],
          discord_configs: [{ webhook_url_file: '/etc/alertmanager/secrets/d/url' }],
        },
        {
          pagerduty_configs: [
            {
              routing_key_file: '/etc/alertmanager/secrets/pd/key',
              details: { a: 'b' },
              http_config: {
                authorization: { credentials_file: '/etc/alertmanager/secrets/c/t' },
                tls_config: {
                  ca_file: '/etc/alertmanager/configmaps/m/ca.crt',
                  insecure_skip_verify: true,
                },
              },
            },
          ],
        },
      ],
      inhibit_rules: [
        {
          source_matchers: ['namespace="shop"', 'a="b"'],
          target_matchers: ['namespace="shop"', 'c=~"d.*"'],
          equal: ['x'],
        },
      ],
      time_intervals: [
        {
          name: 'shop/team/night',
          time_intervals: [
            { times: [{ start_time: '00:00', end_time: '06:00' }], days_of_month: ['1:5'] },
          ],
        },
      ],
    })
  })

  it('of VictoriaMetrics are added to a base', () => {
    const base = yaml(
      '{route: {receiver: root, routes: [{receiver: root}]}, receivers: [{name: root}]}',
    )
    const { text } = convertConfigs(
      [
        `{kind: VMAlertmanagerConfig, apiVersion: v, metadata: {name: t, namespace: n}, spec: {route: {receiver: w, matchers: ['a="b"']}, receivers: [{name: w, webhook_configs: [{url_secret: {name: s, key: k}}]}]}}`,
      ],
      base,
    )
    loadConfig(text)
    expect(yaml(text)).toMatchObject({
      route: {
        receiver: 'root',
        routes: [{ receiver: 'n-t-w', matchers: ['namespace="n"', 'a="b"'] }, { receiver: 'root' }],
      },
      receivers: [
        { name: 'root' },
        { name: 'n-t-w', webhook_configs: [{ url_file: '/etc/alertmanager/secrets/s/k' }] },
      ],
    })
  })
})
