import { HTTP } from '../../settings/http.ts'
import { GO_DURATION, URL_VALUE } from '../../settings/values.ts'
import { ANY, BOOL, type Infer, list, mapOf, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const LINK = struct({ goType: 'pagerduty.PagerdutyLink', fields: { href: STRING, text: STRING } })
const IMAGE = struct({
  goType: 'pagerduty.PagerdutyImage',
  fields: { src: STRING, alt: STRING, href: STRING },
})

const DEFAULT_DETAILS: Readonly<Record<string, unknown>> = {
  firing: '{{ .Alerts.Firing | toJson }}',
  resolved: '{{ .Alerts.Resolved | toJson }}',
  num_firing: '{{ .Alerts.Firing | len }}',
  num_resolved: '{{ .Alerts.Resolved | len }}',
}

const PAGERDUTY = struct({
  goType: 'pagerduty.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    service_key: SECRET,
    service_key_file: STRING,
    routing_key: SECRET,
    routing_key_file: STRING,
    url: URL_VALUE,
    client: STRING,
    client_url: STRING,
    description: STRING,
    details: mapOf(ANY),
    images: list(IMAGE),
    links: list(LINK),
    source: STRING,
    severity: STRING,
    class: STRING,
    component: STRING,
    group: STRING,
    timeout: GO_DURATION,
  },
  defaults: {
    send_resolved: true,
    description: '{{ template "pagerduty.default.description" .}}',
    client: '{{ template "pagerduty.default.client" . }}',
    client_url: '{{ template "pagerduty.default.clientURL" . }}',
  },
  check: (config) => {
    const { routing_key, routing_key_file, service_key, service_key_file } = config
    if ([routing_key, service_key, routing_key_file, service_key_file].every((key) => key === ''))
      refuse('missing service or routing key in PagerDuty config')
    atMostOne('routing_key & routing_key_file', routing_key !== '', routing_key_file !== '')
    atMostOne('service_key & service_key_file', service_key !== '', service_key_file !== '')
    return {
      source: config.source === '' ? config.client : config.source,
      details: { ...DEFAULT_DETAILS, ...config.details },
    }
  },
})

export type PagerdutyConfig = Infer<typeof PAGERDUTY>

export const pagerdutySchema: ReceiverSchema<PagerdutyConfig> = {
  key: 'pagerduty_configs',
  goType: '*pagerduty.PagerdutyConfig',
  schema: PAGERDUTY,
  missing: 'missing pagerduty config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
    url: config.url ?? global.pagerduty_url ?? refuse('no global PagerDuty URL set'),
  }),
}
