import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate, zstdDecompress } from 'node:zlib'
import { uncompress } from 'snappyjs'
import { IntakeError } from '../intake.ts'

const ENCODINGS = {
  gzip: promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
  zstd: promisify(zstdDecompress),
} as const

/** A body without its content encoding; never more than `maxBytes`. Rejects with an {@link IntakeError}. */
export async function decompress(
  body: Buffer,
  encoding: string,
  maxBytes: number,
): Promise<Buffer> {
  const name = encoding.trim().toLowerCase()
  if (name === '' || name === 'identity') return body
  if (name === 'snappy') return unsnappy(body, maxBytes)
  if (!Object.hasOwn(ENCODINGS, name))
    throw new IntakeError(
      415,
      `Content-Encoding ${JSON.stringify(name)} is not known: use gzip, zstd, snappy or none.`,
    )
  try {
    return await ENCODINGS[name as keyof typeof ENCODINGS](body, { maxOutputLength: maxBytes })
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(maxBytes)
    throw new IntakeError(400, `The body is not ${name}.`, cause)
  }
}

/** Snappy's block format, which remote write and Loki use. */
export function unsnappy(body: Buffer, maxBytes: number): Buffer {
  try {
    const bytes = uncompress(body, maxBytes)
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  } catch (cause) {
    if (cause instanceof Error && /exceeds|larger|too/i.test(cause.message))
      throw tooLarge(maxBytes)
    throw new IntakeError(400, 'The body is not snappy in its block format.', cause)
  }
}

function tooLarge(maxBytes: number): IntakeError {
  return new IntakeError(
    413,
    `A request has at most ${Math.round(maxBytes / 1e6)} MB without compression.`,
  )
}
