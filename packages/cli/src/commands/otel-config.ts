import { stringify } from 'yaml'
import { EXIT, wrongValue } from '../errors.ts'
import { isHttpUrl } from '../options/address.ts'
import type { Command } from './command.ts'

// The Service that deploy/ makes.
const SERVER = 'http://unloop.unloop.svc:7878'
// Where the token's Secret is mounted.
const TOKEN_FOLDER = '/etc/unloop'
/** Attributes by which unloop finds a pod, its owner and its node. */
const METADATA = [
  'k8s.namespace.name',
  'k8s.pod.name',
  'k8s.pod.uid',
  'k8s.pod.start_time',
  'k8s.container.name',
  'k8s.node.name',
  'k8s.deployment.name',
  'k8s.statefulset.name',
  'k8s.daemonset.name',
  'k8s.job.name',
  'k8s.cronjob.name',
]

/** Prints values for the Collector's chart; it asks no cluster. */
export const otelConfigCommand: Command<'otel-config'> = async ({ operands, options }, io) => {
  const [which] = operands
  const server = options.server ?? SERVER
  if (!isHttpUrl(server))
    throw wrongValue('--server takes the address of unloop serve.', 'Write it as http://HOST:7878.')
  if (which !== 'agent' && which !== 'cluster')
    throw wrongValue(
      `There are values for agent and for cluster, not for ${JSON.stringify(which)}.`,
      'unloop help otel-config says what each is for.',
    )
  const values = which === 'agent' ? agentValues(server) : clusterValues(server)
  await io.out(stringify(values, { lineWidth: 0 }))
  return EXIT.nothingFound
}

/** The Collector on every node. */
function agentValues(server: string): object {
  return {
    ...common('daemonset'),
    presets: {
      logsCollection: { enabled: true, includeCollectorLogs: false },
      kubeletMetrics: { enabled: true },
      kubernetesAttributes: { enabled: true },
    },
    config: {
      processors: { k8sattributes: { extract: { metadata: METADATA } } },
      ...sending(server),
      service: {
        extensions: ['health_check', 'bearertokenauth'],
        pipelines: {
          logs: { exporters: ['otlphttp/unloop'] },
          metrics: { exporters: ['otlphttp/unloop'] },
          traces: { exporters: ['otlphttp/unloop'] },
        },
      },
    },
  }
}

/** One Collector beside: what the API server knows. */
function clusterValues(server: string): object {
  return {
    ...common('deployment'),
    replicaCount: 1,
    presets: {
      clusterMetrics: { enabled: true },
      kubernetesEvents: { enabled: true },
    },
    config: {
      receivers: {
        k8s_cluster: {
          metrics: {
            'k8s.container.status.reason': { enabled: true },
            'k8s.container.status.state': { enabled: true },
            'k8s.pod.status_reason': { enabled: true },
          },
          resource_attributes: {
            'k8s.container.status.last_terminated_reason': { enabled: true },
          },
        },
      },
      ...sending(server),
      service: {
        extensions: ['health_check', 'bearertokenauth'],
        pipelines: {
          logs: { exporters: ['otlphttp/unloop'] },
          metrics: { exporters: ['otlphttp/unloop'] },
        },
      },
    },
  }
}

/** The token is read from a file, so that a new one counts at once and none stands among the values. */
function common(mode: string): object {
  return {
    mode,
    image: { repository: 'otel/opentelemetry-collector-contrib' },
    extraVolumes: [{ name: 'unloop-ingest', secret: { secretName: 'unloop-ingest' } }],
    extraVolumeMounts: [{ name: 'unloop-ingest', mountPath: TOKEN_FOLDER, readOnly: true }],
    resources: { requests: { cpu: '50m', memory: '200Mi' }, limits: { memory: '400Mi' } },
  }
}

/** The parts of the Collector's configuration that send. */
function sending(server: string): { readonly extensions: object; readonly exporters: object } {
  return {
    extensions: { bearertokenauth: { scheme: 'Bearer', filename: `${TOKEN_FOLDER}/token` } },
    exporters: {
      'otlphttp/unloop': {
        endpoint: server.replace(/\/+$/, ''),
        compression: 'zstd',
        auth: { authenticator: 'bearertokenauth' },
      },
    },
  }
}
