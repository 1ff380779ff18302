import type { SignatureFamily } from '@unloop/engine/scanner'

/** Programs that give up on their own start. */
export const startup: SignatureFamily = {
  programs: ['any program'],
  signatures: [
    {
      id: 'startup/timed-out',
      cause: 'deadlock-or-timeout-startup',
      pattern:
        /(?:[Ss]tart-?up|[Bb]oot|[Ii]nitiali[sz]ation|[Ww]arm-?up) (?:has )?(?:timed out|timeout|took too long)(?: after (?<what>[\w.]{1,20}))?/,
      strength: 'error',
      title: 'The program gave up on its own start after {what}',
      example: [
        'fatal: startup timed out after 45s waiting for shards',
        'Initialization timed out after 120000ms',
      ],
      source: 'wording that many programs share',
    },
    {
      id: 'startup/stdio-server',
      cause: 'completes-exit-0',
      pattern:
        /\b(?:[Ss]erver|[Tt]ransport|MCP)\b.{0,40}\b(?:running|listening|started|ready|connected)\b.{0,20}\b(?:on|via|over|using) stdio\b/,
      strength: 'error',
      title: 'The server talks over standard input, which is closed in a pod',
      explain:
        'A container without `stdin: true` reads the end of its input at once, so a server on standard input and output ends well right after it started.',
      example: ['Example MCP Server running on stdio', 'MCP server connected via stdio'],
      source: 'Model Context Protocol specification, stdio transport; Kubernetes Container.stdin',
    },
    {
      id: 'vector/stdin-ended',
      cause: 'completes-exit-0',
      pattern: /sources::stdin: [Ff]inished sending/,
      strength: 'error',
      title: "Vector's source is standard input, which is closed in a pod",
      example: 'INFO source{name=in type=stdin}: vector::sources::stdin: finished sending',
      source: 'vectordotdev/vector src/sources/stdin.rs',
    },
    {
      id: 'bitnami/port-not-in-state',
      cause: 'deadlock-or-timeout-startup',
      pattern: /timeout reached before the port went into state "?(?<what>\w{1,20})"?/,
      strength: 'fatal',
      title: 'The start script waited in vain for the port of its own program',
      example: 'timeout reached before the port went into state "inuse"',
      source: 'bitnami/wait-for-port',
    },
  ],
}
