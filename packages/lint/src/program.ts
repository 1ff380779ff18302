import type { Path } from './manifest.ts'
import { memo } from './memo.ts'
import { shellCommands, type ShellCommand } from '@unloop/engine/evidence'
import type { Site, Word } from './workload.ts'

/** What a list of words runs: a program with its arguments, or a script by a shell. */
export type Program =
  | { readonly kind: 'exec'; readonly words: readonly Word[] }
  | {
      readonly kind: 'script'
      readonly shell: Word
      readonly script: Word
      readonly operands: readonly Word[]
      readonly commands: readonly ShellCommand[]
    }

// Shells that take a script behind -c.
const SHELL = /^(?:.*\/)?(sh|bash|ash|dash|zsh|ksh)$/
const WRAPPERS: readonly RegExp[] = [
  /^(?:.*\/)?(?:tini|dumb-init|catatonit|exec|nohup|nice|ionice|stdbuf|docker-entrypoint\.sh|entrypoint\.sh)$/,
]

/** The last part of a path. */
export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether a word names a shell that takes `-c`. */
export function isShell(word: string): boolean {
  return SHELL.test(word)
}

/** Looks through wrappers such as tini, and into `sh -c`. Null for no words. */
export function programOf(all: readonly Word[]): Program | null {
  const words = unwrapped(all)
  const [first] = words
  if (first === undefined) return null
  const isBusybox = baseName(first.text) === 'busybox' && isShell(words[1]?.text ?? '')
  const shell = isBusybox ? words[1] : first
  const rest = words.slice(isBusybox ? 2 : 1)
  if (shell === undefined || !isShell(shell.text)) return { kind: 'exec', words }
  for (let index = 0; index < rest.length; index++) {
    const word = rest[index]?.text ?? ''
    if (!/^[-+]/.test(word) || word === '--') break
    if (/^-[a-zA-Z]*c[a-zA-Z]*$/.test(word)) {
      // -c takes no argument: more options may follow, and the first operand is the script (POSIX, sh).
      let from = index + 1
      while (/^[-+][a-zA-Z]+$/.test(rest[from]?.text ?? '')) from++
      if (rest[from]?.text === '--') from++
      const script = rest[from]
      if (script === undefined) break
      const operands = rest.slice(from + 1)
      return { kind: 'script', shell, script, operands, commands: shellCommands(script.text) }
    }
    if (/^[-+][a-zA-Z]*o$/.test(word)) index++
  }
  return { kind: 'exec', words }
}

/** The words without programs that only start another one, and without their options. */
function unwrapped(words: readonly Word[]): readonly Word[] {
  const first = words[0]?.text ?? ''
  if (words.length > 1 && WRAPPERS.some((pattern) => pattern.test(first))) {
    let from = 1
    while (/^-/.test(words[from]?.text ?? '')) from++
    return unwrapped(words.slice(from))
  }
  if (words.length > 1 && baseName(first) === 'env') {
    let from = 1
    while (/^-|=/.test(words[from]?.text ?? '')) from++
    return unwrapped(words.slice(from))
  }
  return words
}

/** What the container runs as far as the manifest or the image's configuration says: its command, or args where the entrypoint hands them on. */
export const programOfSite = memo((site: Site): Program | null => {
  // A settings file is no program: the entrypoint of Redis puts its server in front of one.
  const handsOn = site.image.facts?.server === true || site.image.facts?.prompt === true
  const argsRun = handsOn && site.args !== null && !/^-|\.conf$/.test(site.args[0]?.text ?? '-')
  if (site.command !== null || argsRun) return programOf(site.argv)
  const { config, facts } = site.image
  if (config === undefined || facts?.prompt === true) return null
  const path = [...site.path, 'image']
  const own = (words: readonly string[]): readonly Word[] => words.map((text) => ({ text, path }))
  const words = [...own(config.entrypoint), ...(site.args ?? own(config.cmd))]
  return words.length === 0 ? null : programOf(words)
})

/** One command of a script, with the files that it writes. */
export interface Run {
  readonly words: readonly string[]
  readonly path: Path
  readonly operator: string
  readonly writes: readonly string[]
}

/** Every command that the program runs, in order: one, or those of its script. */
export function runsOf(program: Program | null): readonly Run[] {
  if (program === null) return []
  if (program.kind === 'script')
    return program.commands.map(({ words, operator, writes }) => ({
      words,
      operator,
      writes,
      path: program.script.path,
    }))
  const [first] = program.words
  if (first === undefined) return []
  return [
    { words: program.words.map(({ text }) => text), path: first.path, operator: '', writes: [] },
  ]
}
