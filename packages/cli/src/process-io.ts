import type { Io } from './io.ts'

/** The real process. */
export function processIo(): Io {
  quietBrokenPipes()
  return {
    out: (text) => write(process.stdout, text),
    err: (text) => void process.stderr.write(text),
    stdin: process.stdin,
    env: process.env,
    terminal: {
      out: process.stdout.isTTY,
      err: process.stderr.isTTY,
      in: process.stdin.isTTY,
      columns: process.stdout.columns,
    },
    now: () => new Date(),
    pause,
    onInterrupt: (handler) => {
      const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
      // The second one ends the program as it would without a handler.
      for (const signal of signals) process.once(signal, handler)
      return () => {
        for (const signal of signals) process.removeListener(signal, handler)
      }
    },
  }
}

/** `unloop | head` ends quietly: what could not be shown was not wanted. */
function quietBrokenPipes(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit()
      throw error
    })
  }
}

const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((done) => {
    stream.write(text, () => done())
  })

const pause = (ms: number): Promise<'elapsed' | 'interrupted'> =>
  new Promise((done) => {
    const finish = (how: 'elapsed' | 'interrupted') => () => {
      clearTimeout(timer)
      process.removeListener('SIGINT', interrupt)
      done(how)
    }
    const interrupt = finish('interrupted')
    const timer = setTimeout(finish('elapsed'), ms)
    process.once('SIGINT', interrupt)
  })
