import type { SignatureFamily } from '@unloop/engine/scanner'

/** apache/zookeeper: server/quorum, server/persistence, and clients of it. */
export const zookeeper: SignatureFamily = {
  programs: ['ZooKeeper', 'Curator'],
  signatures: [
    {
      id: 'zookeeper/myid-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:IllegalArgumentException: (?<file>\S+) file is missing|(?<name>\S*myid) file is missing)/,
      strength: 'fatal',
      title: 'zoo.cfg lists an ensemble, but there is no myid file in the data directory',
      example: [
        'Caused by: java.lang.IllegalArgumentException: myid file is missing',
        'Caused by: java.lang.IllegalArgumentException: /data/myid file is missing',
      ],
      source: 'zookeeper server/quorum/QuorumPeerConfig.java setupMyId',
      from: ['c39-zookeeper-myid-missing'],
      fix: {
        title:
          'Write the ordinal of the pod plus one to myid in the data directory, in an init container',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'zookeeper/myid-not-a-number',
      cause: 'app-config-invalid',
      pattern: /serverid (?<what>.{0,80}) is not a number/,
      strength: 'fatal',
      title: 'myid holds "{what}", which is no number',
      example:
        'Caused by: java.lang.IllegalArgumentException: serverid zookeeper-0 is not a number',
      source: 'zookeeper server/quorum/QuorumPeerConfig.java setupMyId',
    },
    {
      id: 'zookeeper/not-in-peer-list',
      cause: 'app-config-invalid',
      pattern: /My id (?<what>\d+) not in the peer list/,
      strength: 'fatal',
      title: 'myid is {what}, which no server line of zoo.cfg has',
      example: 'java.lang.RuntimeException: My id 4 not in the peer list',
      source: 'zookeeper server/quorum/QuorumPeer.java',
    },
    {
      id: 'zookeeper/configuration-invalid',
      cause: 'app-config-invalid',
      pattern:
        /QuorumPeerConfig\$ConfigException: (?:Error processing (?<file>\S{1,200})|(?<what>.{4,160}))/,
      strength: 'error',
      title: 'ZooKeeper rejects its configuration {file}',
      example:
        'org.apache.zookeeper.server.quorum.QuorumPeerConfig$ConfigException: Error processing /conf/zoo.cfg',
      source: 'zookeeper server/quorum/QuorumPeerConfig.java',
      from: ['c39-zookeeper-myid-missing'],
    },
    {
      id: 'zookeeper/invalid-configuration-exit',
      cause: 'app-config-invalid',
      pattern: /Invalid config, exiting abnormally/,
      strength: 'hint',
      title: 'ZooKeeper ends on an invalid configuration',
      example:
        '2026-11-21 00:56:59,579 [myid:] - ERROR [main:QuorumPeerMain@99] - Invalid config, exiting abnormally',
      source: 'zookeeper server/quorum/QuorumPeerMain.java',
      from: ['c39-zookeeper-myid-missing'],
    },
    {
      id: 'zookeeper/setting',
      cause: 'app-config-invalid',
      pattern:
        /IllegalArgumentException: (?:(?<setting>dataDir|clientPort|tickTime|initLimit|syncLimit) is not set|Missing election port|minSessionTimeout must not be larger)|Unrecognised peertype/,
      strength: 'fatal',
      title: 'zoo.cfg lacks or contradicts a setting: {setting}',
      example: 'Caused by: java.lang.IllegalArgumentException: dataDir is not set',
      source: 'zookeeper server/quorum/QuorumPeerConfig.java',
    },
    {
      id: 'zookeeper/configuration-file-missing',
      cause: 'config-file-missing',
      pattern:
        /IllegalArgumentException: (?<file>\S+(?:zoo|zookeeper)\S*\.(?:cfg|properties)) file is missing/,
      strength: 'fatal',
      title: 'The configuration file {file} is not there',
      example: 'Caused by: java.lang.IllegalArgumentException: /conf/zoo.cfg file is missing',
      source: 'zookeeper server/util/VerifyingFileFactory.java',
    },
    {
      id: 'zookeeper/data-directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /Unable to (?:create data directory|access datadir|write to data directory|create snap(?:shot)? directory|create log directory)(?: (?<file>\/\S+))?/,
      strength: 'fatal',
      title: 'ZooKeeper may not write its data directory {file}',
      example: [
        'org.apache.zookeeper.server.persistence.FileTxnSnapLog$DatadirException: Unable to create data directory /data/version-2',
        'ERROR [main:ZooKeeperServerMain@83] - Unable to access datadir, exiting abnormally',
      ],
      source: 'zookeeper server/persistence/FileTxnSnapLog.java',
    },
    {
      id: 'zookeeper/no-snapshot',
      cause: 'volume-data-incompatible',
      pattern:
        /No snapshot found, but there are log entries|Snapshot directory has log files|Log directory has snapshot files/,
      strength: 'fatal',
      title: 'The ZooKeeper data has transaction logs, but no snapshot',
      example:
        'java.io.IOException: No snapshot found, but there are log entries. Something is broken!',
      source: 'zookeeper server/persistence/FileTxnSnapLog.java restore',
      fix: {
        title:
          'Restore the snapshot; after an upgrade from 3.4, start once with snapshot.trust.empty=true',
        where: 'data',
        risk: 'medium',
      },
    },
    {
      id: 'zookeeper/database-unreadable',
      cause: 'volume-data-incompatible',
      pattern:
        /Unable to load database on disk|Unable to run quorum server|The accepted epoch, \w+ is less than the current epoch|Transaction log .{1,120} was corrupt|CRC (?:check failed|corruption in snapshot)/,
      strength: 'fatal',
      title: 'ZooKeeper cannot load its database from the volume',
      example: [
        'ERROR [main:QuorumPeer@955] - Unable to load database on disk',
        'java.io.IOException: The accepted epoch, 1 is less than the current epoch, 2',
        'java.io.IOException: CRC corruption in snapshot :  /data/version-2/snapshot.1a',
      ],
      source: 'zookeeper server/quorum/QuorumPeer.java loadDataBase',
    },
    {
      id: 'zookeeper/severe-unrecoverable',
      cause: 'volume-full',
      pattern: /Severe unrecoverable error, from thread ?: ?SyncThread/,
      strength: 'hint',
      title: 'ZooKeeper cannot write its transaction log',
      example:
        'ERROR [SyncThread:1:ZooKeeperCriticalThread@49] - Severe unrecoverable error, from thread : SyncThread:1',
      source: 'zookeeper server/ZooKeeperCriticalThread.java',
    },
    {
      id: 'zookeeper/peer-unresolved',
      cause: 'dns-failure',
      pattern:
        /Failed to resolve address: (?<host>\S+)|Cannot open channel to \d+ at election address (?<name>[^\s/:]+)(?:\/<unresolved>)/,
      strength: 'hint',
      title: 'The ZooKeeper peer {host} does not resolve',
      example:
        'WARN [main:QuorumPeer$QuorumServer@173] - Failed to resolve address: zookeeper-1.zookeeper-headless.kafka.svc.cluster.local',
      source: 'zookeeper server/quorum/QuorumPeer.java',
    },
    {
      id: 'zookeeper/client-connection-loss',
      cause: 'dependency-unreachable',
      pattern:
        /KeeperErrorCode = (?:ConnectionLoss|OperationTimeout|SessionExpired)|CuratorConnectionLossException|(?:zk|zookeeper): could not connect to a server/,
      strength: 'error',
      title: 'The client has lost, or never got, its connection to ZooKeeper',
      example: [
        'org.apache.zookeeper.KeeperException$ConnectionLossException: KeeperErrorCode = ConnectionLoss for /brokers/ids',
        'zk: could not connect to a server',
      ],
      source: 'zookeeper KeeperException.java',
    },
    {
      id: 'zookeeper/client-authentication',
      cause: 'dependency-auth-failed',
      pattern: /KeeperErrorCode = (?:AuthFailed|NoAuth|SessionClosedRequireSaslAuth)/,
      strength: 'error',
      title: 'ZooKeeper rejects the client, or its access to a node',
      example:
        'org.apache.zookeeper.KeeperException$NoAuthException: KeeperErrorCode = NoAuth for /kafka/cluster/id',
      source: 'zookeeper KeeperException.java',
    },
  ],
}
