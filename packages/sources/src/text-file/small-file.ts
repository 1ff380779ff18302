import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs'

const MIB = 1024 * 1024
/** Configurations, rules, tokens, certificates and schemas are far smaller; a Secret or ConfigMap holds 1 MiB at most. */
const MOST_BYTES = 8 * MIB
/** A value of YAML takes some 500 bytes once it is parsed, however short it was; each stands behind a line end, a comma or a bracket. */
const MOST_VALUES = 200_000
const MOST_DEPTH = 1000
const PIECE = 64 * 1024
/** A writer may take a while, as a program does whose output the shell hands over by `<(…)`. */
const MOST_WAIT_MS = 45_000
const PAUSE_MS = 5

/** Why a file was not read, in Node's form: the system's own code, or EFBIG and ETIMEDOUT for what has no end. */
class SmallFileError extends Error {
  readonly code: string
  readonly path: string

  /** The message is a clause about the file. */
  constructor(code: string, path: string, message: string) {
    super(message)
    this.name = 'SmallFileError'
    this.code = code
    this.path = path
  }
}

const SYSTEM_REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'there is no such file',
  EACCES: 'permission denied',
  EISDIR: 'it is a directory',
}

/** Why a file could not be read, as a clause: `there is no such file`. */
export function unreadReason(error: unknown): string {
  if (error instanceof SmallFileError) return error.message
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return SYSTEM_REASONS[code] ?? (code || String(error))
}

/**
 * The bytes of a file that somebody named, whatever it is: devices and pipes are read as well, up to `most` bytes and for so long as a
 * person waits. A pipe that nobody writes to is empty at once (open(2), O_NONBLOCK on a FIFO).
 * @throws {SmallFileError} for what is longer, has no end, or is no file; Node's error for what cannot be opened
 */
export function readSmallFileSync(path: string, most = MOST_BYTES): Buffer {
  const handle = opened(path)
  try {
    const stat = fstatSync(handle)
    assertReadable(path, stat, most)
    return readToEnd(path, handle, most)
  } finally {
    closeSync(handle)
  }
}

/** The same as text in UTF-8; also refused where it would take far more memory parsed than its bytes say. */
export function readSmallTextSync(path: string, most = MOST_BYTES): string {
  const bytes = readSmallFileSync(path, most)
  const excess = excessOf(bytes, MOST_VALUES)
  if (excess !== null) throw new SmallFileError('EFBIG', path, excess)
  return bytes.toString('utf8')
}

const LINE_END = 0x0a
const COMMA = 0x2c
/** `[` and `]`; braces are 32 above them. */
const OPEN = 0x5b
const CLOSE = 0x5d

/** Why a text would take far more memory parsed than its bytes say, as a clause; null where it may be parsed. */
export function excessOf(bytes: Uint8Array, mostValues: number): string | null {
  let values = 0
  let depth = 0
  for (const byte of bytes) {
    const plain = byte & ~0x20
    if (byte === LINE_END || byte === COMMA) values++
    else if (plain === OPEN) {
      values++
      if (++depth > MOST_DEPTH) return `its values are nested more than ${MOST_DEPTH} deep`
    } else if (plain === CLOSE) depth = Math.max(0, depth - 1)
  }
  return values > mostValues ? `it holds more than ${mostValues} values` : null
}

/** As `readSmallFileSync`, as a promise: small files are read faster at once than by threads. */
export async function readSmallFile(path: string, most = MOST_BYTES): Promise<Buffer> {
  return readSmallFileSync(path, most)
}

/** As `readSmallTextSync`, as a promise. */
export async function readSmallText(path: string, most = MOST_BYTES): Promise<string> {
  return readSmallTextSync(path, most)
}

/** Without waiting for a writer. A socket cannot be opened at all (open(2), ENXIO). */
function opened(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENXIO') throw error
    throw new SmallFileError('ENXIO', path, 'it is a socket, no file')
  }
}

function assertReadable(path: string, stat: Stats, most: number): void {
  if (stat.isDirectory()) throw new SmallFileError('EISDIR', path, 'it is a directory')
  if (stat.isFile() && stat.size > most) throw tooLarge(path, most)
}

/** In pieces: neither a pipe nor a file of /proc says beforehand how long it is. */
function readToEnd(path: string, handle: number, most: number): Buffer {
  const pieces: Buffer[] = []
  const until = Date.now() + MOST_WAIT_MS
  for (let size = 0; ;) {
    const piece = nextPiece(handle)
    if (piece?.length === 0) return Buffer.concat(pieces)
    if (Date.now() > until)
      throw new SmallFileError('ETIMEDOUT', path, `it had no end after ${MOST_WAIT_MS / 1000} s`)
    if (piece === null) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS)
    else pieces.push(piece)
    size += piece?.length ?? 0
    if (size > most) throw tooLarge(path, most)
  }
}

/** Null where a writer has nothing at the moment, empty at the end. */
function nextPiece(handle: number): Buffer | null {
  const buffer = Buffer.allocUnsafe(PIECE)
  try {
    return buffer.subarray(0, readSync(handle, buffer, 0, PIECE, null))
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return null
    throw error
  }
}

const tooLarge = (path: string, most: number): SmallFileError =>
  new SmallFileError('EFBIG', path, `it is larger than ${Math.floor(most / MIB)} MiB`)
