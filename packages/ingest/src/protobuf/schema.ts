import { WireError, type WireReader } from './reader.ts'

/** How a field is read; `hex` is bytes that JSON has as hexadecimal digits, `base64` the others. */
export type Scalar =
  | 'text'
  | 'hex'
  | 'base64'
  | 'bool'
  | 'uint'
  | 'int64'
  | 'uint64'
  | 'sint'
  | 'fixed64'
  | 'sfixed64'
  | 'fixed32'
  | 'double'

/** A field by its name in the JSON mapping; a message's type is a function, as messages hold each other. */
export interface Field {
  readonly name: string
  readonly type: Scalar | (() => Schema)
  readonly isRepeated?: boolean
}

/** The fields of a message by their numbers; others are passed over. */
export type Schema = ReadonlyMap<number, Field>

/** A message as protobuf's JSON mapping has it, but with 64-bit integers as bigint. */
export type Message = Record<string, unknown>

const WIRE: Record<Scalar, number> = {
  text: 2,
  hex: 2,
  base64: 2,
  bool: 0,
  uint: 0,
  int64: 0,
  uint64: 0,
  sint: 0,
  fixed64: 1,
  sfixed64: 1,
  fixed32: 5,
  double: 1,
}
const MESSAGE = 2
/** Nesting beyond that is no telemetry. */
const MAX_DEPTH = 32

/** A field that is there at most once; the last one read wins. */
export function one(name: string, type: Field['type']): Field {
  return { name, type }
}
/** A repeated field; packed numbers are read too. */
export function many(name: string, type: Field['type']): Field {
  return { name, type, isRepeated: true }
}

/** Reads a whole message. Throws a {@link WireError} where the bytes are none. */
export function readMessage(reader: WireReader, schema: Schema, depth = 0): Message {
  if (depth > MAX_DEPTH) throw new WireError('messages nested too deep')
  const message: Message = {}
  while (!reader.isDone) {
    const tag = reader.tag()
    const type = tag & 7
    const field = schema.get(Math.floor(tag / 8))
    if (field === undefined) reader.skip(type)
    else readField(reader, { field, type, depth }, message)
  }
  return message
}

function readField(
  reader: WireReader,
  { field, type, depth }: { readonly field: Field; readonly type: number; readonly depth: number },
  message: Message,
): void {
  if (typeof field.type === 'function') {
    if (type !== MESSAGE) throw new WireError(`${field.name} has wire type ${type}`)
    put(message, field, readMessage(reader.nested(), field.type(), depth + 1))
    return
  }
  const wire = WIRE[field.type]
  if (type === wire) {
    put(message, field, readScalar(reader, field.type))
    return
  }
  if (type !== 2 || field.isRepeated !== true)
    throw new WireError(`${field.name} has wire type ${type}`)
  const packed = reader.nested()
  while (!packed.isDone) put(message, field, readScalar(packed, field.type))
}

function put(message: Message, field: Field, value: unknown): void {
  if (field.isRepeated !== true) {
    message[field.name] = value
    return
  }
  const values = message[field.name] as unknown[] | undefined
  if (values === undefined) message[field.name] = [value]
  else values.push(value)
}

function readScalar(reader: WireReader, type: Scalar): unknown {
  switch (type) {
    case 'text':
      return reader.text()
    case 'hex':
      return reader.data().toString('hex')
    case 'base64':
      return reader.data().toString('base64')
    case 'bool':
      return reader.varint() !== 0
    case 'uint':
      return reader.varint()
    case 'int64':
      return reader.varint64()
    case 'uint64':
      return BigInt.asUintN(64, reader.varint64())
    case 'sint':
      return reader.zigzag()
    case 'fixed64':
      return reader.fixed64()
    case 'sfixed64':
      return reader.sfixed64()
    case 'fixed32':
      return reader.fixed32()
    case 'double':
      return reader.double()
  }
}
