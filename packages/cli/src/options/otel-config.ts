import type { CommandSpec } from './option.ts'

/** Part of `COMMANDS`. */
export const OTEL_CONFIG_COMMAND = {
  operands: 'agent|cluster',
  count: [1, 1],
  options: ['server', 'help'],
  own: {
    server: {
      help: 'Where the server is reached from the pods; http://unloop.unloop.svc:7878 is the default',
    },
  },
  summary: 'Write values for the OpenTelemetry Collector’s Helm chart that send to unloop',
  details:
    'agent is for the Collector on every node: logs of containers, usage, and the names of pods on what programs send. ' +
    'cluster is for the one beside: states of objects, events, and objects as they change. ' +
    'The token of the role ingest stands in a Secret named unloop-ingest under the key token. ' +
    'What unloop watches by itself it knows without the Collector: leave cluster out where unloop serve runs in the cluster.',
  examples: [
    [
      'unloop otel-config agent > agent.yaml && helm install otel-agent open-telemetry/opentelemetry-collector -n unloop -f agent.yaml',
      'a Collector on every node',
    ],
    ['unloop otel-config cluster --server https://unloop.example', 'one for the cluster'],
  ],
} as const satisfies CommandSpec
