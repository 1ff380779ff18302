import type { Field } from './fields.ts'

/** Names of the field that holds what the program printed, the rawest first. */
const MESSAGE_KEYS = [
  'log',
  'raw',
  'textpayload',
  'logentry',
  'logmessage',
  'rawlog',
  'rawmessage',
  'jsonpayload',
  'eventoriginal',
  'line',
  'logline',
  'message',
  'msg',
  'body',
  'fullmessage',
  'shortmessage',
  'content',
  'text',
  'event',
  'data',
  'payload',
  'entry',
  'output',
  'value',
]

/** Fields beside a message that belong to it: a program that writes JSON says the reason in them. */
const PART_OF_MESSAGE =
  /^(?:err|error|errors|errorverbose|stack|stacktrace|exception|exc|excinfo|cause|reason|traceback|throwable|thrown|details?)$/

/** What only the envelope says, left out where the rest of a record is what the program printed. */
const OF_ENVELOPE =
  /^(?:@.*|_.*|kubernetes|k8s|docker|stream|tags?|agent|ecs|input|host|offset|date|logtag|insertid|resource|labels|logname|receivetimestamp|ingestiontime|id|index|score|sort|type|source|sourcetype|ddsource|ddtags|metadata|cluster|node|pod.*|namespace.*|container.*|file.*|fluent.*)$/

/** How the field that holds the message is told: by the index of its name in the list. */
export function messageRank({ path }: Field): number {
  const last = path.at(-1) ?? ''
  const two = path.slice(-2).join('')
  const rank = MESSAGE_KEYS.findIndex((key) => key === last || key === two)
  return rank === -1 ? Infinity : rank
}

/** The field with the message, of those whose value can be one. */
export function messageField(fields: readonly Field[]): Field | null {
  let best: Field | null = null
  let bestRank = Infinity
  for (const field of fields) {
    if (!isText(field.value) && !isPayload(field)) continue
    const rank = messageRank(field) * 10 + field.path.length
    if (rank < bestRank) {
      bestRank = rank
      best = field
    }
  }
  return best ?? longest(fields)
}

/** Without a name that says so, the message is the longest text with words in it. */
function longest(fields: readonly Field[]): Field | null {
  let best: Field | null = null
  for (const field of fields) {
    if (typeof field.value !== 'string' || !/\S\s+\S/.test(field.value)) continue
    if (best === null || field.value.length > String(best.value).length) best = field
  }
  return best
}

const isText = (value: unknown): value is string => typeof value === 'string'

/** Programs that print JSON are parsed by some collectors: the message is then an object. */
const isPayload = ({ path, value }: Field): boolean =>
  isTree(value) &&
  /^(?:jsonpayload|logmessage|message|log|body|msg)$/.test(path.at(-1) ?? '') &&
  Object.values(value).some((inner) => typeof inner === 'string') &&
  !('file' in value || 'offset' in value)

const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** The text of a message field; of an object that says more than a message, the object as JSON. */
export function payloadText(value: unknown): string {
  if (typeof value === 'string') return value
  if (!isTree(value)) return JSON.stringify(value) ?? ''
  const { message, msg, log } = value
  const alone = [message, msg, log].find(isText)
  const more = Object.keys(value).some(
    (key) => !/^(?:message|msg|log|severity|level|time|timestamp|ts|stream|@.*|logtag)$/i.test(key),
  )
  return alone !== undefined && !more ? alone : JSON.stringify(value)
}

/**
 * What the program printed, where a collector took its JSON apart and put the parts beside its own fields: the message with
 * the error, the stack and the rest that belongs to it.
 */
export function mergedText(record: Record<string, unknown>, text: string): string {
  const keys = Object.keys(record)
  const bare = (key: string): string => key.toLowerCase().replace(/[._-]/g, '')
  if (text.startsWith('{') || !keys.some((key) => PART_OF_MESSAGE.test(bare(key)))) return text
  const kept = keys.filter((key) => !OF_ENVELOPE.test(bare(key)))
  return JSON.stringify(Object.fromEntries(kept.map((key) => [key, record[key]])))
}
