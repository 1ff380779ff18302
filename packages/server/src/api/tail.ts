import { maskValue } from '@unloop/engine/masking'
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import type { Where } from '../queries/place.ts'
import { readCursor, writeCursor, type LogRow, type Queries } from '../queries/queries.ts'

/** Whose lines are followed, and which text they must hold. */
export interface TailOptions extends Where {
  readonly search?: string | undefined
}

const EVERY_MS = 1_000
const PAGE = 1_000
const BEAT_MS = 15_000

/**
 * Lines as they are stored, as server-sent events. Each carries its place as its id, so that a browser that lost the
 * connection goes on where it was by `Last-Event-ID`. A line that is dated before one that was sent is not shown.
 */
export function tail(context: Context, queries: Queries, options: TailOptions): Response {
  const resume = context.req.header('last-event-id') ?? ''
  let cursor = resume === '' ? startingNow() : resume
  readCursor(cursor)
  return streamSSE(context, async (stream) => {
    let lastBeat = Date.now()
    while (!stream.aborted) {
      const page = await queries.logs({
        ...options,
        fromMs: 0,
        toMs: Date.now() + 3_600_000,
        order: 'oldest',
        limit: PAGE,
        cursor,
        isCounted: false,
      })
      const places = new Places(cursor)
      for (const record of page.records) {
        cursor = places.after(record)
        await stream.writeSSE({
          id: cursor,
          event: 'log',
          data: JSON.stringify(maskValue(record)),
        })
      }
      if (Date.now() - lastBeat > BEAT_MS) {
        lastBeat = Date.now()
        // Proxies end what is silent.
        await stream.writeSSE({ event: 'beat', data: '' })
      }
      if (page.records.length < PAGE) await stream.sleep(EVERY_MS)
    }
  })
}

/** Counts the lines of one time, since a cursor is a time and how many lines of it were given. */
class Places {
  #ts: string
  #skip: number

  constructor(cursor: string) {
    const { ts, skip } = readCursor(cursor)
    this.#ts = ts
    this.#skip = skip
  }

  after({ ts }: LogRow): string {
    const time = ts.replace('T', ' ').replace(/Z$/, '')
    this.#skip = time === this.#ts ? this.#skip + 1 : 1
    this.#ts = time
    return writeCursor({ ts: time, skip: this.#skip })
  }
}

function startingNow(): string {
  const ts = `${new Date().toISOString().replace('T', ' ').replace('Z', '')}000000`
  return writeCursor({ ts, skip: 0 })
}
