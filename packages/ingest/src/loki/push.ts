import { placeOf } from '../place.ts'
import { IntakeError, Rejections, type Intake } from '../intake.ts'
import { many, one, readMessage, type Schema } from '../protobuf/schema.ts'
import { WireReader } from '../protobuf/reader.ts'
import type { Scope } from '../scope.ts'
import { severityOf } from '../severity.ts'
import { listOf, longOf, numberOf, objectOf, textOf, type Fields } from '../fields/values.ts'
import type { LogSink } from '../sinks/log-sink.ts'
import { outside } from '../time-window.ts'

// grafana/loki pkg/push/push.proto.
const labelPair: Schema = new Map([
  [1, one('name', 'text')],
  [2, one('value', 'text')],
])
/** `google.protobuf.Timestamp`; the messages of logproto are below. */
const timestamp: Schema = new Map([
  [1, one('seconds', 'int64')],
  [2, one('nanos', 'uint')],
])
const entry: Schema = new Map([
  [1, one('timestamp', () => timestamp)],
  [2, one('line', 'text')],
  [3, many('structuredMetadata', () => labelPair)],
])
const stream: Schema = new Map([
  [1, one('labels', 'text')],
  [2, many('entries', () => entry)],
])
const pushRequest: Schema = new Map([[1, many('streams', () => stream)]])

interface Line {
  readonly ns: bigint
  readonly text: string
  readonly metadata: readonly (readonly [string, string])[]
}

/** Loki's push request, from protobuf. */
export function takeLokiProtobuf(body: Buffer, sink: LogSink, scope: Scope): Intake {
  const request = readMessage(new WireReader(body), pushRequest)
  const streams = listOf(request['streams']).map((item) => {
    const { labels, entries } = objectOf(item)
    return { labels: parseLabels(textOf(labels)), lines: listOf(entries).map(protobufLine) }
  })
  return take(streams, sink, scope)
}

/** Loki's push request, from JSON. */
export function takeLokiJson(request: Fields, sink: LogSink, scope: Scope): Intake {
  const streams = listOf(request['streams']).map((item) => {
    const { stream: labels, values } = objectOf(item)
    return { labels: pairsOf(labels), lines: listOf(values).map(jsonLine) }
  })
  return take(streams, sink, scope)
}

function take(
  streams: readonly {
    readonly labels: readonly (readonly [string, string])[]
    readonly lines: readonly Line[]
  }[],
  sink: LogSink,
  scope: Scope,
): Intake {
  const rejections = new Rejections()
  for (const { labels, lines } of streams) {
    const add = sink.from(placeOf(labels, scope.cluster), labels)
    const level = new Map(labels).get('level') ?? new Map(labels).get('detected_level') ?? ''
    for (const { ns, text, metadata } of lines) {
      const late = outside(scope.window, Number(ns / 1_000_000n))
      if (late !== null) {
        rejections.add(late)
        continue
      }
      const own = new Map(metadata)
      add({
        ns,
        severity: severityOf(own.get('level') ?? level),
        body: text,
        traceId: own.get('trace_id') ?? '',
        spanId: own.get('span_id') ?? '',
        attributes: metadata,
      })
    }
  }
  const accepted = sink.rows
  const block = sink.finish()
  const { count: rejected, reason } = rejections
  return { blocks: block === null ? [] : [block], accepted, rejected, reason }
}

function protobufLine(item: unknown): Line {
  const { timestamp: time, line, structuredMetadata } = objectOf(item)
  const { seconds, nanos } = objectOf(time)
  const metadata = listOf(structuredMetadata).map((pair) => {
    const { name, value } = objectOf(pair)
    return [textOf(name), textOf(value)] as const
  })
  return {
    ns: longOf(seconds) * 1_000_000_000n + BigInt(numberOf(nanos)),
    text: textOf(line),
    metadata,
  }
}

function jsonLine(item: unknown): Line {
  const [time, line, metadata] = listOf(item)
  return { ns: longOf(time), text: textOf(line), metadata: pairsOf(metadata) }
}

function pairsOf(labels: unknown): (readonly [string, string])[] {
  return Object.entries(objectOf(labels)).map(([name, value]) => [name, textOf(value)] as const)
}

const LABEL = /\s*([a-zA-Z_][a-zA-Z0-9_]*)\s*=\s*"((?:[^"\\]|\\.)*)"\s*(,|(?=\}))/y

/** Labels as Prometheus writes them: `{app="web",pod="web-1"}`. */
function parseLabels(text: string): (readonly [string, string])[] {
  const trimmed = text.trim()
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) throw badLabels(text)
  const pairs: (readonly [string, string])[] = []
  LABEL.lastIndex = 1
  while (LABEL.lastIndex < trimmed.length - 1) {
    const found = LABEL.exec(trimmed)
    if (found === null) {
      if (pairs.length === 0 && trimmed.slice(1, -1).trim() === '') return pairs
      throw badLabels(text)
    }
    pairs.push([found[1]!, unescape(found[2]!)])
  }
  return pairs
}

/** Labels come quoted as Go's `strconv.Quote` does. */
function unescape(value: string): string {
  return value.replace(/\\(.)/g, (_all, char: string) =>
    char === 'n' ? '\n' : char === 't' ? '\t' : char,
  )
}

function badLabels(text: string): IntakeError {
  return new IntakeError(
    400,
    `${JSON.stringify(text.slice(0, 80))} is no label set like {app="web"}.`,
  )
}
