import { HTTP } from '../../settings/http.ts'
import { DURATION, URL_VALUE } from '../../settings/values.ts'
import {
  ANY,
  BOOL,
  type Infer,
  list,
  mapOf,
  optional,
  type Schema,
  STRING,
} from '../../yaml/schema.ts'
import { struct } from '../../yaml/struct.ts'
import { type ReceiverSchema, refuse } from '../../integration/definition.ts'

const FIELD_STRUCT = struct({
  goType: 'jira.plain',
  fields: { template: STRING, enable_update: optional(BOOL) },
})

type JiraField = Infer<typeof FIELD_STRUCT>

/** A template alone, or with whether it is written again on updates; what is left out keeps its default. */
function field(template: string): Schema<JiraField> {
  return {
    ...FIELD_STRUCT,
    read: (node, problems) => {
      if (node.kind === 'scalar') return { template: node.text, enable_update: undefined }
      const read = FIELD_STRUCT.read(node, problems)
      const isGiven =
        node.kind === 'mapping' &&
        node.entries.some(([key]) => key.kind === 'scalar' && key.text === 'template')
      return read === undefined || isGiven ? read : { ...read, template }
    },
  }
}

const SUMMARY = '{{ template "jira.default.summary" . }}'
const DESCRIPTION = '{{ template "jira.default.description" . }}'

const JIRA = struct({
  goType: 'jira.plain',
  fields: {
    send_resolved: BOOL,
    http_config: optional(HTTP),
    api_url: URL_VALUE,
    api_type: STRING,
    project: STRING,
    summary: field(SUMMARY),
    description: field(DESCRIPTION),
    labels: list(STRING),
    priority: STRING,
    issue_type: STRING,
    reopen_transition: STRING,
    resolve_transition: STRING,
    wont_fix_resolution: STRING,
    reopen_duration: DURATION,
    fields: mapOf(ANY),
  },
  defaults: {
    send_resolved: true,
    api_type: 'auto',
    summary: { template: SUMMARY, enable_update: undefined },
    description: { template: DESCRIPTION, enable_update: undefined },
    priority: '{{ template "jira.default.priority" . }}',
  },
  check: (config) => {
    if (config.project === '') refuse('missing project in jira_config')
    if (config.issue_type === '') refuse('missing issue_type in jira_config')
    if (!['auto', 'cloud', 'datacenter'].includes(config.api_type))
      refuse('unknown api_type on jira_config, must be auto, cloud or datacenter')
    return undefined
  },
})

export type JiraConfig = Infer<typeof JIRA>

export const jiraSchema: ReceiverSchema<JiraConfig> = {
  key: 'jira_configs',
  goType: '*jira.JiraConfig',
  schema: JIRA,
  missing: 'missing jira config',
  complete: (config, global) => ({
    ...config,
    http_config: config.http_config ?? global.http_config,
    api_url: config.api_url ?? global.jira_api_url ?? refuse('no global Jira Cloud URL set'),
  }),
}
