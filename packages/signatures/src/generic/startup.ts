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
      says: 'error',
      title: 'The program gave up on its own start after {what}',
      example: [
        'fatal: startup timed out after 45s waiting for shards',
        'Initialization timed out after 120000ms',
      ],
      source: 'wording that many programs share',
    },
    {
      id: 'bitnami/port-not-in-state',
      cause: 'deadlock-or-timeout-startup',
      pattern: /timeout reached before the port went into state "?(?<what>\w{1,20})"?/,
      says: 'fatal',
      title: 'The start script waited in vain for the port of its own program',
      example: 'timeout reached before the port went into state "inuse"',
      source: 'bitnami/wait-for-port',
    },
  ],
}
