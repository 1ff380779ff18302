import { execFileSync } from 'node:child_process'
import { fstatSync, writeSync } from 'node:fs'
import { mask } from '@unloop/engine/masking'
import { EXIT } from './errors.ts'
import type { Io } from './io.ts'

/** The real process. Its streams are made when they are used: each takes as long as reading a small dump. */
export function processIo(): Io {
  return {
    out: writeOut,
    protocol: writeOut,
    err: (text) => void quiet(process.stderr).write(text),
    invite: (text) => void quiet(process.stderr).write(text),
    get stdin() {
      return process.stdin
    },
    hideInput,
    env: process.env,
    terminal: {
      get out() {
        return process.stdout.isTTY
      },
      get err() {
        return process.stderr.isTTY
      },
      get in() {
        return process.stdin.isTTY
      },
      get columns() {
        return process.stdout.columns
      },
    },
    now: () => new Date(),
    pause,
    onStop: (handler) => {
      const signals = ['SIGINT', 'SIGTERM'] as const
      for (const signal of signals) process.on(signal, handler)
      return () => {
        for (const signal of signals) process.removeListener(signal, handler)
      }
    },
    onReload: (handler) => {
      process.on('SIGHUP', handler)
      return () => void process.removeListener('SIGHUP', handler)
    },
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

/** `unloop | head` ends quietly: what could not be shown was not wanted. A full disk is said in one line. */
function quiet(stream: NodeJS.WriteStream): NodeJS.WriteStream {
  if (stream.listenerCount('error', endQuietly) === 0) stream.on('error', endQuietly)
  return stream
}

/** A reader that has gone away ends the program as a signal would; any other failure is told. */
const endQuietly = (error: NodeJS.ErrnoException): void => {
  if (error.code === 'EPIPE') process.exit()
  endWith(`The output could not be written (${error.message}).`)
}

/** Ends the program with one line, whatever state it is in; the stack is for who asks for it. */
export function endWith(message: string, error?: unknown): never {
  const stack =
    process.env['UNLOOP_DEBUG'] !== undefined && error instanceof Error ? `\n${error.stack}` : ''
  try {
    writeSync(2, `unloop: ${mask(message)}${mask(stack)}\n`)
  } catch {
    // Standard error can't be written either: the status alone tells.
  }
  process.exit(EXIT.sourceUnreadable)
}

/** To a file all of it or an error: Node's stream writes once, and says nothing where a disk took only a part. */
async function writeOut(text: string): Promise<void> {
  if (!fstatSync(1).isFile()) return write(quiet(process.stdout), text)
  const bytes = Buffer.from(text)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(1, bytes, at)
  } catch (error) {
    endQuietly(error as NodeJS.ErrnoException)
  }
}

/** Done when the text was handed to the system: a pipe is written asynchronously, and the process must not end before. */
const write = (stream: NodeJS.WriteStream, text: string): Promise<void> =>
  new Promise((done) => {
    stream.write(text, () => done())
  })

/** Waits; Ctrl-C ends the wait and not the program. */
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

/** Switches the terminal's echo off (POSIX stty); where there is no stty, what is typed is shown. */
function hideInput(): () => void {
  const echo = (setting: string): void => {
    try {
      execFileSync('stty', [setting], { stdio: ['inherit', 'ignore', 'ignore'] })
    } catch {
      // A terminal without stty: the value can still be given in a file.
    }
  }
  echo('-echo')
  return () => echo('echo')
}
