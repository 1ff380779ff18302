import { decodeText } from '@unloop/formats'
import { readWithin } from '@unloop/sources/files'
import { readSmallFile, unreadReason } from '@unloop/sources/text-file'
import { TargetError } from '../../errors.ts'
import type { Io } from '../../io.ts'

const MAX_BYTES = 32 * 1024 * 1024

/** The texts that -f names, as one. */
export async function readLogs(paths: readonly string[], io: Io): Promise<string> {
  const texts: string[] = []
  for (const path of paths) texts.push(await readLog(path, io))
  return texts.join('\n')
}

async function readLog(path: string, io: Io): Promise<string> {
  const bytes = path === '-' ? await standardInput(io) : await fileBytes(path)
  const decoded = decodeText(bytes)
  if (decoded.kind === 'text') return decoded.text
  throw unreadable(path, 'it is no text; unpack it first')
}

async function fileBytes(path: string): Promise<Uint8Array> {
  try {
    return await readSmallFile(path, MAX_BYTES)
  } catch (error) {
    throw unreadable(path, unreadReason(error))
  }
}

async function standardInput(io: Io): Promise<Uint8Array> {
  if (io.terminal.in)
    io.err('unloop: Paste the output that holds the error and end it with Ctrl+D.\n')
  return whole(await readWithin(io.stdin, MAX_BYTES), '-')
}

function whole(bytes: Uint8Array | null, path: string): Uint8Array {
  if (bytes === null) throw unreadable(path, `it is larger than ${MAX_BYTES >> 20} MiB`)
  return bytes
}

const unreadable = (path: string, why: string): TargetError =>
  new TargetError({
    code: 'target-not-found',
    message: `${path === '-' ? 'Standard input' : path} could not be read: ${why}.`,
    next: 'Give the output of the command that failed with -f FILE, or nothing at all to look at the current folder.',
  })
