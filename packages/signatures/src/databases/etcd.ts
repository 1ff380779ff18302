import type { SignatureFamily } from '@unloop/engine/scanner'

/** etcd: server/etcdmain, server/embed, server/etcdserver; clients of it. */
export const etcd: SignatureFamily = {
  programs: ['etcd', 'etcd client'],
  signatures: [
    {
      id: 'etcd/name-not-in-initial-cluster',
      cause: 'app-config-invalid',
      pattern: /couldn't find local name "(?<name>[^"]*)" in the initial cluster configuration/,
      strength: 'fatal',
      title: '--initial-cluster has no member {name}',
      explain:
        'Each member must find its own --name in --initial-cluster. The pods have other names than the list (renamed release, other replica count).',
      example:
        '{"level":"fatal","ts":"2026-11-21T00:48:28.100Z","caller":"etcdmain/etcd.go:204","msg":"discovery failed","error":"couldn\'t find local name \\"etcd-0\\" in the initial cluster configuration"}',
      source: 'etcd server/embed/config.go, server/config/config.go',
      from: ['c40-etcd-name-not-in-initial-cluster'],
    },
    {
      id: 'etcd/initial-cluster-mismatch',
      cause: 'app-config-invalid',
      pattern:
        /--initial-cluster (?:has (?<what>\S+) but missing from|must include (?<have>\S+))|(?:error validating peerURLs|member count is unequal|unmatched member while checking PeerURLs|has different advertised URLs|--initial-advertise-peer-urls .{0,120}(?:missing from|mismatch))/,
      strength: 'fatal',
      title: 'The member list of etcd contradicts its peer URLs or the running cluster',
      example: [
        '"msg":"failed to start etcd","error":"--initial-cluster has etcd-0=http://etcd-0.etcd:2380 but missing from --initial-advertise-peer-urls=http://10.244.1.9:2380"',
        'error validating peerURLs {ClusterID:1f8c Members:[&{ID:2a}] RemovedMemberIDs:[]}: member count is unequal',
      ],
      source: 'etcd server/config/config.go, server/etcdserver/cluster_util.go',
    },
    {
      id: 'etcd/already-bootstrapped',
      cause: 'app-config-invalid',
      pattern: /member (?<name>[0-9a-f]+) has already been bootstrapped/,
      strength: 'fatal',
      title: 'The cluster knows this member, but its data directory is empty',
      explain:
        'The volume was lost or replaced while the cluster still lists the member. With --initial-cluster-state=new it may not join again.',
      example:
        '{"level":"fatal","msg":"discovery failed","error":"member 8211f1d0f64f3269 has already been bootstrapped"}',
      source: 'etcd server/etcdserver/bootstrap.go',
      fix: {
        title:
          'Remove the member, add it again, and start it with --initial-cluster-state=existing',
        where: 'config',
        commands: ['etcdctl member remove {name}'],
        risk: 'medium',
      },
    },
    {
      id: 'etcd/data-directory-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:cannot access data directory|cannot write to data directory|(?:mkdir|open) (?<file>\/\S{0,100}(?:etcd|\/member\/)\S{0,80})): .{0,160}?(?<what>permission denied|read-only file system|not permitted)/,
      strength: 'fatal',
      title: 'etcd may not write its data directory: {what}',
      example: [
        '{"level":"fatal","caller":"etcdmain/etcd.go:271","msg":"discovery failed","error":"cannot access data directory: open /var/lib/etcd/.touch: permission denied"}',
        '"error":"cannot access data directory: mkdir /bitnami/etcd/data: permission denied"',
      ],
      source: 'etcd client/pkg/fileutil/fileutil.go, server/storage',
    },
    {
      id: 'etcd/wal-or-snapshot-damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:walpb: crc mismatch|wal: (?:crc mismatch|file not found|slice bounds out of range|max entry size limit)|failed to find database snapshot file|snap: (?:snapshot file doesn't exist|crc mismatch|no available snapshot)|failed to recover v3 backend from snapshot|Was the raft log corrupted, truncated, or lost|freepages: failed to get all reachable pages|database file \(.{1,120}\) of the backend is missing|failed to (?:load|read) (?:WAL|snapshot))/,
      strength: 'fatal',
      title: 'The data of this etcd member is damaged or incomplete',
      example: [
        '{"level":"fatal","caller":"etcdserver/raft.go:544","msg":"failed to read WAL, cannot be repaired","error":"walpb: crc mismatch"}',
        '{"level":"panic","msg":"failed to recover v3 backend from snapshot","error":"failed to find database snapshot file (snap: snapshot file doesn\'t exist)"}',
        'tocommit(1180) is out of range [lastIndex(1164)]. Was the raft log corrupted, truncated, or lost?',
      ],
      source: 'etcd server/storage/wal, raft/log.go',
      fix: {
        title:
          'Remove this member, clear its volume and let it join anew; of a single member restore a snapshot',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'etcd/downgrade',
      cause: 'volume-data-incompatible',
      pattern:
        /invalid downgrade; (?:server version is lower than|.{0,120}server-version)|cluster cannot be downgraded|detected disallowed .{0,20}v2 (?:WAL|store) content|illegal v2store content/,
      strength: 'fatal',
      title: 'The data is of a newer etcd than this one, or holds v2 content',
      example:
        '{"level":"fatal","caller":"membership/cluster.go:795","msg":"invalid downgrade; server version is lower than determined cluster version","current-server-version":"3.4.23","determined-cluster-version":"3.5"}',
      source: 'etcd server/etcdserver/api/membership/cluster.go',
    },
    {
      id: 'etcd/database-locked',
      cause: 'volume-data-incompatible',
      pattern: /db file is flocked by another process, or taking too long/,
      strength: 'error',
      title: 'Another etcd holds the database file',
      example:
        '{"level":"info","caller":"etcdserver/backend.go:86","msg":"db file is flocked by another process, or taking too long","path":"/var/lib/etcd/member/snap/db","took":"10.0s"}',
      source: 'etcd server/storage/backend.go',
    },
    {
      id: 'etcd/variable-and-flag',
      cause: 'app-config-invalid',
      pattern:
        /conflicting environment variable "(?<env>[^"]+)" is shadowed by corresponding command-line flag/,
      strength: 'fatal',
      title: '{env} and the flag of the same name are both set',
      example:
        '{"level":"fatal","caller":"flags/flag.go:85","msg":"conflicting environment variable is shadowed by corresponding command-line flag (either unset environment variable or disable flag)","conflicting environment variable "ETCD_NAME" is shadowed by corresponding command-line flag"}',
      source: 'etcd pkg/flags/flag.go',
    },
    {
      id: 'etcd/shadowed-variable',
      cause: 'app-config-invalid',
      pattern:
        /conflicting environment variable is shadowed by corresponding command-line flag.{0,120}"environment-variable":"(?<env>[^"]+)"/,
      strength: 'fatal',
      title: '{env} and the flag of the same name are both set',
      example:
        '{"level":"fatal","caller":"flags/flag.go:85","msg":"conflicting environment variable is shadowed by corresponding command-line flag (either unset environment variable or disable flag)","environment-variable":"ETCD_NAME"}',
      source: 'etcd pkg/flags/flag.go',
    },
    {
      id: 'etcd/flags',
      cause: 'app-config-invalid',
      pattern:
        /error verifying flags, (?<what>.{1,160}?)(?:\. See 'etcd --help'|$)|failed to verify flags.{0,20}"error":"(?<why>[^"]+)|expected IP in URL for binding \((?<host>[^)]+)\)/,
      strength: 'fatal',
      title: 'etcd rejects its flags: {what}',
      example: [
        "error verifying flags, expected IP in URL for binding (http://etcd-0.etcd:2380). See 'etcd --help'.",
        '{"level":"warn","msg":"failed to verify flags","error":"--advertise-client-urls is required when --listen-client-urls is set explicitly"}',
      ],
      source: 'etcd server/etcdmain/etcd.go, server/embed/config.go',
    },
    {
      id: 'etcd/no-leader',
      cause: 'dependency-unreachable',
      pattern:
        /^(?!.{0,200}leader ?election).{0,2000}etcdserver: (?:no leader|request timed out|leader changed|too many requests)/,
      strength: 'error',
      title: 'etcd has no leader, or is too slow',
      example: 'etcdserver: request timed out, possibly due to connection lost',
      source: 'etcd api/v3rpc/rpctypes/error.go',
    },
    {
      id: 'etcd/client-authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /etcdserver: (?:authentication failed, invalid user ID or password|user name (?:is empty|not found)|invalid auth token|permission denied|authentication is not enabled|role name not found)/,
      strength: 'fatal',
      title: 'etcd rejects the credentials',
      example: 'etcdserver: authentication failed, invalid user ID or password',
      source: 'etcd api/v3rpc/rpctypes/error.go',
    },
    {
      id: 'etcd/client-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /retrying of unary invoker failed.{0,400}(?:connection refused|DeadlineExceeded|Unavailable|i\/o timeout)|(?:dial|connect to|reach) etcd .{0,80}(?:context deadline exceeded|connection refused)|etcd cluster is unavailable or misconfigured/,
      strength: 'error',
      title: 'etcd cannot be reached',
      example: [
        '{"level":"warn","ts":"2026-11-21T00:44:48.225Z","logger":"etcd-client","caller":"v3@v3.5.9/retry_interceptor.go:62","msg":"retrying of unary invoker failed","target":"etcd-endpoints://0xc000/etcd:2379","attempt":0,"error":"rpc error: code = DeadlineExceeded desc = latest balancer error: last connection error: connection error: desc = \\"transport: Error while dialing: dial tcp 10.96.3.7:2379: connect: connection refused\\""}',
        'client: etcd cluster is unavailable or misconfigured; error #0: dial tcp 10.96.3.7:2379: connect: connection refused',
      ],
      source: 'etcd client/v3/retry_interceptor.go',
    },
  ],
}
