import type { LogRow } from './answers.ts'
import { API, queryText, type Place } from './client.ts'
import { tokenHeader } from './token.ts'

export interface TailOptions extends Place {
  /** A part of the line, in any case. */
  readonly search?: string | undefined
  readonly signal: AbortSignal
  /** Called for each piece that arrives, with lines in the order of the stream. */
  readonly onLines: (lines: readonly LogRow[]) => void
  /** `lost` while the connection is being made again. */
  readonly onState: (state: 'live' | 'lost') => void
}

// Pause between two attempts.
const RETRY_MS = 2_000

/** Lines as they come, until the signal. A lost connection is taken up where it was, by the id of the last line. */
export async function followTail({
  signal,
  onLines,
  onState,
  search,
  ...place
}: TailOptions): Promise<void> {
  const url = `${API}/logs/tail${queryText({ ...place, search })}`
  let last = ''
  while (!signal.aborted) {
    try {
      const headers = { ...tokenHeader(), ...(last === '' ? {} : { 'last-event-id': last }) }
      const response = await fetch(url, { headers, signal })
      if (!response.ok || response.body === null) throw new Error(response.statusText)
      onState('live')
      for await (const block of eventBlocks(response.body)) {
        const { lines, id } = linesOf(block)
        if (id !== '') last = id
        if (lines.length > 0) onLines(lines)
      }
    } catch {
      // Told by onState and tried again.
    }
    if (signal.aborted) return
    onState('lost')
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS))
  }
}

/** The whole events of each piece that arrives. */
async function* eventBlocks(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  const reader = body.getReader()
  let rest = ''
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    rest += decoder.decode(value, { stream: true })
    const end = rest.lastIndexOf('\n\n')
    // Events end with an empty line (server-sent events, "Parsing an event stream"); a piece may end in the midst of one.
    if (end < 0) continue
    yield rest.slice(0, end)
    rest = rest.slice(end + 2)
  }
}

/** Exported for its test. */
export function linesOf(block: string): { readonly lines: LogRow[]; readonly id: string } {
  const lines: LogRow[] = []
  let id = ''
  for (const event of block.split('\n\n')) {
    const fields = new Map(
      event.split('\n').map((line) => {
        const colon = line.indexOf(':')
        return [line.slice(0, colon), line.slice(colon + 1).trimStart()] as const
      }),
    )
    if (fields.get('event') !== 'log') continue
    id = fields.get('id') ?? id
    lines.push(JSON.parse(fields.get('data') ?? '{}') as LogRow)
  }
  return { lines, id }
}
