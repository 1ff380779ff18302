import { HTTP } from '../../settings/http.ts'
import { GO_DURATION, URL_VALUE } from '../../settings/values.ts'
import { BOOL, type Infer, integer, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { atMostOne, type ReceiverSchema, refuse } from '../../integration/definition.ts'

const INCIDENTIO = struct({
  goType: 'incidentio.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    url: URL_VALUE,
    url_file: STRING,
    alert_source_token: SECRET,
    alert_source_token_file: STRING,
    max_alerts: integer('uint64'),
    timeout: GO_DURATION,
  },
  defaults: { send_resolved: true },
  check: (config) => {
    const { url, url_file, alert_source_token: token, alert_source_token_file: file } = config
    if (url === undefined && url_file === '') refuse('one of url or url_file must be configured')
    atMostOne('url & url_file', url !== undefined, url_file !== '')
    atMostOne('alert_source_token & alert_source_token_file', token !== '', file !== '')
    const hasToken = token !== '' || file !== ''
    const http = config.http_config
    if (http?.authorization !== undefined && hasToken)
      refuse(
        'cannot specify alert_source_token or alert_source_token_file when using http_config.authorization',
      )
    if (http !== undefined && http.authorization === undefined && !hasToken)
      refuse(
        'at least one of alert_source_token, alert_source_token_file or http_config.authorization must be configured',
      )
    return undefined
  },
})

export type IncidentioConfig = Infer<typeof INCIDENTIO>

export const incidentioSchema: ReceiverSchema<IncidentioConfig> = {
  key: 'incidentio_configs',
  goType: '*incidentio.IncidentioConfig',
  schema: INCIDENTIO,
  missing: 'missing incidentio config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
  }),
}
