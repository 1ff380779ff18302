import type { SignatureFamily } from '@unloop/engine/scanner'
import { kafkaClient } from './kafka-client.ts'
import { kafka } from './kafka.ts'
import { jms, mqtt, nats } from './messaging.ts'
import { rabbitmq } from './rabbitmq.ts'
import { zookeeper } from './zookeeper.ts'

export const QUEUE_FAMILIES: readonly SignatureFamily[] = [
  jms,
  kafka,
  kafkaClient,
  mqtt,
  nats,
  rabbitmq,
  zookeeper,
]
