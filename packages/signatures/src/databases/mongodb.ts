import type { SignatureFamily } from '@unloop/engine/scanner'

/** mongod, its image's entrypoint and the drivers. Sources: mongodb/mongo src/mongo, the drivers' repositories. */
export const mongodb: SignatureFamily = {
  programs: ['MongoDB', 'mongosh', 'MongoDB drivers', 'Mongoose', 'PyMongo'],
  signatures: [
    {
      id: 'mongodb/upgrade-problem',
      cause: 'volume-data-incompatible',
      pattern:
        /UPGRADE PROBLEM: (?<what>.{1,200})|Invalid feature[Cc]ompatibility[Vv]ersion document|IncompatibleWithUpgrade|Wrong mongod version/,
      strength: 'fatal',
      title: 'The data is of a MongoDB version that this server cannot take over',
      explain:
        'MongoDB upgrades one major version at a time, and the featureCompatibilityVersion in the data must be that of the version before. The image tag skipped a version, or went back.',
      example: [
        '{"t":{"$date":"2026-11-21T00:44:10.689+00:00"},"s":"F","c":"CONTROL","id":20573,"ctx":"initandlisten","msg":"Wrong mongod version","attr":{"error":"UPGRADE PROBLEM: Found an invalid featureCompatibilityVersion document (ERROR: Location4926900: Invalid featureCompatibilityVersion document in admin.system.version: { _id: \\"featureCompatibilityVersion\\", version: \\"4.4\\" })"}}',
        '** IMPORTANT: UPGRADE PROBLEM: The data files need to be fully upgraded to version 3.6 before attempting an upgrade to 4.0; see http://dochub.mongodb.org/core/4.0-upgrade-fcv for more details.',
      ],
      source: 'mongo src/mongo/db/startup_recovery.cpp',
      fix: {
        title:
          'Go back to the former image, set featureCompatibilityVersion, then upgrade one major version at a time',
        where: 'image',
        commands: ['kubectl -n {namespace} rollout undo {workload}'],
        risk: 'medium',
      },
    },
    {
      id: 'mongodb/wiredtiger-other-version',
      cause: 'volume-data-incompatible',
      pattern:
        /Failed to start up WiredTiger under any compatibility version|unsupported WiredTiger file version|This may be due to an unsupported upgrade or downgrade|was created with the '\w+' storage engine, so the specified storage engine/,
      strength: 'fatal',
      title:
        'WiredTiger cannot open the data files: another version wrote them, or they are damaged',
      example: [
        '{"t":{"$date":"2026-11-21T00:44:10.689+00:00"},"s":"F","c":"STORAGE","id":28595,"ctx":"initandlisten","msg":"Terminating.","attr":{"reason":"95: Operation not supported"},"note":"Failed to start up WiredTiger under any compatibility version."}',
        'WiredTiger error (-31802) [1606] file:WiredTiger.wt, connection: unsupported WiredTiger file version: this build only supports versions up to 1.2, and the file is version 1.4',
      ],
      source: 'mongo src/mongo/db/storage/wiredtiger/wiredtiger_kv_engine.cpp',
    },
    {
      id: 'mongodb/lock-file',
      cause: 'volume-data-incompatible',
      pattern:
        /DBPathInUse: |Unable to lock the lock file: (?<file>\S+)|Another mongod instance is already running on the (?<path>\S+) directory/,
      strength: 'fatal',
      title: 'Another mongod holds the data directory',
      example:
        '{"t":{"$date":"2026-11-21T00:44:10.689+00:00"},"s":"E","c":"CONTROL","id":20557,"ctx":"initandlisten","msg":"DBException in initAndListen, terminating","attr":{"error":"DBPathInUse: Unable to lock the lock file: /data/db/mongod.lock (Resource temporarily unavailable). Another mongod instance is already running on the /data/db directory"}}',
      source: 'mongo src/mongo/db/storage/storage_engine_lock_file_posix.cpp',
    },
    {
      id: 'mongodb/wiredtiger-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:WiredTiger\.\w{1,20}|WiredTiger error|\/journal|\.wt).{0,240}(?:open|unlink|rename|directory-list|access)[^:]{0,20}: (?<what>Permission denied|Operation not permitted|Read-only file system)/,
      strength: 'fatal',
      title: 'WiredTiger may not use its files: {what}',
      example:
        '{"t":{"$date":"2026-11-21T00:44:10.689+00:00"},"s":"E","c":"STORAGE","id":22435,"ctx":"initandlisten","msg":"WiredTiger error","attr":{"error":13,"message":"[1700000000:1][1:0x7f], connection: __posix_open_file, 808: /data/db/WiredTiger.turtle: handle-open: open: Permission denied"}}',
      source: 'mongo src/third_party/wiredtiger/src/os_posix/os_fs.c',
    },
    {
      id: 'mongodb/lock-file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:Unable to determine status of lock file in the data directory (?<dir>\S+): .{0,60}Permission denied|Attempted to create a lock file on a read-only directory: (?<file>[^"\s,]+)|Unable to create\/open (?:the )?lock file: (?<path>[^"\s]+) \(?(?<what>Permission denied|Read-only file system))/,
      strength: 'fatal',
      title: 'mongod may not write its data directory',
      example: [
        'exception in initAndListen: IllegalOperation: Attempted to create a lock file on a read-only directory: /data/db, terminating',
        '"error":"Location28596: Unable to determine status of lock file in the data directory /data/db: boost::filesystem::status: Permission denied"',
        'Unable to create/open the lock file: /bitnami/mongodb/data/db/mongod.lock (Permission denied). Ensure the user executing mongod is the owner of the lock file and has the appropriate permissions.',
      ],
      source: 'mongo src/mongo/db/storage/storage_engine_lock_file_posix.cpp',
    },
    {
      id: 'mongodb/data-directory-missing',
      cause: 'mount-failed',
      pattern: /NonExistentPath: Data directory (?<file>\S+) not found/,
      strength: 'fatal',
      title: 'The data directory {file} does not exist: no volume is mounted there',
      example:
        "exception in initAndListen: NonExistentPath: Data directory /data/db not found. Create the missing directory or specify another path using (1) the --dbpath command line option, or (2) by adding the 'storage.dbPath' option in the configuration file.",
      source: 'mongo src/mongo/db/storage/storage_engine_init.cpp',
    },
    {
      id: 'mongodb/wiredtiger-corrupt',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:WT_PANIC: WiredTiger library panic|WT_TRY_SALVAGE: database corruption detected|the process must exit and restart: WT_PANIC|WiredTiger.{0,300}(?:read checksum error|encountered an illegal file format|file size \d+ .{0,40}corrupt|turtle file read error)|WiredTiger metadata corruption detected)/,
      strength: 'error',
      title: 'The WiredTiger files on the volume are damaged',
      example: [
        '[1700000000:0][1:0x7f], file:WiredTiger.wt, connection: __wt_panic, 490: the process must exit and restart: WT_PANIC: WiredTiger library panic',
        '"message":"file:WiredTigerLAS.wt, connection: WT_TRY_SALVAGE: database corruption detected"',
      ],
      source: 'mongo src/third_party/wiredtiger',
      fix: {
        title: 'Resync the member from the replica set, or mongod --repair on a copy of the volume',
        where: 'data',
        risk: 'high',
      },
    },
    {
      id: 'mongodb/no-space',
      cause: 'volume-full',
      pattern:
        /(?:WiredTiger|WT_|mongod|OutOfDiskSpace|journal).{0,400}(?:No space left on device|available disk space)/,
      strength: 'fatal',
      title: 'The MongoDB volume is full',
      example:
        '"msg":"WiredTiger error","attr":{"error":28,"message":"/data/db/journal/WiredTigerPreplog.0000000001: handle-write: pwrite: failed to write 128 bytes at offset 0: No space left on device"}',
      source: 'mongo src/third_party/wiredtiger/src/os_posix/os_fs.c',
    },
    {
      id: 'mongodb/unknown-option',
      cause: 'app-config-invalid',
      pattern:
        /(?:Unrecognized option: (?<setting>[\w.]+)|Error parsing command line: (?<what>.{1,160})|Error parsing YAML config file: (?<file>.{1,160})|Error parsing option "[^"]+" as |Options? .{0,60}should be a child of another option)/,
      strength: 'fatal',
      title: 'mongod rejects its options: {setting}',
      example: [
        'Unrecognized option: storage.journal.enabled',
        "Error parsing command line: unrecognised option '--nojournal'",
        'Error parsing YAML config file: yaml-cpp: error at line 3, column 9: illegal map value',
      ],
      source: 'mongo src/mongo/util/options_parser/options_parser.cpp',
    },
    {
      id: 'mongodb/bad-value',
      cause: 'app-config-invalid',
      pattern: /BadValue: (?<what>[^"]{4,160})/,
      strength: 'error',
      title: 'mongod rejects a setting: {what}',
      example:
        'BadValue: security.keyFile is required when authorization is enabled with replica sets',
      source: 'mongo src/mongo/db/mongod_options.cpp',
    },
    {
      id: 'mongodb/configuration-file-missing',
      cause: 'config-file-missing',
      pattern: /Error (?:opening|reading) config file:? ?(?<file>\S*?):? No such file or directory/,
      strength: 'fatal',
      title: 'The configuration file of mongod is not there: {file}',
      example: 'Error opening config file: No such file or directory',
      source: 'mongo src/mongo/util/options_parser/options_parser.cpp',
    },
    {
      id: 'mongodb/key-file-mode',
      cause: 'permission-denied-fs',
      pattern:
        /permissions on (?<file>\S+) are too open|[Ee]rror (?:opening|reading) (?:security )?(?:key ?)?file:? (?<path>\S+): (?:bad file|Permission denied)/,
      strength: 'fatal',
      title: 'The key file {file} has the wrong mode or owner',
      explain: 'mongod reads its key file only when it is its own and no one else may read it.',
      example: [
        '{"t":{"$date":"2026-11-21T00:44:10.689+00:00"},"s":"I","c":"ACCESS","id":20254,"ctx":"main","msg":"Read security file failed","attr":{"error":{"code":30,"codeName":"InvalidPath","errmsg":"permissions on /etc/mongo/keyfile are too open"}}}',
        'Error reading file /etc/keyfile: Permission denied',
      ],
      source: 'mongo src/mongo/db/auth/security_file.cpp',
      fix: {
        title:
          'Mount the Secret with defaultMode 0400 and the fsGroup of mongod, or copy it in an init container',
        where: 'manifest',
        risk: 'low',
      },
    },
    {
      id: 'mongodb/key-file-content',
      cause: 'app-config-invalid',
      pattern:
        /invalid char in key file|security key in (?<file>\S+) has length|key file must be between 6 and 1024/,
      strength: 'fatal',
      title: 'The content of the key file is not valid',
      example: 'invalid char in key file /etc/mongo/keyfile: -',
      source: 'mongo src/mongo/db/auth/security_key.cpp',
    },
    {
      id: 'mongodb/port-in-use',
      cause: 'port-in-use',
      pattern: /[Ff]ailed to set up (?:listener|sockets).{0,200}Address already in use/,
      strength: 'fatal',
      title: 'The port of mongod is already bound',
      example:
        '{"s":"E","c":"CONTROL","id":20568,"ctx":"initandlisten","msg":"Error setting up listener","attr":{"error":{"errmsg":"Failed to set up listener: SocketException: Address already in use"}}}',
      source: 'mongo src/mongo/db/mongod_main.cpp',
    },
    {
      id: 'mongodb/socket-file',
      cause: 'permission-denied-fs',
      pattern:
        /Failed to unlink socket file[^/]{0,40}(?<file>\/\S{1,80}\.sock)?.{0,20}(?:Operation not permitted|Permission denied)/,
      strength: 'fatal',
      title: 'mongod may not replace its socket in /tmp, another user owns it',
      example: 'Failed to unlink socket file /tmp/mongodb-27017.sock Operation not permitted',
      source: 'mongo src/mongo/transport/asio',
    },
    {
      id: 'mongodb/tls-key-file',
      cause: 'tls-cert',
      pattern:
        /InvalidSSLConfiguration: (?<what>[^"]{4,160})|[Cc]annot read certificate file: (?<file>[^"\s]+)/,
      strength: 'fatal',
      title: 'mongod cannot load its certificate: {what}',
      example: [
        '"msg":"Failed global initialization","attr":{"error":"InvalidSSLConfiguration: Can not set up PEM key file."}',
        'cannot read certificate file: /etc/ssl/mongodb.pem error:02001002:system library:fopen:No such file or directory',
      ],
      source: 'mongo src/mongo/util/net/ssl_manager_openssl.cpp',
    },
    {
      id: 'mongodb/avx-missing',
      cause: 'illegal-instruction',
      pattern: /MongoDB 5\.0\+ requires a CPU with AVX support/,
      strength: 'error',
      title: 'MongoDB 5 and later need a CPU with AVX',
      example:
        'WARNING: MongoDB 5.0+ requires a CPU with AVX support, and your current system does not appear to have that!',
      source: 'docker-library/mongo docker-entrypoint.sh',
      from: ['028-sock-shop-mongo-avx'],
      fix: {
        title:
          'Run on nodes whose CPU (or CPU model of the virtual machine) has AVX, or use MongoDB 4.4',
        where: 'infra',
        risk: 'medium',
      },
    },
    {
      id: 'mongodb/root-user-half-set',
      cause: 'env-missing',
      pattern: /missing '(?<env>MONGO_INITDB_ROOT_USERNAME)' or 'MONGO_INITDB_ROOT_PASSWORD'/,
      strength: 'fatal',
      title: 'Only one of MONGO_INITDB_ROOT_USERNAME and MONGO_INITDB_ROOT_PASSWORD is set',
      example: "error: missing 'MONGO_INITDB_ROOT_USERNAME' or 'MONGO_INITDB_ROOT_PASSWORD'",
      source: 'docker-library/mongo docker-entrypoint.sh',
    },
    {
      id: 'mongodb/unclean-shutdown-fassert',
      cause: 'volume-data-incompatible',
      pattern: /Fatal [Aa]ssertion|\*\*\*aborting after fassert\(\) failure/,
      strength: 'hint',
      title: 'mongod ends on a fatal assertion; the lines before say why',
      example:
        '{"s":"F","c":"-","id":23091,"ctx":"initandlisten","msg":"Fatal assertion","attr":{"msgid":50853,"file":"wiredtiger_util.cpp"}}',
      source: 'mongo src/mongo/util/assert_util.cpp',
    },
    {
      id: 'mongodb/replica-set-name',
      cause: 'app-config-invalid',
      pattern:
        /(?:replica set config .{0,80}name (?:mismatch|doesn't match)|Attempting to initiate a replica set with name (?<have>\S+), but command line reports (?<want>[^\s;]+)|Our set name did not match that of)/,
      strength: 'error',
      title: 'The replica set name of mongod and of the stored configuration differ',
      example:
        'Attempting to initiate a replica set with name rs1, but command line reports rs0; rejecting',
      source: 'mongo src/mongo/db/repl/replication_coordinator_impl.cpp',
    },
    {
      id: 'mongodb/client-authentication',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Mongo\w*Error: Authentication failed|OperationFailure: (?:bad auth|Authentication failed)|unable to authenticate using mechanism|\(AuthenticationFailed\)|Exception authenticating MongoCredential|Unable to authenticate using sasl protocol|bad auth ?: ?[Aa]uthentication failed|'?codeName'?"?: ?'?"?AuthenticationFailed|SCRAM failure: bad authentication)/,
      strength: 'fatal',
      title: 'MongoDB rejects the credentials',
      example: [
        'MongoServerError: Authentication failed.',
        "pymongo.errors.OperationFailure: Authentication failed., full error: {'ok': 0.0, 'errmsg': 'Authentication failed.', 'code': 18, 'codeName': 'AuthenticationFailed'}",
        'connection() error occurred during connection handshake: auth error: sasl conversation error: unable to authenticate using mechanism "SCRAM-SHA-256": (AuthenticationFailed) Authentication failed.',
        "com.mongodb.MongoSecurityException: Exception authenticating MongoCredential{mechanism=SCRAM-SHA-1, userName='app', source='orders', password=<hidden>, mechanismProperties=<hidden>}",
      ],
      source: 'mongo src/mongo/db/auth; node-mongodb-native; mongo-go-driver x/mongo/driver/auth',
      fix: {
        title:
          "Use the user's password and the database that it was created in (authSource, mostly admin)",
        where: 'config',
        risk: 'low',
      },
    },
    {
      id: 'mongodb/client-not-authorized',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:[Cc]ommand (?:\w+) requires authentication|not authorized on (?<database>\S+) to execute command|there are no users authenticated)/,
      strength: 'error',
      title: 'MongoDB wants a login, or the user may not do this on {database}',
      example: [
        'MongoServerError: command find requires authentication',
        'MongoServerError: not authorized on orders to execute command { listCollections: 1 }',
      ],
      source: 'mongo src/mongo/db/auth/authorization_session_impl.cpp',
    },
    {
      id: 'mongodb/client-server-selection',
      cause: 'dependency-unreachable',
      pattern:
        /(?:server selection (?:error|timeout)|Server selection (?:timed out|timeout)|ServerSelectionTimeoutError: |Mongo(?:ose)?ServerSelectionError: (?!getaddrinfo)|Timed out after \d+ ms while waiting (?:for a server|to connect)|timeout occurred after \d+ ?ms selecting a server using|No suitable servers found|failed to connect to server \[(?<host>[^\]:]+):(?<port>\d+)\] on first connect)/,
      strength: 'error',
      title: 'The driver finds no MongoDB server',
      example: [
        'server selection error: server selection timeout, current topology: { Type: Unknown, Servers: [{ Addr: mongo:27017, Type: Unknown, Last error: connection() error occurred during connection handshake: dial tcp 10.96.3.7:27017: connect: connection refused }, ] }',
        'pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno 111] Connection refused, Timeout: 30s, Topology Description: <TopologyDescription id: 65, topology_type: Unknown>',
        'MongooseServerSelectionError: connect ECONNREFUSED 10.96.3.7:27017',
        'com.mongodb.MongoTimeoutException: Timed out after 30000 ms while waiting to connect. Client view of cluster state is {type=UNKNOWN, servers=[{address=mongo:27017, type=UNKNOWN, state=CONNECTING}]',
        'System.TimeoutException: A timeout occurred after 30000ms selecting a server using CompositeServerSelector',
        'MongoNetworkError: failed to connect to server [mongo:27017] on first connect [Error: connect ECONNREFUSED 10.96.3.7:27017]',
        "No suitable servers found (`serverSelectionTryOnce` set): [connection refused calling hello on 'mongo:27017']",
      ],
      source: 'MongoDB server selection specification; the drivers',
    },
    {
      id: 'mongodb/client-name',
      cause: 'dns-failure',
      pattern:
        /(?:querySrv (?:ENOTFOUND|ESERVFAIL|ECONNREFUSED|ETIMEOUT|EREFUSED) (?<host>\S+)|MongoServerSelectionError: getaddrinfo|error parsing uri: lookup (?<name>\S+)|The DNS query name does not exist: (?<query>_mongodb\S+)|Failed looking up (?:SRV|TXT) record)/,
      strength: 'fatal',
      title: 'The name of the MongoDB server does not resolve',
      example: [
        'Error: querySrv ENOTFOUND _mongodb._tcp.cluster0.ab1cd.mongodb.net',
        'error parsing uri: lookup _mongodb._tcp.mongo.shop.svc on 10.96.0.10:53: no such host',
        'pymongo.errors.ConfigurationError: The DNS query name does not exist: _mongodb._tcp.mongo.shop.svc.',
      ],
      source: 'node-mongodb-native src/connection_string.ts; mongo-go-driver',
    },
    {
      id: 'mongodb/client-uri-unset',
      cause: 'env-missing',
      pattern:
        /The `uri` parameter to `(?:openUri|createConnection)\(\)` must be a string, got "?(?<what>\w+)/,
      strength: 'fatal',
      title: 'The MongoDB connection string is {what}: its variable is not set',
      example:
        'MongooseError: The `uri` parameter to `openUri()` must be a string, got "undefined". Make sure the first parameter to `mongoose.connect()` or `mongoose.createConnection()` is a string.',
      source: 'Automattic/mongoose lib/connection.js',
    },
    {
      id: 'mongodb/client-uri-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ii]nvalid scheme, expected connection string to start with|The connection string (?:is invalid|must start with)|scheme must be "mongodb" or "mongodb\+srv"|Invalid URI scheme: URI must begin with 'mongodb|must be escaped according to RFC 3986|MongoParseError: (?<what>.{4,120}))/,
      strength: 'fatal',
      title: 'The MongoDB connection string is malformed',
      example: [
        'MongoParseError: Invalid scheme, expected connection string to start with "mongodb://" or "mongodb+srv://"',
        'error parsing uri: scheme must be "mongodb" or "mongodb+srv"',
        'pymongo.errors.InvalidURI: Username and password must be escaped according to RFC 3986, use urllib.parse.quote_plus',
      ],
      source: 'mongodb-connection-string-url; pymongo uri_parser.py; mongo-go-driver connstring.go',
    },
  ],
}
