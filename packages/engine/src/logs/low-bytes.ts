interface Latin1Writer {
  latin1Write(text: string, offset: number, length: number): number
}

interface Platform {
  readonly Buffer?: { from(buffer: ArrayBufferLike): Uint8Array & Latin1Writer }
}

/** A buffer that texts are copied into, the low byte of each character: reading bytes is several times as fast. */
export interface LowBytes {
  readonly bytes: Uint8Array
  /** Copies a text that fits to the beginning of the buffer. */
  write(text: string): void
}

/** Node copies ten times as fast as a loop does. */
export function lowBytes(size: number): LowBytes {
  const bytes = new Uint8Array(size)
  const buffer = (globalThis as unknown as Platform).Buffer?.from(bytes.buffer)
  if (typeof buffer?.latin1Write === 'function')
    return { bytes, write: (text) => void buffer.latin1Write(text, 0, text.length) }
  return {
    bytes,
    write: (text) => {
      for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i)
    },
  }
}
