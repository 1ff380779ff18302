// The process of the embedded engine: a crash of the engine, or all its memory, ends here and not in the server.
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { HostAnswer, HostRequest, HostSetup } from './messages.ts'

/** The part of chdb's Session that is used. */
interface Session {
  queryAsync(sql: string, options: { format: string }): Promise<{ bytes(): Uint8Array }>
  queryBindAsync(
    sql: string,
    params: object,
    options: { format: string },
  ): Promise<{ bytes(): Uint8Array }>
  close(): void
}

interface Lane {
  readonly session: Session
  waiting: Promise<unknown>
  queued: number
}

const MAX_MESSAGE = 2_000
const setup = JSON.parse(process.argv[2] ?? '{}') as HostSetup

// Ctrl-C reaches the whole group: the server decides when the engine ends.
process.on('SIGINT', () => {})
process.on('SIGTERM', () => {})
process.on('disconnect', () => close())

const lanes = { write: [] as Lane[], read: [] as Lane[] }
try {
  open()
  answer({ id: 0, bytes: new Uint8Array() })
  process.on('message', (request: HostRequest) => void serve(request))
} catch (error) {
  answer({ id: 0, error: wordsOf(error) })
}

function open(): void {
  const load = createRequire(join(setup.engine, 'package.json'))
  const { Session } = load('chdb') as {
    Session: new (path: string, options: { connectionArgs: string[] }) => Session
  }
  // A session runs one statement at a time, so that there are several on the one folder.
  const lane = (): Lane => ({
    session: new Session(setup.data, { connectionArgs: [`--config-file=${setup.config}`] }),
    waiting: Promise.resolve(),
    queued: 0,
  })
  lanes.write.push(lane())
  for (let count = 0; count < setup.readers; count++) lanes.read.push(lane())
}

async function serve(request: HostRequest): Promise<void> {
  const lane = lanes[request.lane].reduce((least, one) => (one.queued < least.queued ? one : least))
  lane.queued++
  const turn = lane.waiting.then(() => run(lane.session, request))
  lane.waiting = turn.catch(() => {})
  try {
    answer({ id: request.id, bytes: await turn })
  } catch (error) {
    answer({ id: request.id, error: wordsOf(error) })
  } finally {
    lane.queued--
  }
}

async function run(session: Session, { sql, params, format }: HostRequest): Promise<Uint8Array> {
  const options = { format }
  const result =
    Object.keys(params).length === 0
      ? await session.queryAsync(sql, options)
      : await session.queryBindAsync(sql, params, options)
  return result.bytes()
}

function close(): void {
  for (const { session } of [...lanes.read, ...lanes.write]) session.close()
  process.exit(0)
}

function answer(message: HostAnswer): void {
  if (process.connected) process.send?.(message)
}

function wordsOf(error: unknown): string {
  const words = error instanceof Error ? error.message : String(error)
  return words.slice(0, MAX_MESSAGE)
}
