import type { Io } from '../io.ts'

/** A run's surroundings, and what was written to them. */
export interface Recorded {
  readonly io: Io
  readonly out: () => string
  readonly err: () => string
}

/** What a test sets; the rest is empty. */
interface Surroundings {
  readonly stdin?: string
  readonly env?: Readonly<Record<string, string>>
  readonly terminal?: Partial<Io['terminal']>
}

/** Surroundings that keep what a command writes; nothing is a terminal, and the clock stands. */
export function recordedIo({ stdin = '', env = {}, terminal = {} }: Surroundings = {}): Recorded {
  const out: string[] = []
  const err: string[] = []
  const io: Io = {
    out: async (text) => void out.push(text),
    protocol: async (text) => void out.push(text),
    err: (text) => void err.push(text),
    invite: (text) => void err.push(text),
    stdin: bytesOf(stdin),
    env: { HOME: '/nonexistent', ...env },
    terminal: { out: false, err: false, in: false, columns: undefined, ...terminal },
    now: () => new Date('2026-11-20T10:00:00Z'),
    pause: async () => 'interrupted',
    onInterrupt: () => () => undefined,
    onReload: () => () => undefined,
    onStop: (handler) => {
      setImmediate(() => handler('SIGINT'))
      return () => undefined
    },
  }
  return { io, out: () => out.join(''), err: () => err.join('') }
}

/** A text as a stream of one chunk. */
async function* bytesOf(text: string): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode(text)
}
