import type { SignatureFamily } from '@unloop/engine/scanner'
import { cassandra } from './cassandra.ts'
import { otherDrivers } from './dotnet-ruby-php-rust-drivers.ts'
import { elasticStack } from './elastic-stack.ts'
import { elasticsearch } from './elasticsearch.ts'
import { etcd } from './etcd.ts'
import { goDrivers } from './go-drivers.ts'
import { jvmDrivers } from './jvm-drivers.ts'
import { memcached } from './memcached.ts'
import { mongodb } from './mongodb.ts'
import { mysqlClient } from './mysql-client.ts'
import { mysql } from './mysql.ts'
import { nodeDrivers } from './node-drivers.ts'
import { postgresqlClient } from './postgresql-client.ts'
import { postgresqlTools } from './postgresql-tools.ts'
import { postgresql } from './postgresql.ts'
import { pythonDrivers } from './python-drivers.ts'
import { redisClient } from './redis-client.ts'
import { redis } from './redis.ts'
import { searchServers } from './search-servers.ts'
import { databaseServers, otherDatabases } from './servers.ts'
import { secretsAndDiscovery } from './vault-and-consul.ts'
import { moreDatabases } from './more-servers.ts'

export const DATABASE_FAMILIES: readonly SignatureFamily[] = [
  cassandra,
  databaseServers,
  elasticsearch,
  elasticStack,
  etcd,
  goDrivers,
  jvmDrivers,
  memcached,
  mongodb,
  mysql,
  mysqlClient,
  nodeDrivers,
  otherDatabases,
  otherDrivers,
  postgresql,
  postgresqlClient,
  postgresqlTools,
  pythonDrivers,
  redis,
  redisClient,
  searchServers,
  secretsAndDiscovery,
  moreDatabases,
]
