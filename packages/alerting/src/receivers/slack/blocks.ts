import type { TemplateAlert, TemplateData } from '../../template/data.ts'

/** Slack takes at most 50 blocks; more alerts than these are counted. */
const MAX_ALERTS = 8
const MAX_TEXT = 2900

/** A message in Slack's Block Kit about crashes, with buttons that open the page; undefined if nothing is known of them. */
export function crashBlocks(
  data: TemplateData,
  title: string,
): { readonly color: string; readonly blocks: readonly object[] } | undefined {
  const known = data.alerts.filter(({ annotations }) => annotations['unloop_title'] !== undefined)
  if (known.length === 0 || known.length < data.alerts.length) return undefined
  const firing = known.filter(({ status }) => status === 'firing')
  const shown = causes(firing.length > 0 ? firing : known)
  const more = shown.length - MAX_ALERTS
  return {
    color: firing.length > 0 ? 'danger' : 'good',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: title.slice(0, 150) } },
      ...shown.slice(0, MAX_ALERTS).flatMap(section),
      ...(more > 0 ? [context(`and ${more} more`)] : []),
    ],
  }
}

/** One alert for each cause and workload: several can be fired by one crash. */
function causes(alerts: readonly TemplateAlert[]): readonly TemplateAlert[] {
  const first = new Map<string, TemplateAlert>()
  for (const one of alerts) {
    const { namespace, workload, pod, container } = one.labels
    const place = workload ?? pod
    const key = JSON.stringify([namespace, place, container, one.annotations['unloop_title']])
    if (!first.has(key)) first.set(key, one)
  }
  return [...first.values()]
}

function section({ labels, annotations }: TemplateAlert): readonly object[] {
  const { namespace = '', workload, pod, container } = labels
  const who = `${namespace}/${workload ?? pod ?? ''}${container === undefined ? '' : ` (${container})`}`
  const lines = [
    `*${escaped(who)}*: ${escaped(annotations['unloop_title'] ?? '')}${suffix(annotations['unloop_confidence'])}`,
    ...fenced(annotations['unloop_excerpt']),
    ...labelled('Changed', annotations['unloop_changed']),
    ...labelled('Next', annotations['unloop_next']),
  ]
  const text = { type: 'mrkdwn', text: lines.join('\n').slice(0, MAX_TEXT) }
  return [{ type: 'section', text }, ...buttons(annotations)]
}

function suffix(confidence: string | undefined): string {
  return confidence === undefined ? '' : ` (${escaped(confidence)} sure)`
}

/** A fence within the text would end it. */
function fenced(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`\`\`\`${escaped(text.replaceAll('```', "'''"))}\`\`\``]
}

function labelled(label: string, text: string | undefined): readonly string[] {
  return text === undefined ? [] : [`*${label}:* ${escaped(text)}`]
}

function buttons(annotations: TemplateAlert['annotations']): readonly object[] {
  const links = [
    ['Open the incident', annotations['unloop_url']],
    ['Runbook', annotations['runbook_url']],
  ] as const
  const elements = links.flatMap(([text, url]) =>
    url !== undefined && /^https?:\/\//.test(url)
      ? [{ type: 'button', text: { type: 'plain_text', text }, url: url.slice(0, 3000) }]
      : [],
  )
  return elements.length === 0 ? [] : [{ type: 'actions', elements }]
}

function context(text: string): object {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] }
}

/** What Slack reads as markup (https://docs.slack.dev/messaging/formatting-message-text). */
function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
