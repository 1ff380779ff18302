import { HTTP } from '../../settings/http.ts'
import { BOOL, type Infer, mapOf, optional, SECRET, STRING } from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { type ReceiverSchema, refuse } from '../../integration/definition.ts'

const SIGV4 = struct({
  goType: 'sigv4.plain',
  fields: {
    region: STRING,
    access_key: STRING,
    secret_key: SECRET,
    profile: STRING,
    role_arn: STRING,
    external_id: STRING,
    use_fips_sts_endpoint: BOOL,
    service_name: STRING,
  },
  check: (config) => {
    if ((config.access_key === '') !== (config.secret_key === ''))
      refuse(
        'must provide a AWS SigV4 Access key and Secret Key if credentials are specified in the SigV4 config',
      )
    if (config.external_id !== '' && config.role_arn === '')
      refuse('external_id can only be used with role_arn')
    return undefined
  },
})

const SNS = struct({
  goType: 'config.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: STRING,
    sigv4: SIGV4,
    topic_arn: STRING,
    phone_number: STRING,
    target_arn: STRING,
    subject: STRING,
    message: STRING,
    attributes: mapOf(STRING),
    use_aws_http_client: BOOL,
  },
  defaults: {
    send_resolved: true,
    subject: '{{ template "sns.default.subject" . }}',
    message: '{{ template "sns.default.message" . }}',
  },
  check: (config) => {
    const isOdd = (config.target_arn === '') !== (config.topic_arn === '')
    if (isOdd !== (config.phone_number === ''))
      refuse('must provide either a Target ARN, Topic ARN, or Phone Number for SNS config')
    return undefined
  },
})

export type SnsConfig = Infer<typeof SNS>

export const snsSchema: ReceiverSchema<SnsConfig> = {
  key: 'sns_configs',
  goType: '*config.SNSConfig',
  schema: SNS,
  missing: 'missing sns config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
  }),
}
