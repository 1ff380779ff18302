import { execFile } from 'node:child_process'
import { hostname } from 'node:os'
import { listProcesses, type Processes } from './processes.ts'

export type Env = Readonly<Record<string, string | undefined>>

export interface ProgramCall {
  readonly program: string
  readonly args: readonly string[]
  /** Added to the machine's environment: the way for whatever must not stand in a list of processes. */
  readonly env?: Env
  readonly cwd?: string
  readonly timeoutSeconds?: number
}

/** Null as status: the program is not there, or was ended by a signal. */
export interface ProgramAnswer {
  readonly status: number | null
  readonly isMissing: boolean
  readonly stdout: string
  readonly stderr: string
}

/** The computer that unloop runs on, so that a test can stand on another. */
export interface Machine {
  readonly env: Env
  readonly hostname: string
  readonly run: (call: ProgramCall) => Promise<ProgramAnswer>
  readonly processes: () => Processes
}

export function thisMachine(env: Env): Machine {
  return {
    env,
    hostname: hostname(),
    run: (call) => runProgram(call, env),
    processes: listProcesses,
  }
}

const MAX_OUTPUT = 4 * 1024 * 1024

/** Without a shell, so that no word of a lock or a configuration is ever read as a command. */
const runProgram = (
  { program, args, env = {}, cwd, timeoutSeconds = 20 }: ProgramCall,
  base: Env,
): Promise<ProgramAnswer> =>
  new Promise((done) => {
    const options = {
      env: { ...base, ...env },
      timeout: timeoutSeconds * 1000,
      maxBuffer: MAX_OUTPUT,
      ...(cwd === undefined ? {} : { cwd }),
    }
    const child = execFile(program, [...args], options, (error, stdout, stderr) => {
      const code = error === null ? 0 : (error as { readonly code?: unknown }).code
      const status = typeof code === 'number' ? code : null
      done({ status, isMissing: code === 'ENOENT', stdout, stderr })
    })
    child.stdin?.end()
  })
