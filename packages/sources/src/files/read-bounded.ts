import { statSync } from 'node:fs'
import { fileHead } from './archive.ts'
import type { ReadLimits } from './entry.ts'
import { readRange } from './folder.ts'
import { cutSentence, HEAD_BYTES, joinedAtLines } from './head-and-tail.ts'
import { OBJECTS } from './read-text.ts'

interface Bounded {
  readonly bytes: Uint8Array
  readonly gaps: readonly string[]
}

/**
 * Reads a file within the limits: objects from the beginning as far as they may go, of a longer text the beginning and the
 * end, where what happened last stands.
 */
export function readBounded(path: string, name: string, limits: ReadLimits): Bounded {
  const { size } = statSync(path)
  const isObjects = OBJECTS.test(Buffer.from(fileHead(path)).toString('utf8'))
  const limit = isObjects ? limits.objectBytes : limits.logBytes
  if (size <= limit) return { bytes: readRange(path, 0, { length: size }), gaps: [] }
  if (isObjects)
    return { bytes: readRange(path, 0, { length: limit }), gaps: [cutSentence(name, size, limit)] }
  const head = readRange(path, 0, { length: Math.min(HEAD_BYTES, limit) })
  const tail = readRange(path, size - (limit - head.length), { length: limit - head.length })
  return { bytes: joinedAtLines(head, tail), gaps: [cutSentence(name, size, limit)] }
}
