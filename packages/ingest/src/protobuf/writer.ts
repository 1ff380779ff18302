// The few messages that are answered are small: each function gives the bytes of one field.

/** A number, not negative; 0 is the default and takes no bytes (proto3). */
export function varintField(field: number, value: number): Buffer {
  return value === 0 ? Buffer.alloc(0) : Buffer.from([...varint(field << 3), ...varint(value)])
}

/** A string; '' takes no bytes. */
export function textField(field: number, value: string): Buffer {
  return value === '' ? Buffer.alloc(0) : messageField(field, Buffer.from(value))
}

/** A message that is encoded already, or bytes. */
export function messageField(field: number, bytes: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([...varint((field << 3) | 2), ...varint(bytes.length)]), bytes])
}

function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 128) | 0x80)
    rest = Math.floor(rest / 128)
  }
  return [...bytes, rest]
}
