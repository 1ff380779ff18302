import type { Progress } from '@unloop/sources'
import type { Io } from '../io.ts'

/** One line on a terminal's standard error that is written over and over; nothing where it is no terminal. */
export class ProgressLine {
  readonly #io: Io
  #shown = ''

  constructor(io: Io) {
    this.#io = io
  }

  /** Shows a text in place of the one before; carriage return and `EL` (ECMA-48) clear the line. */
  show(text: string): void {
    if (!this.#io.terminal.err || text === this.#shown) return
    this.#io.err(`\r\u001b[K${text}`)
    this.#shown = text
  }

  /** Clears the line, so that what is printed next begins where it stood. */
  clear(): void {
    if (this.#shown === '') return
    this.#io.err('\r\u001b[K')
    this.#shown = ''
  }
}

/** The line that is shown on standard error while a cluster is read. */
export function progressWords(progress: Progress): string {
  switch (progress.phase) {
    case 'connect':
      return `Connecting to ${progress.server} …`
    case 'objects':
      return `Reading objects: ${progress.done} of ${progress.total} kinds …`
    case 'logs':
      return `Reading logs: ${progress.done} of ${progress.total} pods …`
  }
}
