import { SourceError } from '../errors.ts'
import type { ReadLimits } from './entry.ts'

/** Reads all of standard input, up to the limit on what is kept in memory. */
export const readStandardInput = async (
  input: AsyncIterable<Uint8Array> | undefined,
  limits: ReadLimits,
): Promise<Uint8Array> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of input ?? (process.stdin as AsyncIterable<Uint8Array>)) {
    size += chunk.length
    if (size > limits.bytes)
      throw new SourceError({
        code: 'unreadable',
        where: 'standard input',
        message: `Standard input is larger than ${Math.round(limits.bytes / 1024 / 1024)} MiB. Write it to a file and give that with -f.`,
      })
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}
