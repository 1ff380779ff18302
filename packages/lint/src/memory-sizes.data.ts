/** Where a program is told how much memory it may take for itself, and what a number without a unit means. */
export interface MemoryFlag {
  /** How a person calls it. */
  readonly program: string
  /** The program's name, or that of the image's last folder. */
  readonly of: RegExp
  /** The first group is the number, the second one the unit. */
  readonly pattern: RegExp
  readonly place: 'words' | 'variable' | 'file'
  /** Bytes for one unit where none is written. */
  readonly base: number
  /** What it bounds. */
  readonly what: string
}

const MIB = 2 ** 20
const GIB = 2 ** 30

/** Server programs whose caches or heaps grow up to a size of their own (their manuals; the images' entrypoints). */
export const MEMORY_FLAGS: readonly MemoryFlag[] = [
  {
    program: 'memcached',
    of: /^memcached$/,
    pattern: /(?:^|\s)(?:-m\s*|--memory-limit[= ])(\d+)([kmgt]?)(?=\s|$)/i,
    place: 'words',
    base: MIB,
    what: 'its items',
  },
  {
    program: 'MongoDB',
    of: /^(?:mongo|mongod|mongodb)$/,
    pattern: /--wiredTigerCacheSizeGB[= ](\d+(?:\.\d+)?)()/,
    place: 'words',
    base: GIB,
    what: 'its cache',
  },
  {
    program: 'MongoDB',
    of: /^(?:mongo|mongod|mongodb)$/,
    pattern: /^\s*cacheSizeGB:\s*(\d+(?:\.\d+)?)()\s*$/m,
    place: 'file',
    base: GIB,
    what: 'its cache',
  },
  {
    program: 'Varnish',
    of: /^(?:varnish|varnishd)$/,
    pattern: /(?:^|\s)-s\s*(?:\w+=)?(?:malloc|default),(\d+(?:\.\d+)?)([kmgt]?)b?/i,
    place: 'words',
    base: 1,
    what: 'its cache',
  },
  {
    program: 'Varnish',
    of: /^varnish$/,
    pattern: /^VARNISH_SIZE=(\d+)([kmgt]?)b?$/i,
    place: 'variable',
    base: 1,
    what: 'its cache',
  },
  {
    program: 'Redis',
    of: /^(?:redis|redis-server|valkey|valkey-server|keydb|keydb-server|dragonfly)/,
    pattern: /^[ \t]*maxmemory[ \t]+(\d+)([kmg]?)b?[ \t]*$/im,
    place: 'file',
    base: 1,
    what: 'its data',
  },
  {
    program: 'PostgreSQL',
    of: /^(?:postgres|postgresql|postgis|timescaledb|pgvector)/,
    pattern: /^[ \t]*shared_buffers\s*=?\s*'?(\d+)([kmgt]?)B?'?/im,
    place: 'file',
    base: 8192,
    what: 'its shared buffers',
  },
  {
    program: 'MySQL',
    of: /^(?:mysql|mysqld|mariadb|mariadbd|percona)/,
    pattern: /^[ \t]*innodb[-_]buffer[-_]pool[-_]size\s*=\s*(\d+)([kmgt]?)[ \t]*$/im,
    place: 'file',
    base: 1,
    what: 'its buffer pool',
  },
  {
    program: 'ClickHouse',
    of: /^clickhouse/,
    pattern:
      /<max_server_memory_usage>\s*([1-9]\d*)()\s*<\/|^\s*max_server_memory_usage:\s*([1-9]\d*)\s*$/m,
    place: 'file',
    base: 1,
    what: 'all its queries together',
  },
  {
    program: 'RabbitMQ',
    of: /^rabbitmq/,
    pattern:
      /^[ \t]*vm_memory_high_watermark\.absolute\s*=\s*(\d+(?:\.\d+)?)([kmgt]?)i?b?[ \t]*$/im,
    place: 'file',
    base: 1,
    what: 'what it holds before it blocks publishers',
  },
  {
    program: 'Elasticsearch',
    of: /^(?:elasticsearch|opensearch|logstash|solr)/,
    pattern: /^-Xmx(\d+)([kmgt]?)\s*$/im,
    place: 'file',
    base: 1,
    what: 'its heap',
  },
  {
    program: 'Cassandra',
    of: /^(?:cassandra|scylla)/,
    pattern: /^MAX_HEAP_SIZE=(\d+)([kmgt]?)$/i,
    place: 'variable',
    base: 1,
    what: 'its heap',
  },
  {
    program: 'Solr',
    of: /^solr/,
    pattern: /^SOLR_HEAP=(\d+)([kmgt]?)$/i,
    place: 'variable',
    base: 1,
    what: 'its heap',
  },
  {
    program: 'Neo4j',
    of: /^neo4j/,
    pattern: /^NEO4J_(?:dbms|server)_memory_(?:heap_max__size|pagecache_size)=(\d+)([kmgt]?)$/i,
    place: 'variable',
    base: 1,
    what: 'its heap or page cache',
  },
  {
    program: 'Elasticsearch',
    of: /^elasticsearch/,
    pattern: /^ELASTICSEARCH_HEAP_SIZE=(\d+)([kmgt]?)$/i,
    place: 'variable',
    base: MIB,
    what: 'its heap',
  },
  {
    program: 'ZooKeeper',
    of: /^zookeeper/,
    pattern: /^ZOO_HEAP_SIZE=(\d+)([kmgt]?)$/i,
    place: 'variable',
    base: MIB,
    what: 'its heap',
  },
]

/** Folders whose files a server reads without being told (the images' documentation). */
export const READ_FOLDERS =
  /^(?:\/etc\/(?:mysql|my\.cnf)|\/etc\/clickhouse-server|\/etc\/rabbitmq|\/usr\/share\/(?:elasticsearch|opensearch|logstash)\/config|\/opt\/bitnami\/[\w-]+\/conf|\/bitnami\/[\w-]+\/conf)(?:\/|$)/
