import type { CommandSpec, OptionSpec } from './option.ts'

/** What only an agent takes; part of `OPTIONS`. */
export const AGENT_OPTIONS = {
  cluster: {
    value: 'NAME',
    help: 'The name of this cluster, as --agent of the server has it; the context is the default',
  },
  'token-file': {
    value: 'FILE',
    completes: 'file',
    help: 'Read the token of the role ingest from this file, and anew at each connection; UNLOOP_TOKEN is the default',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const AGENT_COMMAND = {
  operands: '',
  count: [0, 0],
  options: ['server', 'cluster', 'token-file', 'context', 'kubeconfig', 'help'],
  own: {
    server: { help: 'The server that is to watch this cluster, such as https://unloop.example' },
    context: { help: 'Use this context of the kubeconfig' },
  },
  summary: 'Let a server elsewhere watch this cluster',
  details:
    'It runs in a cluster, or beside one, and connects to unloop serve --agent NAME, which then reads the cluster by way of that connection: ' +
    'nothing has to reach into the cluster, and its credentials stay in it. It keeps nothing and diagnoses nothing. ' +
    'It only reads, with its own account, and of Secrets only metadata.',
  examples: [
    ['unloop serve --no-cluster --agent prod', 'the server'],
    ['unloop agent --server https://unloop.example --cluster prod', 'in the cluster prod'],
  ],
} as const satisfies CommandSpec
