/** What can go wrong with a store, for callers to tell apart. */
export type StoreErrorCode =
  /** No room on the disk; goes on by itself once there is. */
  | 'full'
  /** More comes in than is stored: try again later. */
  | 'busy'
  /** The engine or server does not answer; what is on disk is delivered later. */
  | 'unavailable'
  /** A query took longer, or more memory, than it may. */
  | 'limit'
  /** The store was written by a newer version. */
  | 'newer'
  /** Somebody else has the folder open. */
  | 'locked'
  /** There is no embedded engine, or it could not be installed. */
  | 'engine'
  /** The statement is at fault. */
  | 'query'

/** An error of the store: the message says what happened and what to do next. */
export class StoreError extends Error {
  readonly code: StoreErrorCode
  /** ClickHouse's own number, where it gave one. */
  readonly engineCode: number | null

  constructor(
    code: StoreErrorCode,
    message: string,
    { engineCode = null, cause }: { engineCode?: number | null; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'StoreError'
    this.code = code
    this.engineCode = engineCode
  }
}

export function isStoreError(error: unknown): error is StoreError {
  return error instanceof StoreError
}

// Names and numbers: ClickHouse's src/Common/ErrorCodes.cpp.
const FULL = new Set([243])
const LIMIT = new Set([158, 159, 160, 241, 307, 396])
const UNAVAILABLE = new Set([3, 198, 202, 203, 209, 210, 236, 242, 252, 279, 319, 394, 999])
const LOCKED = new Set([76])
const MAX_MESSAGE = 600

/** An error from the text of ClickHouse's: `Code: 243. DB::Exception: Cannot reserve …`. */
export function fromEngine(message: string, cause?: unknown): StoreError {
  const number = Number(/Code: (\d+)/.exec(message)?.[1] ?? NaN)
  const engineCode = Number.isNaN(number) ? null : number
  const words = message
    .replace(/^Code: \d+\. /, '')
    .trim()
    .slice(0, MAX_MESSAGE)
  return new StoreError(kindOf(engineCode, message), words, { engineCode, cause })
}

function kindOf(code: number | null, message: string): StoreErrorCode {
  if (/No space left on device|errno: 28\b/.test(message)) return 'full'
  if (code === null) return 'query'
  if (FULL.has(code)) return 'full'
  if (LIMIT.has(code)) return 'limit'
  if (LOCKED.has(code) && message.includes('lock')) return 'locked'
  return UNAVAILABLE.has(code) ? 'unavailable' : 'query'
}
