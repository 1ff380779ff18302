import type { SignatureFamily } from '@unloop/engine/scanner'

/** Cassandra and ScyllaDB, and their drivers. */
export const cassandra: SignatureFamily = {
  programs: ['Cassandra', 'ScyllaDB', 'DataStax drivers', 'gocql'],
  signatures: [
    {
      id: 'cassandra/cluster-name',
      cause: 'app-config-invalid',
      pattern: /Saved cluster name (?<have>.{1,80}?) != configured name (?<want>\S+)/,
      strength: 'fatal',
      title: 'The data belongs to the cluster {have}, the configuration names {want}',
      example:
        'ERROR [main] CassandraDaemon.java:898 - Fatal exception during initialization: Saved cluster name Test Cluster != configured name shop',
      source: 'cassandra db/SystemKeyspace.java checkHealth',
    },
    {
      id: 'cassandra/datacenter',
      cause: 'app-config-invalid',
      pattern:
        /Cannot start node if snitch's (?<what>data ?center|rack) \((?<want>[^)]+)\) differs from previous (?:data ?center|rack) \((?<have>[^)]+)\)/,
      strength: 'fatal',
      title: 'The {what} of the node is {want}, its data says {have}',
      example:
        "Cannot start node if snitch's data center (dc1) differs from previous data center (datacenter1). Please fix the snitch configuration, decommission and rebootstrap this node or use the flag -Dcassandra.ignore_dc=true.",
      source: 'cassandra service/StartupChecks.java',
    },
    {
      id: 'cassandra/address-exists',
      cause: 'app-config-invalid',
      pattern: /A node with address (?<host>\S+) already exists, cancelling join/,
      strength: 'fatal',
      title: 'The ring already has a node with the address {host}',
      example:
        'java.lang.RuntimeException: A node with address /10.244.1.9:7000 already exists, cancelling join. Use cassandra.replace_address if you want to replace this node.',
      source: 'cassandra service/StorageService.java',
    },
    {
      id: 'cassandra/seeds',
      cause: 'dependency-unreachable',
      pattern: /Unable to (?:gossip with any (?:peers|seeds)|contact any seeds)/,
      strength: 'fatal',
      title: 'The node reaches none of its seeds',
      example: 'java.lang.RuntimeException: Unable to gossip with any peers',
      source: 'cassandra gms/Gossiper.java',
    },
    {
      id: 'cassandra/seeds-unresolved',
      cause: 'dns-failure',
      pattern: /Seed provider couldn't lookup host (?<host>\S+)|The seed provider lists no seeds/,
      strength: 'fatal',
      title: 'The seeds do not resolve ({host})',
      example: [
        "WARN [main] SimpleSeedProvider.java:60 - Seed provider couldn't lookup host cassandra-0.cassandra.shop.svc.cluster.local",
        'org.apache.cassandra.exceptions.ConfigurationException: The seed provider lists no seeds.',
      ],
      source: 'cassandra locator/SimpleSeedProvider.java',
    },
    {
      id: 'cassandra/yaml',
      cause: 'app-config-invalid',
      pattern:
        /Invalid yaml(?:\. Please remove properties \[(?<setting>[^\]]+)\]|:? (?<file>\S+cassandra\.yaml))|org\.apache\.cassandra\.exceptions\.ConfigurationException: (?!.{0,40}(?:seed|snitch|Saved))(?<what>.{1,160})/,
      strength: 'fatal',
      title: 'Cassandra rejects its configuration: {setting}',
      example:
        'org.apache.cassandra.exceptions.ConfigurationException: Invalid yaml. Please remove properties [start_rpc] from your cassandra.yaml',
      source: 'cassandra config/YamlConfigurationLoader.java',
    },
    {
      id: 'cassandra/directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Insufficient permissions on directory (?<file>\S+)|Doesn't have (?:write|read|execute) permissions for (?<path>\S+)/,
      strength: 'fatal',
      title: 'Cassandra may not use {file}',
      example:
        'ERROR [main] CassandraDaemon.java:898 - Insufficient permissions on directory /var/lib/cassandra/data',
      source: 'cassandra service/StartupChecks.java, db/Directories.java',
    },
    {
      id: 'cassandra/data-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /CommitLogReplayException|Detected unreadable sstables|CorruptSSTableException|Incompatible sstable|[Uu]nsupported version.{0,40}sstable/,
      strength: 'error',
      title: 'Cassandra cannot read its commit log or SSTables',
      example: [
        'org.apache.cassandra.db.commitlog.CommitLogReadHandler$CommitLogReadException: CommitLogReplayException: Could not read commit log descriptor in file /var/lib/cassandra/commitlog/CommitLog-7-1.log',
        'ERROR [main] StartupChecks.java - Detected unreadable sstables /var/lib/cassandra/data/system/local/mc-1-big-Data.db, please check NEWS.txt and ensure that you have upgraded through all required intermediate versions, running upgradesstables',
      ],
      source: 'cassandra db/commitlog, service/StartupChecks.java',
    },
    {
      id: 'scylla/startup',
      cause: 'kernel-or-node',
      pattern:
        /Could not (?:setup Async I\/O|initialize seastar)[: ](?<what>.{1,200})|insufficient (?:physical memory|processing units)/,
      strength: 'fatal',
      title: 'ScyllaDB does not get its resources from the node: {what}',
      example:
        'Could not setup Async I/O: Resource temporarily unavailable. The most common cause is not enough request capacity in /proc/sys/fs/aio-max-nr. Try increasing that number or reducing the amount of logical CPUs available for your application',
      source: 'scylladb/seastar src/core/reactor.cc',
    },
    {
      id: 'cassandra-client/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /NoHostAvailable(?:Exception)?\b|Could not reach any contact point|gocql: (?:unable to create session|no hosts available in the pool|no response received from cassandra)|All host\(s\) tried for query failed/,
      strength: 'error',
      title: 'The driver reaches no Cassandra node',
      example: [
        "cassandra.cluster.NoHostAvailable: ('Unable to connect to any servers', {'10.96.3.7:9042': ConnectionRefusedError(111, 'Tried connecting')})",
        "com.datastax.oss.driver.api.core.AllNodesFailedException: Could not reach any contact point, make sure you've provided valid addresses",
        'gocql: unable to create session: unable to discover protocol version: dial tcp 10.96.3.7:9042: connect: connection refused',
      ],
      source: 'datastax/java-driver, apache/cassandra-gocql-driver',
    },
    {
      id: 'cassandra-client/authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /Provided username (?<user>\S+) and\/or password are incorrect|Keyspace '?(?<database>\w+)'? does not exist/,
      strength: 'fatal',
      title: 'Cassandra rejects the user {user}, or lacks the keyspace {database}',
      example: [
        'Bad credentials: Provided username app and/or password are incorrect',
        "InvalidQueryException: Keyspace 'shop' does not exist",
      ],
      source: 'cassandra auth/PasswordAuthenticator.java',
    },
  ],
}
