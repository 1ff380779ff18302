import { statSync } from 'node:fs'
import { fileHead } from './archive.ts'
import type { ReadLimits } from './entry.ts'
import { readRange } from './folder.ts'
import { cutSentence, HEAD_BYTES, joinedAtLines } from './head-and-tail.ts'
import { jsonExcess } from '../text-file/json-bounds.ts'
import { SourceError } from '../errors.ts'
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
  if (size <= limit || isObjects) {
    const bytes = readRange(path, 0, { length: Math.min(size, limit) })
    if (isObjects) assertSound(name, bytes)
    return { bytes, gaps: size <= limit ? [] : [cutSentence(name, size, limit)] }
  }
  const head = readRange(path, 0, { length: Math.min(HEAD_BYTES, limit) })
  const tail = readRange(path, size - (limit - head.length), { length: limit - head.length })
  return { bytes: joinedAtLines(head, tail), gaps: [cutSentence(name, size, limit)] }
}

/** @throws {SourceError} for objects that would take far more memory than their text */
function assertSound(name: string, bytes: Uint8Array): void {
  const excess = jsonExcess(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (excess === null) return
  throw new SourceError({
    code: 'not-a-dump',
    where: name,
    message: `${name} was not read: it holds ${excess}, which no dump does.`,
  })
}
