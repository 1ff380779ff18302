import type { SignatureFamily } from '@unloop/engine/scanner'
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
import { otherDrivers } from './other-drivers.ts'
import { cassandra, otherDatabases, postgresqlTools, secretsAndDiscovery } from './others.ts'
import { postgresqlClient } from './postgresql-client.ts'
import { postgresql } from './postgresql.ts'
import { pythonDrivers } from './python-drivers.ts'
import { redisClient } from './redis-client.ts'
import { redis } from './redis.ts'
import { searchServers } from './search-servers.ts'
import { databaseServers } from './servers.ts'

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
]
