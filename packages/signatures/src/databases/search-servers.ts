import type { SignatureFamily } from '@unloop/engine/scanner'

/** Search engines, vector databases, caches and object stores. */
export const searchServers: SignatureFamily = {
  programs: ['Meilisearch', 'Typesense', 'Qdrant', 'Weaviate', 'Dragonfly', 'SeaweedFS', 'NiFi'],
  signatures: [
    {
      id: 'meilisearch/newer-database',
      cause: 'volume-data-incompatible',
      pattern:
        /Database version (?<what>[\d.]{3,20}) is (?:higher than the Meilisearch version|too old to be upgraded)/,
      strength: 'fatal',
      title: 'The data were written by Meilisearch {what}, which this version cannot read',
      example:
        'Error: Database version 1.15.0 is higher than the Meilisearch version 1.12.3. Downgrade is not supported',
      source: 'meilisearch/meilisearch crates/meilisearch-types/src/versioning.rs',
    },
    {
      id: 'meilisearch/version-file',
      cause: 'volume-data-incompatible',
      pattern:
        /Version file is (?:corrupted and thus Meilisearch is unable to determine|missing or the previous version)/,
      strength: 'fatal',
      title: 'Meilisearch cannot tell which version wrote its data',
      example:
        'Error: Version file is corrupted and thus Meilisearch is unable to determine the version of the database.',
      source: 'meilisearch/meilisearch crates/meilisearch-types/src/versioning.rs',
    },
    {
      id: 'typesense/data-directory',
      cause: 'config-file-missing',
      pattern: /Typesense failed to start\. Data directory (?<file>\S{1,250})/,
      strength: 'fatal',
      title: "Typesense's data directory {file} is not there",
      example:
        'E20261120 10:00:00.000000     1 typesense_server_utils.cpp:400] Typesense failed to start. Data directory /data does not exist.',
      source: 'typesense/typesense src/typesense_server_utils.cpp',
    },
    {
      id: 'typesense/setting',
      cause: 'env-missing',
      pattern:
        /(?:Typesense .{0,80}|] ?)(?:API key is not specified|Data directory is not specified)\./,
      strength: 'fatal',
      title: 'Typesense was given no API key or data directory',
      example: 'E20261120 10:00:00.000000     1 typesense_server.cpp:40] API key is not specified.',
      source: 'typesense/typesense src/tsconfig.cpp',
    },
    {
      id: 'typesense/peer-name',
      cause: 'dns-failure',
      pattern: /Unable to resolve host: (?<host>[\w.-]{1,253})/,
      strength: 'error',
      title: 'The peer {host} of Typesense does not resolve',
      example:
        'E20261120 10:00:00.000000     1 raft_server.cpp:120] Unable to resolve host: typesense-1.typesense, error: Name or service not known',
      source: 'typesense/typesense src/raft_server.cpp',
    },
    {
      id: 'typesense/nodes',
      cause: 'app-config-invalid',
      pattern: /Giving up parsing nodes configuration: `(?<what>[^`]{1,200})`/,
      strength: 'error',
      title: 'Typesense cannot use its list of nodes',
      example:
        'E20261120 10:00:00.000000     1 raft_server.cpp:60] Giving up parsing nodes configuration: `ts-0:8107`',
      source: 'typesense/typesense src/raft_server.cpp',
    },
    {
      id: 'qdrant/consensus',
      cause: 'dependency-unreachable',
      pattern: /Failed to recover from any known peers/,
      strength: 'error',
      title: 'Qdrant reaches none of the peers of its cluster',
      example:
        "thread 'main' panicked at src/main.rs:300:9: Can't initialize consensus: Failed to recover from any known peers",
      source: 'qdrant/qdrant src/consensus.rs',
    },
    {
      id: 'qdrant/first-peer',
      cause: 'app-config-invalid',
      pattern: /First peer should specify its uri/,
      strength: 'fatal',
      title: "Qdrant's cluster mode needs --uri for the first peer",
      example: 'Error: First peer should specify its uri.',
      source: 'qdrant/qdrant src/consensus.rs',
    },
    {
      id: 'weaviate/invalid-config',
      cause: 'app-config-invalid',
      pattern:
        /"level":"fatal".{0,40}"msg":"invalid config: (?<what>[^"]{1,160})|level=fatal msg="?invalid config: (?<name>[^"]{1,160})/,
      strength: 'fatal',
      title: 'Weaviate rejects its settings',
      example:
        '{"action":"startup","level":"fatal","msg":"invalid config: default vector distance must be one of","time":"2026-11-20T10:00:00Z"}',
      source: 'weaviate/weaviate adapters/handlers/rest/configure_api.go',
    },
    {
      id: 'weaviate/meta-store',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:could not open cloud meta store|could not initialize schema (?:manager|repo)|invalid new DB): (?<what>.{1,160})/,
      strength: 'error',
      title: 'Weaviate cannot open its stores: {what}',
      example:
        '{"action":"startup","level":"fatal","msg":"could not open cloud meta store: raft recovery: no votes"}',
      source: 'weaviate/weaviate adapters/handlers/rest/configure_api.go',
    },
    {
      id: 'dragonfly/snapshot-load',
      cause: 'volume-data-incompatible',
      pattern: /(?:Failed to load snapshot(?: with error)?|Rdb load failed): (?<what>.{1,160})/,
      strength: 'error',
      title: 'Dragonfly cannot load its snapshot: {what}',
      example:
        'E20261120 10:00:00.000000     1 server_family.cc:1100] Failed to load snapshot: Bad rdb data',
      source: 'dragonflydb/dragonfly src/server/server_family.cc',
    },
    {
      id: 'dragonfly/snapshot-storage',
      cause: 'cloud-iam-denied',
      pattern: /Failed to initialize (?<name>AWS S3|GCS|Azure) snapshot storage: (?<what>.{1,160})/,
      strength: 'error',
      title: 'Dragonfly cannot use {name} for snapshots: {what}',
      example:
        'E20261120 10:00:00.000000     1 server_family.cc:860] Failed to initialize AWS S3 snapshot storage: Permission denied',
      source: 'dragonflydb/dragonfly src/server/server_family.cc',
    },
    {
      id: 'dragonfly/port',
      cause: 'port-in-use',
      pattern:
        /Could not open (?:memcached )?port (?<port>\d{1,5}), error: (?<what>Address already in use)/,
      strength: 'fatal',
      title: "Dragonfly's port {port} is taken",
      example:
        'E20261120 10:00:00.000000     1 dfly_main.cc:300] Could not open port 6379, error: Address already in use',
      source: 'dragonflydb/dragonfly src/server/dfly_main.cc',
    },
    {
      id: 'dragonfly/pid-file',
      cause: 'permission-denied-fs',
      pattern:
        /Failed to (?:open pidfile with error|write pid into pidfile with error): (?<what>.{1,80}?)\. Exiting/,
      strength: 'fatal',
      title: 'Dragonfly cannot write its pid file: {what}',
      example:
        'E20261120 10:00:00.000000     1 dfly_main.cc:600] Failed to open pidfile with error: Permission denied. Exiting...',
      source: 'dragonflydb/dragonfly src/server/dfly_main.cc',
    },
    {
      id: 'seaweedfs/folder-not-writable',
      cause: 'permission-denied-fs',
      pattern:
        /Check (?:Data Folder\(-dir\)|Meta Folder \(-m?dir=?"?[^")]{0,120}"?\)) Writable(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'SeaweedFS cannot write its folder',
      example:
        'F1120 10:00:00.000000     1 volume.go:180] Check Data Folder(-dir) Writable /data : permission denied',
      source: 'seaweedfs/seaweedfs weed/command',
    },
    {
      id: 'seaweedfs/folder-options',
      cause: 'app-config-invalid',
      pattern:
        /\d{1,3} directories by -dir, but only \d{1,3} (?<what>disk types|max|minFreeSpacePercent) is set/,
      strength: 'fatal',
      title: 'SeaweedFS has more folders than values for {what}',
      example:
        'F1120 10:00:00.000000     1 volume.go:150] 2 directories by -dir, but only 3 max is set by -max',
      source: 'seaweedfs/seaweedfs weed/command/volume.go',
    },
    {
      id: 'nifi/properties',
      cause: 'app-config-invalid',
      pattern:
        /because the NiFi Properties is missing the following property: (?<setting>\S{1,120})/,
      strength: 'fatal',
      title: "NiFi's properties lack {setting}",
      example:
        'java.lang.RuntimeException: Cannot create FlowFile Repository because the NiFi Properties is missing the following property: nifi.flowfile.repository.implementation',
      source: 'apache/nifi FlowController',
    },
    {
      id: 'nifi/file-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:Bootstrap Configuration|Application Properties|Library Directory|Configuration Directory|Application Home) \[(?<file>[^\]]{1,250})\] not found/,
      strength: 'fatal',
      title: 'NiFi does not find {file}',
      example:
        'java.lang.IllegalStateException: Bootstrap Configuration [/opt/nifi/conf/bootstrap.conf] not found',
      source: 'apache/nifi nifi-bootstrap',
    },
  ],
}
