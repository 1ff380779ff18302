/** Whose a message is, as far as its envelope says. */
export interface Place {
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
}

export const NOWHERE: Place = { namespace: null, pod: null, container: null }

/** What an envelope held: a line of a program's output, or several where a record holds a whole trace. */
export interface Opened {
  readonly text: string
  /** RFC 3339 in UTC with nine decimals; absent where the envelope states no full time. */
  readonly at?: string
  readonly place?: Place
  /** The container's id, where the envelope has it: another id is another run. */
  readonly instance?: string
  readonly stream?: 'stdout' | 'stderr'
  /** A piece of a longer line that goes on in the next one of the same stream. */
  readonly part?: boolean
}

/** What was opened, and the line of the source where it stands. */
export interface Message extends Opened {
  readonly line: number
}

export function isNowhere({ namespace, pod, container }: Place): boolean {
  return namespace === null && pod === null && container === null
}
