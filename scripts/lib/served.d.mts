export interface Served {
  readonly url: string
  readonly json: (path: string) => Promise<unknown>
  readonly processes: () => readonly number[]
  readonly seconds: () => number
  readonly peaks: () => readonly number[]
  readonly end: (signal?: NodeJS.Signals) => Promise<void>
}

export function served(
  options: readonly string[],
  how?: {
    readonly cwd?: string
    readonly program?: 'source' | 'launcher'
    readonly showsErrors?: boolean
  },
): Promise<Served>
