import type { SignatureFamily } from '@unloop/engine/scanner'

/** memcached.c of memcached. */
export const memcached: SignatureFamily = {
  programs: ['Memcached'],
  signatures: [
    {
      id: 'memcached/run-as-root',
      cause: 'security-context',
      pattern: /can't run as root without the -u switch/,
      strength: 'fatal',
      title: 'Memcached refuses to run as root',
      example: "can't run as root without the -u switch",
      source: 'memcached memcached.c main',
      fix: {
        title: 'Set runAsUser (11211 in the official image), or pass -u memcache',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'memcached/user',
      cause: 'security-context',
      pattern:
        /can't find the user (?<user>\S+) to switch to|failed to assume identity of user (?<name>\S+)/,
      strength: 'fatal',
      title: 'Memcached cannot become the user that -u names',
      example: [
        "can't find the user memcached to switch to",
        'failed to assume identity of user memcache',
      ],
      source: 'memcached memcached.c main',
    },
    {
      id: 'memcached/port-in-use',
      cause: 'port-in-use',
      pattern: /failed to listen on (?:TCP|UDP) port (?<port>\d+): Address already in use/,
      strength: 'fatal',
      title: 'The port {port} of Memcached is already bound',
      example: 'failed to listen on TCP port 11211: Address already in use',
      source: 'memcached memcached.c',
    },
    {
      id: 'memcached/port-denied',
      cause: 'security-context',
      pattern: /failed to listen on (?:TCP|UDP) port (?<port>\d+): Permission denied/,
      strength: 'fatal',
      title: 'Memcached may not bind port {port}',
      example: 'failed to listen on TCP port 211: Permission denied',
      source: 'memcached memcached.c',
    },
    {
      id: 'memcached/open-files',
      cause: 'kernel-or-node',
      pattern: /failed to (?:set rlimit for open files|getrlimit number of files)/,
      strength: 'fatal',
      title: 'The open file limit of the container is below -c (maxconns)',
      example:
        'failed to set rlimit for open files. Try starting as root or requesting smaller maxconns value.',
      source: 'memcached memcached.c main',
      fix: {
        title: 'Lower -c, or raise the limit of open files of the container runtime',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'memcached/option-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:Item max size cannot be (?:less|smaller|larger)|Cannot set item size limit higher than|item max size must be|slab_chunk_max|Illegal suboption "(?<setting>[^"]+)"|Illegal argument "(?<what>[^"]+)"|Chunk size must be greater than 0|Number of threads must be greater than 0|Invalid value for binding protocol|Maximum connections must be greater than 0)/,
      strength: 'fatal',
      title: 'Memcached rejects an option',
      example: [
        'Cannot set item size limit higher than 1/2 of memory max.',
        'Illegal argument "slab_reasign"',
      ],
      source: 'memcached memcached.c main',
    },
    {
      id: 'memcached/unknown-option',
      cause: 'app-config-invalid',
      pattern: /memcached: (?:invalid|unrecognized) option (?:-- )?'(?<flag>[^']+)'/,
      strength: 'fatal',
      title: 'Memcached does not know the option {flag}',
      example: "memcached: unrecognized option '--max-conns'",
      source: 'memcached memcached.c; getopt_long',
    },
    {
      id: 'memcached/sasl',
      cause: 'missing-dependency',
      pattern: /This server is not built with SASL support/,
      strength: 'fatal',
      title: 'This build of Memcached has no SASL',
      example: 'This server is not built with SASL support.',
      source: 'memcached memcached.c main',
    },
  ],
}
