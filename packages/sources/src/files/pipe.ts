import { close, constants, openSync, read } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { systemCode } from '../errors.ts'

const PIECE = 64 * 1024
const PAUSE_MS = 10

const readPiece = promisify(read)

/**
 * A named pipe as a stream. It is opened without waiting (open(2), O_NONBLOCK on a FIFO): one that nobody writes to is at its
 * end at once, instead of holding the program for ever.
 */
export async function* pipeStream(path: string): AsyncIterable<Uint8Array> {
  const handle = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  try {
    for (;;) {
      const piece = await pieceOf(handle)
      if (piece === null) await sleep(PAUSE_MS)
      else if (piece.length === 0) return
      else yield piece
    }
  } finally {
    close(handle)
  }
}

/** Null where the writer has nothing at the moment. */
const pieceOf = async (handle: number): Promise<Uint8Array | null> => {
  const buffer = new Uint8Array(PIECE)
  try {
    const { bytesRead } = await readPiece(handle, buffer, 0, PIECE, null)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if (systemCode(error) === 'EAGAIN') return null
    throw error
  }
}
