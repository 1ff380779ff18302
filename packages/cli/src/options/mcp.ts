import type { CommandSpec, OptionSpec } from './option.ts'

/** What asks a running server; part of `OPTIONS`. */
export const SERVER_OPTIONS = {
  server: {
    value: 'URL',
    help: 'Also offer what this running server keeps, such as http://127.0.0.1:7878; its token comes from UNLOOP_TOKEN',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const MCP_COMMAND = {
  count: [0, 0],
  options: ['server', 'namespace', 'context', 'kubeconfig', 'help'],
  summary: 'Serve the Model Context Protocol on standard input and output',
  details:
    'Lets an assistant diagnose and look around by itself. It offers diagnose and explain, and with --server incidents, incident and logs. ' +
    'All of it only reads, and secrets are masked. It ends with its input.',
  examples: [
    ['unloop mcp', 'for an assistant on this machine, with the cluster of the current context'],
    ['unloop mcp --server http://127.0.0.1:7878', 'with what the server kept, too'],
  ],
} as const satisfies CommandSpec
