import type { SignatureFamily } from '@unloop/engine/scanner'

/** Bitnami's images: lib*.sh of bitnami/containers write `<module> 12:00:00.00 ERROR ==> …`; also scripts of docker-library images. */
export const bitnami: SignatureFamily = {
  programs: ['Bitnami images', 'docker-library entrypoints'],
  signatures: [
    {
      id: 'bitnami/variable-empty',
      cause: 'env-missing',
      pattern: /The (?<env>[A-Z][A-Z0-9_]+) environment variable is empty or not set/,
      strength: 'fatal',
      title: '{env} is not set',
      explain:
        'The image wants this variable. A chart fills it from a Secret key that is missing or empty, or the value was left out.',
      example:
        'postgresql 08:12:03.41 ERROR ==> The POSTGRESQL_PASSWORD environment variable is empty or not set. Set the environment variable ALLOW_EMPTY_PASSWORD=yes to allow the container to be started with blank passwords. This is recommended only for development.',
      source: 'bitnami/containers libpostgresql.sh postgresql_validate',
    },
    {
      id: 'bitnami/variables-required',
      cause: 'env-missing',
      pattern:
        /ERROR ==> (?:You (?:must|need to) (?:set|provide|specify)|(?:In order|If you want) to .{1,80}you (?:must|need)|A? ?[Pp]assword (?:must|is)|The .{1,60} (?:must be provided|is mandatory|is required)|Missing )(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'A variable that the image needs is not set: {what}',
      example: [
        'redis-sentinel 08:12:03.41 ERROR ==> You need to specify REDIS_MASTER_HOST',
        'mongodb 08:12:03.41 ERROR ==> If you want to create a database user you must provide both MONGODB_EXTRA_USERNAMES and MONGODB_EXTRA_PASSWORDS',
      ],
      source: 'bitnami/containers lib*.sh',
    },
    {
      id: 'bitnami/variable-value',
      cause: 'app-config-invalid',
      pattern:
        /(?:An invalid port was specified in the environment variable (?<env>[A-Z][A-Z0-9_]+): (?<what>.{1,80})|The allowed values for (?<setting>[A-Z][A-Z0-9_]+) are|The (?<key>[A-Z][A-Z0-9_]+) environment variable (?:must|should))/,
      strength: 'fatal',
      title: 'The value of {env} is not allowed: {what}',
      example: [
        'postgresql 08:12:03.41 ERROR ==> An invalid port was specified in the environment variable POSTGRESQL_PORT_NUMBER: value is not an integer',
        'mariadb-galera 08:12:03.41 ERROR ==> The allowed values for MARIADB_GALERA_CLUSTER_BOOTSTRAP are yes or no',
      ],
      source: 'bitnami/containers libvalidations.sh',
    },
    {
      id: 'bitnami/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:mkdir: cannot create directory|touch: cannot touch|cp: cannot create \S+ file|cp: cannot create directory|ln: failed to create symbolic link|chmod: changing permissions of|rm: cannot remove) ['‘](?<file>\/(?:bitnami|opt\/bitnami)[^'’]*)['’]: (?<what>Permission denied|Read-only file system|Operation not permitted)/,
      strength: 'fatal',
      title: 'The image may not write {file}: {what}',
      explain:
        'The volume belongs to another user than the one that the container runs as (1001 in Bitnami images), or the root file system is read-only.',
      example: [
        "mkdir: cannot create directory '/bitnami/postgresql/data': Permission denied",
        'mkdir: cannot create directory ‘/bitnami/mariadb’: Permission denied',
        "cp: cannot create regular file '/bitnami/redis/data/appendonly.aof': Permission denied",
      ],
      source: 'bitnami/containers; GNU coreutils',
      fix: {
        title:
          'Set fsGroup 1001 in the pod security context, or volumePermissions.enabled=true in the chart',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} patch {workload} --type=merge -p \'{"spec":{"template":{"spec":{"securityContext":{"fsGroup":1001}}}}}\'',
        ],
        risk: 'low',
      },
    },
    {
      id: 'bitnami/database-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /ERROR ==> (?:Could not connect to (?:the )?(?<what>.{1,80})|Connection to (?<name>.{1,60}) (?:failed|timed out)|timeout reached before the port|.{0,60}did not become (?:ready|available))/,
      strength: 'fatal',
      title: 'The image gives up waiting for {what}',
      example: [
        'wordpress 08:12:03.41 ERROR ==> Could not connect to the database',
        'airflow 08:12:03.41 ERROR ==> timeout reached before the port went into state "inuse"',
      ],
      source: 'bitnami/containers lib*.sh, wait-for-port',
    },
    {
      id: 'bitnami/database-login',
      cause: 'dependency-auth-failed',
      pattern: /Connection with '(?<user>[^']{1,80})' user is unsuccessful/,
      strength: 'error',
      title: 'The database does not let {user} in',
      example: "INFO  ==> Connection with 'bn_wordpress' user is unsuccessful",
      source: 'bitnami-docker-wordpress rootfs: the wait for the database',
    },
    {
      id: 'bitnami/etcd-headless',
      cause: 'dns-failure',
      pattern: /Headless service domain does not have an IP per initial member in the cluster/,
      strength: 'fatal',
      title: 'The headless Service does not resolve to an address for each etcd member',
      example:
        'etcd 08:12:03.41 ERROR ==> Headless service domain does not have an IP per initial member in the cluster',
      source: 'bitnami/containers libetcd.sh',
      fix: {
        title:
          'Set publishNotReadyAddresses: true on the headless Service and start all pods at once (Parallel)',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'docker-library/value-and-file',
      cause: 'app-config-invalid',
      pattern:
        /[Bb]oth (?<env>[A-Z][A-Z0-9_]+) and (?<key>[A-Z][A-Z0-9_]+_FILE) are set \(but are exclusive\)/,
      strength: 'fatal',
      title: '{env} and {key} are both set, only one may be',
      example:
        'error: both POSTGRES_PASSWORD and POSTGRES_PASSWORD_FILE are set (but are exclusive)',
      source: 'docker-library images docker-entrypoint.sh file_env',
    },
    {
      id: 'docker-library/init-directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:ls: cannot open directory|cannot access|bash:|sh:) ?'?(?<file>\/docker-entrypoint-\w+\.d\/?[^':]*)'?:? Permission denied/,
      strength: 'fatal',
      title: 'The entrypoint may not read {file}',
      example: "ls: cannot open directory '/docker-entrypoint-initdb.d/': Permission denied",
      source: 'docker-library images docker-entrypoint.sh',
    },
  ],
}
