import { fromMilliseconds } from '@unloop/gotemplate'
import { expect, test } from 'vitest'
import { loadConfig } from '../packages/alerting/src/config/config.ts'
import type { HttpRequest } from '../packages/alerting/src/integration/http-client.ts'
import { integrationsOf } from '../packages/alerting/src/receivers/integrations.ts'
import { templateData } from '../packages/alerting/src/template/data.ts'
import { TemplateEngine } from '../packages/alerting/src/template/engine.ts'
import { SECRET_SHAPES } from '../packages/engine/src/testing/secret-shapes.ts'
import { leaks } from './secrets/leaks.ts'

/** Every integration of an `alertmanager.yml`, each with templates that show all that an alert holds. */
const CONFIG = `
global: { smtp_smarthost: 'mail.example:25', smtp_from: a@b.example, smtp_require_tls: false }
route: { receiver: all, group_by: [alertname] }
receivers:
  - name: all
    slack_configs: [{ api_url: 'http://slack.example/x', text: '{{ . | toJson }}' }]
    discord_configs: [{ webhook_url: 'http://discord.example/x' }]
    email_configs: [{ to: c@d.example, html: '{{ . | toJson }}' }]
    jira_configs: [{ api_url: 'http://jira.example', project: A, issue_type: Bug, description: '{{ . | toJson }}' }]
    mattermost_configs: [{ webhook_url: 'http://mattermost.example/x' }]
    msteams_configs: [{ webhook_url: 'http://teams.example/x' }]
    msteamsv2_configs: [{ webhook_url: 'http://teams2.example/x' }]
    opsgenie_configs: [{ api_key: a, api_url: 'http://opsgenie.example/', description: '{{ . | toJson }}' }]
    pagerduty_configs: [{ routing_key: a, url: 'http://pagerduty.example/' }]
    pushover_configs: [{ user_key: a, token: b }]
    rocketchat_configs: [{ token: a, token_id: b, api_url: 'http://rocket.example' }]
    sns_configs: [{ api_url: 'http://sns.example', sigv4: { region: eu, access_key: a, secret_key: b }, topic_arn: 'arn:aws:sns:eu:1:x', message: '{{ . | toJson }}' }]
    telegram_configs: [{ bot_token: a, chat_id: 1, api_url: 'http://telegram.example' }]
    victorops_configs: [{ api_key: a, api_url: 'http://victorops.example/', routing_key: b }]
    webex_configs: [{ room_id: a, http_config: { authorization: { credentials: b } } }]
    webhook_configs: [{ url: 'http://hook.example/x' }]
    wechat_configs: [{ api_url: 'http://wechat.example/', corp_id: a, api_secret: b, to_user: c, message: '{{ . | toJson }}' }]
    incidentio_configs: [{ url: 'http://incident.example/x', alert_source_token: a }]
`

/** What any of the receivers answers that takes a message. */
const TAKEN = JSON.stringify({
  access_token: 'x',
  errcode: 0,
  ok: true,
  success: true,
  issues: [],
  key: 'A-1',
})

test('no secret is in what any receiver is sent', { timeout: 300_000 }, async () => {
  const [receiver] = loadConfig(CONFIG).receivers
  const sent: string[] = []
  const kit = {
    templates: new TemplateEngine([], () => fromMilliseconds(0)),
    http: () => ({
      send: (request: HttpRequest) => {
        sent.push(`${request.url}\n${request.body ?? ''}`)
        return Promise.resolve({ status: 200, headers: {}, body: TAKEN })
      },
    }),
    mail: (_server: unknown, { raw }: { raw: string }) => {
      sent.push(raw.replace(/=\r?\n/g, ''))
      return Promise.resolve()
    },
    readFile: () => Promise.resolve(''),
    now: () => 0,
    hostname: 'here',
    random: () => 0.5,
    showsCrashes: true,
  }
  const integrations = receiver === undefined ? [] : integrationsOf(receiver, kit)
  expect(integrations.length).toBe(18)
  for (const [index, shape] of SECRET_SHAPES.entries()) {
    const { text } = shape
    const labels = { alertname: 'Down', pod: 'web-0', note: text }
    const annotations = { summary: text, description: `panic: ${text}`, unloop_line: text }
    const data = templateData({
      receiver: 'all',
      groupLabels: labels,
      routeLabels: labels,
      notificationReason: 'first notification',
      externalURL: 'http://am',
      alerts: [
        {
          status: 'firing',
          labels,
          annotations,
          startsAt: fromMilliseconds(0),
          endsAt: fromMilliseconds(1),
          generatorURL: `http://prometheus/graph?g0.expr=${encodeURIComponent(text)}`,
          fingerprint: '0123456789abcdef',
        },
      ],
    })
    for (const integration of integrations) {
      // Each has its turn with some of the shapes, and the first one with all.
      if (index % 6 !== integration.index % 6 && integration !== integrations[0]) continue
      sent.length = 0
      const signal = AbortSignal.timeout(30_000)
      await integration.notify({ groupKey: 'all', store: {}, signal, data }).catch(String)
      expect(leaks(sent.join('\n'), [shape]), integration.name).toEqual([])
    }
  }
})
