/** The program's surroundings, so that a test can run a command without a process. */
export interface Io {
  /** Written in full before the promise is fulfilled; a reader that has gone away is no error. */
  readonly out: (text: string) => Promise<void>
  /** As `out`, for what another program reads and nothing may be changed in: messages of the language server. */
  readonly protocol: (text: string) => Promise<void>
  readonly err: (text: string) => void
  /** As `err`, for the one secret that is meant for who reads the terminal: the address that lets a browser in. */
  readonly invite: (text: string) => void
  readonly stdin: AsyncIterable<Uint8Array>
  /** What is typed at the terminal is not shown until the function that it gives is called. */
  readonly hideInput?: () => () => void
  readonly env: Readonly<Record<string, string | undefined>>
  readonly terminal: {
    readonly out: boolean
    readonly err: boolean
    readonly in: boolean
    readonly columns: number | undefined
  }
  readonly now: () => Date
  /** Fulfilled after so many milliseconds, or at once when the user interrupts. */
  readonly pause: (ms: number) => Promise<'elapsed' | 'interrupted'>
  /** Calls back at Ctrl-C, SIGTERM and SIGHUP, until the function that it gives is called; the program goes on by itself. */
  readonly onInterrupt: (handler: () => void) => () => void
  /** Calls back at Ctrl-C and at SIGTERM, which is how a container is told to end; otherwise as `onInterrupt`. */
  readonly onStop: (handler: (signal: 'SIGINT' | 'SIGTERM') => void) => () => void
  /** Calls back at SIGHUP, by which a server is told to read its files again; otherwise as `onInterrupt`. */
  readonly onReload: (handler: () => void) => () => void
}
