import { parse, type Script } from 'unbash'

export interface ShellProblem {
  readonly message: string
  /** From 1. */
  readonly line: number
}

export interface ParsedShell {
  readonly script: Script
  readonly problem: ShellProblem | null
}

/** In characters. */
const MAX_SCRIPT = 100_000
/** Parsed scripts that are kept; all are dropped when so many are there. */
const MAX_KNOWN = 200
const known = new Map<string, ParsedShell>()

/** A script as a POSIX shell or bash reads it; null where it is too long, or a template that is still to be filled in. */
export function parsedShell(text: string): ParsedShell | null {
  if (text.length > MAX_SCRIPT || /\{\{.*\}\}|<no value>|<%/.test(text)) return null
  const held = known.get(text)
  if (held !== undefined) return held
  const script = parse(text)
  const [error] = script.errors ?? []
  const problem =
    error === undefined
      ? null
      : { message: error.message, line: text.slice(0, error.pos).split('\n').length }
  if (known.size >= MAX_KNOWN) known.clear()
  const parsed = { script, problem }
  known.set(text, parsed)
  return parsed
}

/** A shell reads line by line: whether an earlier line ends it, replaces it, or never comes to an end. */
export function isNeverRead(text: string, { line }: ShellProblem): boolean {
  return text
    .split('\n')
    .slice(0, line - 1)
    .some((each) => /^(?:exec\s+[^<>\d\s]|exit\b)/.test(each))
}
