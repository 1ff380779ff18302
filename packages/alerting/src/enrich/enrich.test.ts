import { fromMilliseconds, ZERO_MOMENT } from '@unloop/gotemplate'
import { describe, expect, it } from 'vitest'
import { alert } from '../alerts/alert.ts'
import { Alertmanager } from '../alertmanager.ts'
import { loadConfig } from '../config/config.ts'
import { memoryState } from '../state/state.ts'
import { ManualClock } from '../testing/manual-clock.ts'
import { type CrashFacts, enricher } from './enricher.ts'
import { CRASH_TEMPLATES } from './templates.data.ts'

const facts: CrashFacts = {
  cluster: 'prod',
  namespace: 'shop',
  workload: 'web',
  container: 'app',
  pods: ['web-1', 'web-2'],
  annotations: {
    unloop_cause: 'oom-killed',
    unloop_title: 'The kernel killed it at its memory limit',
    unloop_confidence: '93 %',
    unloop_excerpt: 'OOMKilled <exit 137>',
    unloop_changed: 'memory limit 256Mi → 64Mi',
    unloop_next: 'kubectl -n shop set resources deploy/web --limits memory=256Mi',
    unloop_url: 'http://unloop/i/abc',
  },
}
const enrich = enricher(() => [facts])

describe('alerts are joined with what is known', () => {
  it.each([
    [{ namespace: 'shop', pod: 'web-1' }, true],
    [{ namespace: 'shop', pod: 'web-1', container: 'app', cluster: 'prod' }, true],
    [{ namespace: 'shop', deployment: 'web' }, true],
    [{ namespace: 'shop', workload: 'web' }, true],
    [{ namespace: 'shop', pod: 'web-3' }, false],
    [{ namespace: 'other', pod: 'web-1' }, false],
    [{ namespace: 'shop', pod: 'web-1', container: 'sidecar' }, false],
    [{ namespace: 'shop', pod: 'web-1', cluster: 'staging' }, false],
    [{ namespace: 'shop' }, false],
    [{ alertname: 'Watchdog' }, false],
  ])('%j', (labels, isKnown) => {
    expect(Object.keys(enrich(labels as Record<string, string>)).length > 0).toBe(isKnown)
  })
})

const RECEIVERS = `
    slack_configs: [{api_url: "http://r/slack", channel: "#a"}]
    pagerduty_configs: [{routing_key: k, url: "http://r/pagerduty"}]
    opsgenie_configs: [{api_key: k, api_url: "http://r/opsgenie"}]
    discord_configs: [{webhook_url: "http://r/discord"}]
    msteamsv2_configs: [{webhook_url: "http://r/teams"}]
    webhook_configs: [{url: "http://r/webhook"}]
`
const configOf = (receivers: string): string =>
  `route: {receiver: all, group_wait: 1s}\nreceivers:\n  - name: all\n${receivers}`

/** What receivers are sent about an alert, by the last part of their address. */
async function sent(
  mode: 'off' | 'annotations' | 'templates',
  labels: Record<string, string>,
  receivers = RECEIVERS,
) {
  const clock = new ManualClock(Date.UTC(2026, 10, 30))
  const bodies: Record<string, string> = {}
  const manager = new Alertmanager({
    config: loadConfig(configOf(receivers)),
    templates: mode === 'templates' ? CRASH_TEMPLATES : [],
    clock,
    state: memoryState(),
    externalURL: 'http://am',
    newId: () => 'id',
    onError: (message) => expect.fail(message),
    ...(mode !== 'off' && { enrich }),
    kit: {
      mail: () => Promise.resolve(),
      hostname: 'h',
      random: () => 0.5,
      readFile: () => Promise.resolve(''),
      showsCrashes: mode === 'templates',
      http: () => ({
        send: ({ url, body = '' }) => {
          bodies[/r\/(\w+)/.exec(url)?.[1] ?? url] = body
          return Promise.resolve({ status: 200, headers: {}, body: 'ok' })
        },
      }),
    },
  })
  await manager.start()
  manager.store.put(
    alert({
      labels: { alertname: 'KubePodCrashLooping', ...labels },
      annotations: { summary: 'own', unloop_next: 'the user’s own' },
      startsAt: fromMilliseconds(clock.now()),
      endsAt: ZERO_MOMENT,
      generatorURL: 'http://g',
      updatedAt: clock.now(),
      isTimeout: false,
    }),
  )
  await clock.advance(2000)
  await manager.stop()
  return bodies
}

describe('messages', () => {
  const known = { namespace: 'shop', pod: 'web-1' }

  it('are upstream’s where nothing is to be added', async () => {
    const other = { ...known, pod: 'other' }
    expect(await sent('annotations', other)).toEqual(await sent('off', other))
    expect(JSON.stringify(await sent('off', known))).not.toContain('unloop_cause')
  })

  it('carry annotations, and the user’s own stay', async () => {
    const { webhook = '{}' } = await sent('annotations', known)
    const [one] = (JSON.parse(webhook) as { alerts: { annotations: object }[] }).alerts
    expect(one?.annotations).toEqual({
      ...facts.annotations,
      summary: 'own',
      unloop_next: 'the user’s own',
    })
  })

  it('tell the cause at every receiver', async () => {
    const bodies = await sent('templates', known)
    for (const [receiver, body] of Object.entries(bodies)) {
      expect(body, receiver).toContain('The kernel killed it at its memory limit')
      expect(body, receiver).toContain('memory limit 256Mi')
    }
    expect((JSON.parse(bodies['pagerduty'] ?? '{}') as { payload: object }).payload).toMatchObject({
      summary: '[FIRING:1] shop/web-1: The kernel killed it at its memory limit',
    })
  })

  it('have blocks and buttons at Slack, with its markup escaped', async () => {
    const { slack = '{}' } = await sent('templates', known)
    const [one] = (JSON.parse(slack) as { attachments: { blocks: unknown[]; color: string }[] })
      .attachments
    expect(one?.color).toBe('danger')
    expect(one?.blocks).toEqual([
      {
        type: 'header',
        text: {
          type: 'plain_text',
          text: '[FIRING:1] shop/web-1: The kernel killed it at its memory limit',
        },
      },
      {
        type: 'section',
        text: {
          type: 'mrkdwn',
          text: '*shop/web-1*: The kernel killed it at its memory limit (93 % sure)\n```OOMKilled &lt;exit 137&gt;```\n*Changed:* memory limit 256Mi → 64Mi\n*Next:* the user’s own',
        },
      },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            text: { type: 'plain_text', text: 'Open the incident' },
            url: 'http://unloop/i/abc',
          },
        ],
      },
    ])
  })

  it('leave a user’s own text, and alerts of which nothing is known, as upstream has them', async () => {
    const own = `
    slack_configs: [{api_url: "http://r/slack", text: "mine {{ .CommonLabels.pod }}"}]
`
    expect((await sent('templates', known, own))['slack']).toContain('"text":"mine web-1"')
    const other = { namespace: 'shop', pod: 'other' }
    expect(await sent('templates', other)).toEqual(await sent('off', other))
  })
})
