import type { SignatureFamily } from '@unloop/engine/scanner'
import { goQueueClients } from './go-clients.ts'
import { kafkaClient } from './kafka-client.ts'
import { kafka } from './kafka.ts'
import { jms, mqtt, nats } from './messaging.ts'
import { nodeQueueClients } from './node-clients.ts'
import { pythonQueueClients } from './python-clients.ts'
import { rabbitmq } from './rabbitmq.ts'
import { streamPrograms } from './streams.ts'
import { zookeeper } from './zookeeper.ts'

export const QUEUE_FAMILIES: readonly SignatureFamily[] = [
  goQueueClients,
  jms,
  kafka,
  kafkaClient,
  mqtt,
  nats,
  nodeQueueClients,
  pythonQueueClients,
  rabbitmq,
  streamPrograms,
  zookeeper,
]
