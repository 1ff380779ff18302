import { compileRe2, parseDuration } from '@unloop/promql'
import { z } from 'zod'
import { RELABEL_ACTIONS, type RelabelRule } from './relabel.ts'

/** Roles of Kubernetes' service discovery that are known here. */
const KUBERNETES_ROLES = ['node', 'pod', 'service', 'endpoints', 'endpointslice'] as const

const duration = z.union([z.string(), z.number()]).transform((written, context) => {
  try {
    return parseDuration(String(written))
  } catch (cause) {
    context.addIssue({
      code: 'custom',
      message: cause instanceof Error ? cause.message : 'no duration',
    })
    return z.NEVER
  }
})

/** Bytes as Prometheus writes them, such as `10MB`: powers of 1024 whatever the unit is called. */
const size = z.union([z.string(), z.number()]).transform((written, context) => {
  const found = /^(\d+(?:\.\d+)?)\s*([KMGT]?)i?B?$/i.exec(String(written))
  const power = 'KMGT'.indexOf((found?.[2] ?? '').toUpperCase() || '-') + 1
  if (found !== null) return Number(found[1]) * 1024 ** power
  context.addIssue({ code: 'custom', message: 'no size such as 10MB' })
  return z.NEVER
})

const scalar = z.union([z.string(), z.number(), z.boolean()]).transform(String)

const relabelRule = z
  .strictObject({
    source_labels: z.array(z.string()).default([]),
    separator: scalar.default(';'),
    target_label: z.string().default(''),
    regex: scalar.default('(.*)'),
    modulus: z.number().int().nonnegative().default(0),
    replacement: scalar.default('$1'),
    action: z
      .string()
      .transform((name) => name.toLowerCase())
      .pipe(z.enum(RELABEL_ACTIONS))
      .default('replace'),
  })
  .transform((given, context): RelabelRule => {
    const fail = (message: string) => {
      context.addIssue({ code: 'custom', message })
      return z.NEVER
    }
    const needsTarget = /^(?:replace|hashmod|lowercase|uppercase|keepequal|dropequal)$/
    if (needsTarget.test(given.action) && given.target_label === '')
      return fail(`${given.action} needs a target_label`)
    if (given.action === 'hashmod' && given.modulus === 0) return fail('hashmod needs a modulus')
    try {
      return {
        sourceLabels: given.source_labels,
        separator: given.separator,
        regex: compileRe2(given.regex),
        modulus: given.modulus,
        targetLabel: given.target_label,
        replacement: given.replacement,
        action: given.action,
      }
    } catch (cause) {
      return fail(cause instanceof Error ? cause.message : 'the regex is none')
    }
  })

const http = {
  basic_auth: z
    .strictObject({
      username: scalar.optional(),
      username_file: z.string().optional(),
      password: scalar.optional(),
      password_file: z.string().optional(),
    })
    .optional(),
  authorization: z
    .strictObject({
      type: z.string().default('Bearer'),
      credentials: scalar.optional(),
      credentials_file: z.string().optional(),
    })
    .optional(),
  bearer_token: scalar.optional(),
  bearer_token_file: z.string().optional(),
  tls_config: z
    .strictObject({
      ca_file: z.string().optional(),
      cert_file: z.string().optional(),
      key_file: z.string().optional(),
      server_name: z.string().optional(),
      insecure_skip_verify: z.boolean().default(false),
      ca: z.string().optional(),
      cert: z.string().optional(),
      key: z.string().optional(),
      min_version: z.string().optional(),
      max_version: z.string().optional(),
    })
    .optional(),
  follow_redirects: z.boolean().default(true),
  enable_http2: z.boolean().optional(),
}

const kubernetes = z.looseObject({
  role: z.enum([...KUBERNETES_ROLES, 'ingress']),
  namespaces: z
    .strictObject({
      own_namespace: z.boolean().default(false),
      names: z.array(z.string()).default([]),
    })
    .optional(),
})

const job = z.looseObject({
  job_name: scalar.refine((name) => name !== '', 'job_name is empty'),
  scrape_interval: duration.optional(),
  scrape_timeout: duration.optional(),
  metrics_path: z.string().default('/metrics'),
  scheme: z
    .enum(['http', 'https', 'HTTP', 'HTTPS'])
    .transform((word) => word.toLowerCase())
    .default('http'),
  params: z.record(z.string(), z.array(scalar)).default({}),
  honor_labels: z.boolean().default(false),
  honor_timestamps: z.boolean().default(true),
  track_timestamps_staleness: z.boolean().default(false),
  sample_limit: z.number().int().nonnegative().default(0),
  target_limit: z.number().int().nonnegative().default(0),
  body_size_limit: size.optional(),
  static_configs: z
    .array(
      z.strictObject({
        targets: z.array(scalar).default([]),
        labels: z.record(z.string(), scalar).default({}),
      }),
    )
    .nullish()
    .transform((list) => list ?? []),
  kubernetes_sd_configs: z
    .array(kubernetes)
    .nullish()
    .transform((list) => list ?? []),
  relabel_configs: z
    .array(relabelRule)
    .nullish()
    .transform((list) => list ?? []),
  metric_relabel_configs: z
    .array(relabelRule)
    .nullish()
    .transform((list) => list ?? []),
  ...http,
})

/** What of a `prometheus.yml` is read; the rest of the file is somebody else's. */
export const scrapeFile = z.looseObject({
  global: z
    .looseObject({
      scrape_interval: duration.default(60_000),
      scrape_timeout: duration.default(10_000),
    })
    .nullish()
    .transform((value) => value ?? { scrape_interval: 60_000, scrape_timeout: 10_000 }),
  scrape_configs: z
    .array(job)
    .nullish()
    .transform((list) => list ?? []),
})

export type JobFields = z.infer<typeof job>
export type HttpFields = Pick<JobFields, keyof typeof http>

/** A job with its times settled, in milliseconds. */
export type ScrapeJob = JobFields & {
  readonly scrape_interval: number
  readonly scrape_timeout: number
}

/** Fields of a job that are known and do no harm where they are not used. */
export const IDLE_FIELDS = new Set([
  'scrape_protocols',
  'scrape_classic_histograms',
  'always_scrape_classic_histograms',
  'convert_classic_histograms_to_nhcb',
  'scrape_native_histograms',
  'enable_compression',
  'fallback_scrape_protocol',
  'scrape_failure_log_file',
  'native_histogram_bucket_limit',
  'native_histogram_min_bucket_factor',
  'keep_dropped_targets',
  'metric_name_validation_scheme',
  'metric_name_escaping_scheme',
  'extra_scrape_metrics',
])

/** Fields of a job that change what is scraped, and are not understood here: told, and the rest of the job is used. */
export const UNUSED_FIELDS = new Set([
  'label_limit',
  'label_name_length_limit',
  'label_value_length_limit',
  'proxy_url',
  'proxy_from_environment',
  'no_proxy',
  'proxy_connect_header',
  'http_headers',
  'oauth2',
])

/** Fields of a job that are used; one that Prometheus does not know either fails the file. */
export const KNOWN_FIELDS: ReadonlySet<string> = new Set(Object.keys(job.shape))
