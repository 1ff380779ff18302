import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { basename, resolve } from 'node:path'

/** A run of Terraform, OpenTofu or Terragrunt on this machine. */
export interface ToolProcess {
  readonly pid: number
  /** `terraform apply`: the program and its command, without the rest of its arguments, which may hold secrets. */
  readonly words: string
  /** The folder that it works in, or null where that may not be read. */
  readonly folder: string | null
  readonly startedAt: Date | null
}

export type Processes =
  | { readonly kind: 'listed'; readonly processes: readonly ToolProcess[] }
  | { readonly kind: 'unreadable'; readonly why: string }

const TOOLS = /^(?:terraform|tofu|opentofu|terragrunt)(?:[-_.]?v?\d[\w.-]*)?(?:\.exe)?$/i

/** Whoever waits for a provider or prints a version holds no lock. */
const HARMLESS = new Set(['version', 'fmt', 'validate', 'force-unlock', 'login', 'logout', 'get'])

/** From /proc where there is one, else from `ps`. */
export function listProcesses(): Processes {
  try {
    if (process.platform === 'linux') return { kind: 'listed', processes: fromProc() }
    if (process.platform === 'win32')
      return { kind: 'unreadable', why: 'processes are not looked at on Windows' }
    return { kind: 'listed', processes: fromPs() }
  } catch (error) {
    return { kind: 'unreadable', why: error instanceof Error ? error.message : String(error) }
  }
}

/** The command line as a run of one of the tools; null for any other program. */
export function toolWords(args: readonly string[]): { words: string; chdir: string | null } | null {
  const [program = '', ...rest] = args
  const name = basename(program)
  if (!TOOLS.test(name)) return null
  const command = rest.find((word) => /^[a-z][a-z-]*$/.test(word)) ?? ''
  if (HARMLESS.has(command)) return null
  const chdir = rest.find((word) => /^--?(?:chdir|working-dir)=/.test(word))
  return { words: `${name} ${command}`.trim(), chdir: chdir?.replace(/^[^=]*=/, '') ?? null }
}

function fromProc(): readonly ToolProcess[] {
  const bootSeconds = Number(/^btime (\d+)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1])
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const args = readFileSync(`/proc/${name}/cmdline`, 'utf8').split('\0')
        const tool = toolWords(args)
        return tool === null ? [] : [procProcess(Number(name), tool, bootSeconds)]
      } catch {
        // It ended while it was looked at.
        return []
      }
    })
}

/** Clock ticks a second as /proc counts them: USER_HZ, which is 100 on every Linux that Node.js runs on. */
const TICKS = 100

function procProcess(
  pid: number,
  { words, chdir }: { readonly words: string; readonly chdir: string | null },
  bootSeconds: number,
): ToolProcess {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // Field 22 (proc_pid_stat(5)), counted behind the name, which may hold spaces.
  const ticks = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19])
  const startedAt = new Date((bootSeconds + ticks / TICKS) * 1000)
  return {
    pid,
    words,
    folder: folderOf(pid, chdir),
    startedAt: Number.isNaN(startedAt.getTime()) ? null : startedAt,
  }
}

function folderOf(pid: number, chdir: string | null): string | null {
  try {
    return resolve(readlinkSync(`/proc/${pid}/cwd`), chdir ?? '.')
  } catch {
    return null
  }
}

function fromPs(): readonly ToolProcess[] {
  const text = execFileSync('ps', ['-axww', '-o', 'pid=,lstart=,command='], {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C' },
    maxBuffer: 64 * 1024 * 1024,
  })
  return text.split('\n').flatMap((line) => {
    const [, pid, started, command] =
      /^\s*(\d+)\s+(\w{3} \w{3}\s+\d+ [\d:]+ \d{4})\s+(.*)$/.exec(line) ?? []
    const tool = command === undefined ? null : toolWords(command.split(' '))
    if (tool === null) return []
    const startedAt = new Date(started ?? '')
    return [
      {
        pid: Number(pid),
        words: tool.words,
        folder: null,
        startedAt: Number.isNaN(startedAt.getTime()) ? null : startedAt,
      },
    ]
  })
}
