import { createHash } from 'node:crypto'
import { unlink } from 'node:fs/promises'
import { connect, createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

/** The right to notify, which one process has at a time. */
export interface SenderLock {
  /** Comes when another may hold it from now on; never for a lock on this machine. */
  readonly lost: AbortSignal
  /** Can be called again. */
  readonly release: () => Promise<void>
}

/**
 * Lets one process of this machine send for a folder: undefined while another does. The lock is a socket that is listened
 * on, so that it is free the moment that its process is gone, however it ended.
 */
export async function takeSenderLock(folder: string): Promise<SenderLock | undefined> {
  const path = socketOf(folder)
  const server = (await listenOn(path)) ?? (await listenOnStale(path))
  if (server === undefined) return undefined
  server.unref()
  const release = (): Promise<void> => new Promise((done) => server.close(() => done()))
  return { lost: new AbortController().signal, release }
}

/** Linux has sockets without a file, which cannot be left behind. */
function socketOf(folder: string): string {
  const name = `unloop-${createHash('sha256').update(resolve(folder)).digest('hex').slice(0, 32)}`
  if (process.platform === 'linux') return `\0${name}`
  return process.platform === 'win32' ? `\\\\.\\pipe\\${name}` : join(tmpdir(), `${name}.sock`)
}

/** A file that nobody listens on was left behind. */
async function listenOnStale(path: string): Promise<Server | undefined> {
  if (path.startsWith('\0') || (await answers(path))) return undefined
  await unlink(path).catch(() => undefined)
  return listenOn(path)
}

function listenOn(path: string): Promise<Server | undefined> {
  const server = createServer((socket) => socket.destroy())
  return new Promise((done, fail) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? done(undefined) : fail(error),
    )
    server.listen(path, () => done(server))
  })
}

function answers(path: string): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(path)
    socket.once('error', () => done(false))
    socket.once('connect', () => {
      socket.destroy()
      done(true)
    })
  })
}
