import { ConfigError } from '../yaml/document.ts'
import {
  BOOL,
  FLOAT,
  integer,
  list,
  optional,
  refined,
  type Schema,
  STRING,
} from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { HEADERS, HTTP, TLS } from '../settings/http.ts'
import { DURATION, URL_VALUE } from '../settings/values.ts'

/** Sections that are checked as upstream checks them, and used by nothing here. */

/** @throws {ConfigError} */
function refuse(message: string): never {
  throw new ConfigError(message)
}

const CLIENT_TYPE: Schema<string> = refined(
  STRING,
  () => '',
  (value) =>
    value === 'http' || value === 'grpc'
      ? value
      : refuse(`expected tracing client type to be to be http or grpc, but got ${value}`),
)

/** Checked as upstream does, and used by nothing. */
export const TRACING = struct({
  goType: 'tracing.plain',
  fields: {
    client_type: CLIENT_TYPE,
    endpoint: STRING,
    sampling_fraction: FLOAT,
    insecure: BOOL,
    tls_config: optional(TLS),
    headers: optional(HEADERS),
    compression: STRING,
    timeout: DURATION,
  },
  defaults: { client_type: 'grpc' },
  check: ({ endpoint, compression }) => {
    if (endpoint === '') refuse('tracing endpoint must be set')
    if (compression !== '' && compression !== 'gzip')
      refuse(`invalid compression type ${compression} provided, valid options: gzip`)
    return undefined
  },
})

const FILE_OUTPUT = struct({
  goType: 'eventrecorder.plain',
  fields: { path: STRING },
  check: ({ path }) => {
    if (path === '') refuse('event_recorder file output requires a path')
    return undefined
  },
})

const WEBHOOK_OUTPUT = struct({
  goType: 'eventrecorder.plain',
  fields: {
    url: URL_VALUE,
    http_config: optional(HTTP),
    timeout: DURATION,
    workers: integer('int'),
    max_retries: integer('int'),
    retry_backoff: DURATION,
    queue_size: integer('int'),
    buffer_size: integer('int'),
  },
})

const KAFKA_OUTPUT = struct({
  goType: 'eventrecorder.plain',
  fields: {
    brokers: list(STRING),
    topic: STRING,
    client_id: STRING,
    format: STRING,
    acks: STRING,
    compression: STRING,
    buffer_size: integer('int'),
    tls_config: optional(TLS),
  },
  check: ({ topic }) => {
    if (topic === '') refuse('event_recorder kafka output requires a topic')
    return undefined
  },
})

const STDOUT_OUTPUT = struct({ goType: 'eventrecorder.StdoutOutputConfig', fields: {} })

/** Checked as upstream does, and used by nothing. */
export const EVENT_RECORDER = struct({
  goType: 'eventrecorder.Config',
  fields: {
    file_outputs: list(FILE_OUTPUT),
    webhook_outputs: list(WEBHOOK_OUTPUT),
    kafka_outputs: list(KAFKA_OUTPUT),
    stdout_outputs: list(STDOUT_OUTPUT),
  },
})
