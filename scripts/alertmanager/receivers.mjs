/** A configuration with every receiver, each of which posts to the catcher under its own name. */
export function configuration({ url, smtp, state }) {
  const http = (name) => `${url}/${name}`
  const secure = `{proxy_url: "${url}", tls_config: {insecure_skip_verify: true}}`
  const receivers = {
    webhook: [`url: ${http('webhook')}`],
    'webhook-max': [`url: ${http('webhook-max')}?{{ .Status }}`, 'max_alerts: 1'],
    'webhook-payload': [
      `url: ${http('webhook-payload')}`,
      `payload: {text: "{{ .CommonLabels.alertname }} <&>", n: "{{ len .Alerts }}", fixed: 5, list: ["{{ .Status }}", 1.5], nested: {"k{{ .Status }}": "a: {{ .Status }}"}, raw: "{{ .Alerts | toJson }}", none: null}`,
    ],
    slack: [`api_url: ${http('slack')}`, 'channel: "#alerts"', 'send_resolved: true'],
    'slack-full': [
      `api_url: ${http('slack-full')}`,
      'channel: "#{{ .GroupLabels.alertname }}"',
      'send_resolved: true',
      `title: '[{{ .Status | toUpper }}] {{ .GroupLabels.alertname }}'`,
      `text: '{{ range .Alerts }}{{ .Annotations.description }}\\n{{ end }}'`,
      'pretext: "<&> é"',
      'message_text: hi',
      'link_names: true',
      'short_fields: true',
      'fields: [{title: a, value: "{{ .Receiver }}"}, {title: b, value: c, short: false}]',
      'actions: [{type: button, text: go, url: "{{ .ExternalURL }}"}, {type: button, text: t, name: n, value: v, style: danger, confirm: {text: sure, ok_text: yes!}}]',
      'image_url: http://i/x.png',
      'thumb_url: http://i/t.png',
      'mrkdwn_in: [text]',
      'icon_emoji: ":fire:"',
    ],
    pagerduty: ['routing_key: key', `url: ${http('pagerduty')}`],
    'pagerduty-full': [
      'routing_key: key',
      `url: ${http('pagerduty-full')}`,
      'severity: "{{ .CommonLabels.severity }}"',
      'class: c',
      'component: k',
      'group: g',
      'client: me',
      'source: src',
      'details: {plain: "{{ .Status }}", number: "{{ len .Alerts }}", tree: {a: ["{{ .Receiver }}", true]}}',
      'images: [{src: "http://i", alt: a, href: "http://h"}, {src: "", alt: x}]',
      'links: [{href: "http://l", text: t}]',
    ],
    'pagerduty-v1': ['service_key: key', `http_config: ${secure}`],
    opsgenie: ['api_key: key', `api_url: ${http('opsgenie')}`],
    'opsgenie-full': [
      'api_key: key',
      `api_url: ${http('opsgenie-full')}/`,
      'priority: P1',
      'tags: "a,,b,{{ .Status }}"',
      'note: n',
      'entity: e',
      'actions: "x,y"',
      'details: {own: "{{ .Receiver }}"}',
      'responders: [{name: "a,b", type: teams}, {username: u, type: user}, {id: "1", type: escalation}]',
      'update_alerts: true',
    ],
    discord: [
      `webhook_url: ${http('discord')}`,
      'content: "hi {{ .Status }}"',
      'username: bot',
      'avatar_url: http://a',
    ],
    msteams: [`webhook_url: ${http('msteams')}`],
    msteamsv2: [`webhook_url: ${http('msteamsv2')}`],
    telegram: [
      `api_url: ${http('telegram')}`,
      'bot_token: token',
      'chat_id: -42',
      'message_thread_id: 7',
      'disable_notifications: true',
    ],
    'telegram-markdown': [
      `api_url: ${http('telegram-markdown')}`,
      'bot_token: token',
      'chat_id: 42',
      'parse_mode: MarkdownV2',
    ],
    victorops: [
      'api_key: key',
      `api_url: ${http('victorops')}/`,
      'routing_key: team',
      'custom_fields: {own: "{{ .Status }}"}',
    ],
    pushover: [
      'user_key: user',
      'token: token',
      `http_config: ${secure}`,
      'ttl: 1h',
      'device: d',
      'sound: s',
    ],
    'pushover-html': [
      'user_key: user',
      'token: token-html',
      `http_config: ${secure}`,
      'html: true',
      'message: "<b>{{ .CommonAnnotations.summary }}</b>"',
    ],
    wechat: [
      `api_url: ${http('wechat')}/`,
      'api_secret: s',
      'corp_id: c',
      'send_resolved: true',
      'to_user: u',
      'agent_id: "1"',
    ],
    'wechat-markdown': [
      `api_url: ${http('wechat-markdown')}/`,
      'api_secret: s',
      'corp_id: c',
      'send_resolved: true',
      'message_type: markdown',
    ],
    webex: [
      `api_url: ${http('webex')}`,
      'room_id: room',
      'http_config: {authorization: {credentials: x}}',
    ],
    rocketchat: [
      `api_url: ${http('rocketchat')}`,
      'token: t',
      'token_id: i',
      'channel: "#x"',
      'send_resolved: true',
      'fields: [{title: a, value: b}]',
      'actions: [{type: button, text: go, url: http://u}]',
    ],
    sns: [
      `api_url: ${http('sns')}`,
      'sigv4: {region: eu-west-1, access_key: a, secret_key: b}',
      'topic_arn: "arn:aws:sns:eu-west-1:1:topic.fifo"',
      'attributes: {severity: "{{ .CommonLabels.severity }}"}',
    ],
    jira: [
      `api_url: ${http('jira')}/rest/api/2`,
      'project: OPS',
      'issue_type: Bug',
      'labels: ["b-{{ .Status }}", a]',
      'fields: {customfield_1: {value: "{{ .Receiver }}"}}',
    ],
    'jira-open': [
      `api_url: ${http('jira-open')}/rest/api/2`,
      'project: OPS',
      'issue_type: Bug',
      'resolve_transition: Close',
      'reopen_transition: Open',
      'reopen_duration: 1h',
      'summary: {enable_update: false}',
    ],
    mattermost: [
      `webhook_url: ${http('mattermost')}`,
      'channel: c',
      'fields: [{title: a, value: b, short: true}]',
      'props: {card: "x {{ .Status }}"}',
      'priority: {priority: Urgent, requested_ack: true}',
    ],
    'mattermost-attachments': [
      `webhook_url: ${http('mattermost-attachments')}`,
      'attachments: [{text: "{{ .Status }}", title: t}, {text: u}]',
    ],
    incidentio: [`url: ${http('incidentio')}`, 'alert_source_token: token', 'http_config: {}'],
    email: [
      `smarthost: ${smtp}`,
      'from: "AM <am@example.com>"',
      'to: "a@example.com, B <b@example.com>"',
      'require_tls: false',
      'send_resolved: true',
      'hello: localhost',
      'headers: {X-Test: "ü {{ .Status }} a long line that must be broken into words of at most seventy-five characters, äöü"}',
      `text: 'plain = {{ .Status }} é {{ range .Alerts }}{{ .Labels.instance }} {{ end }}'`,
      'threading: {enabled: true, thread_by_date: none}',
    ],
  }
  const known = Object.entries(receivers).filter(([name]) => state.has(name.split('-')[0]))
  const lines = [
    'route:',
    '  receiver: webhook',
    '  group_by: [alertname, cluster]',
    '  group_wait: 3s',
    '  group_interval: 3s',
    '  repeat_interval: 1h',
    '  labels: {team: "{{ .GroupLabels.alertname }}-x"}',
    '  routes:',
  ]
  for (const [name] of known)
    lines.push(`    - {receiver: ${name}, continue: true, matchers: ['severity=~".+"']}`)
  lines.push('receivers:')
  for (const [name, settings] of known) {
    lines.push(`  - name: ${name}`, `    ${name.split('-')[0]}_configs:`)
    settings.forEach((setting, index) => lines.push(`      ${index === 0 ? '- ' : '  '}${setting}`))
  }
  return { text: `${lines.join('\n')}\n`, names: known.map(([name]) => name) }
}

/** The receivers that version 0.34 has. */
export const ALL = new Set(
  'webhook slack pagerduty opsgenie discord msteams msteamsv2 telegram victorops pushover wechat webex rocketchat sns jira mattermost incidentio email'.split(
    ' ',
  ),
)
