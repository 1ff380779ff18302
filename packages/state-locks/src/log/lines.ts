/** One line of a log without what the pipeline, the terminal or a wrapper put around it. */
export interface LogLine {
  /** 1-based, in the text as it was given. */
  readonly number: number
  /** Lines that belong together: a module of Terragrunt, a job; '' where nothing tells them apart. */
  readonly stream: string
  /** The module of Terragrunt that the line names, or null. */
  readonly module: string | null
  readonly text: string
}

/** Escape sequences of ECMA-48: colours, cursor movements, and titles. */
const ESCAPES =
  /(?:\u001b\[|\u009b)[0-?]{0,64}[ -/]{0,8}[@-~]|\u001b\][^\u0007\u001b\n]{0,400}(?:\u0007|\u001b\\)|\u001b[ -/]{0,4}[0-Z\\^-~]/g
/** What is left of a colour where the escape character was lost in copying. */
const BARE_COLOURS = /(?:�|^|(?<=\s))\[(?:\d{1,2};){0,3}\d{0,2}m/g
const CONTROLS =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g

const DATE = String.raw`\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d+)?(?:Z|\s?[+-]\d{2}:?\d{2})?`
const CLOCK = String.raw`\d{1,2}:\d{2}:\d{2}(?:[.,]\d+)?`

/** What pipelines put before each line, one after the other as long as one fits. */
const PREFIXES: readonly RegExp[] = [
  // Timestamps: GitHub Actions, Azure DevOps, Jenkins' timestamper, `kubectl logs --timestamps`.
  new RegExp(String.raw`^\[?(?:${DATE}|${CLOCK})\]?(?: UTC)?(?:\s|$)`),
  // GitLab's job log: the stream and whether the line goes on (`00O `, `01E+`).
  /^\d{2}[OE][ +]/,
  // Commands of GitHub Actions and Azure DevOps.
  /^##\[(?:error|warning|group|debug|section|command)\]/,
  /^::(?:error|warning|debug|notice)(?: [^:\n]*)?::/,
  // Containers of `docker compose`, tasks of Buildkite and make.
  /^[\w.-]{1,60}\s*\| (?=\S|$)/,
  // A level of a logger.
  /^(?:INFO|ERROR|WARN|STDERR|STDOUT)\s+(?=terraform|tofu)/,
]

/** `gh run view --log`: job, step and timestamp in columns. */
const COLUMNS = /^([^\t]{1,200}\t[^\t]{1,200})\t(?=\ufeff?\d{4}-\d{2}-\d{2}T)/

/** Terragrunt since 0.67: `13:22:45.123 STDERR [vpc] tofu: …`, the time already taken off. */
const TERRAGRUNT =
  /^(?:STDERR|STDOUT|ERROR|INFO|WARN)\s+(?:\[([^\]\n]{1,400})\]\s?)?(?:(?:\S*\/)?(?:terraform|tofu)(?::\s?|$))?/
/** Terragrunt before: `[/live/vpc] …`, and what its `--terragrunt-include-module-prefix` wrote. */
const MODULE = /^\[(?:terragrunt\] \[)?([^\]\s]*[/\w-][^\]\s]*)\]\s?/

/** Prefixes stand one behind the other, but nobody writes more than these. */
const MOST_PREFIXES = 8

const BOX = /^[\s]*[│╷╵┃|╭╰]+(?: |$)/

/** Lines around a word of interest that may belong to it, however many units write into one log. */
const BEFORE = 100
const AFTER = 4000

/**
 * The lines that stand near one that `near` matches, freed of colours, timestamps, prefixes and boxes; messages that a logger
 * wrapped are unpacked. The rest of a text, which may be long, is left out.
 */
export function logLines(text: string, near: RegExp): readonly LogLine[] {
  const raws = text.split('\n')
  const lines: LogLine[] = []
  let done = 0
  raws.forEach((raw, index) => {
    if (!near.test(raw)) return
    const until = Math.min(raws.length, index + AFTER)
    for (let at = Math.max(done, index - BEFORE); at < until; at++)
      lines.push(...cleaned(raws[at] ?? '', at + 1))
    done = Math.max(done, until)
  })
  return lines
}

function cleaned(raw: string, number: number): readonly LogLine[] {
  const line = raw.replace(ESCAPES, '').replace(/\r$/, '')
  // A carriage return draws the line anew: what was drawn last is what could be read.
  const drawn = line.slice(line.lastIndexOf('\r') + 1)
  return unpacked(drawn.replace(BARE_COLOURS, '').replace(CONTROLS, '')).flatMap(
    ({ body, module }) => body.split('\n').map((part) => plain(part, { number, module })),
  )
}

interface Packed {
  readonly body: string
  readonly module: string | null
}

/** A line of JSON or logfmt holds the message in a field; a quoted text may hold line ends as `\n`. */
function unpacked(line: string): readonly Packed[] {
  const brace = line.indexOf('{')
  const fields =
    brace >= 0 && brace < 60 && line.trimEnd().endsWith('}') ? json(line.slice(brace)) : null
  if (fields !== null) return fromJson(fields)
  const quoted = /(?:^|\s)msg="((?:[^"\\]|\\.){0,100000})"/.exec(line)?.[1]
  const bare = /(?:^|\s)msg=([^"].*)$/.exec(line)?.[1]
  const module = /(?:^|\s)prefix=\[?([^\]\s]+)\]?/.exec(line)?.[1] ?? null
  if (quoted !== undefined) return [{ body: unescape(quoted), module }]
  if (bare !== undefined && /(?:^|\s)level=/.test(line)) return [{ body: bare, module }]
  return [{ body: /Lock Info:\\n/.test(line) ? unescape(line) : line, module: null }]
}

function json(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text)
    return value !== null && typeof value === 'object' && !Array.isArray(value)
      ? (value as Readonly<Record<string, unknown>>)
      : null
  } catch {
    return null
  }
}

/** `-json` of Terraform and OpenTofu (`diagnostic`), Terragrunt's JSON log, and any logger with a message field. */
function fromJson(fields: Readonly<Record<string, unknown>>): readonly Packed[] {
  const text = (value: unknown): string => (typeof value === 'string' ? value : '')
  const module = text(fields['prefix']) || null
  const diagnostic = fields['diagnostic']
  if (diagnostic !== null && typeof diagnostic === 'object') {
    const { summary, detail } = diagnostic as {
      readonly summary?: unknown
      readonly detail?: unknown
    }
    return [{ body: `Error: ${text(summary)}\n\n${text(detail)}`, module }]
  }
  const body = ['msg', 'message', '@message', 'log', 'error', 'err']
    .map((name) => text(fields[name]))
    .filter((each) => each !== '')
    .join('\n')
  return [{ body: body.replace(ESCAPES, ''), module }]
}

const unescape = (text: string): string =>
  text.replace(/\\(n|t|r|"|\\)/g, (_all, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === 'r' ? '' : letter,
  )

function plain(
  body: string,
  { number, module }: { number: number; module: string | null },
): LogLine {
  const columns = COLUMNS.exec(body)
  let text = columns === null ? body : body.slice(columns[0].length)
  let named = module
  for (let round = 0, before = ''; before !== text && round < MOST_PREFIXES; round++) {
    before = text
    for (const prefix of PREFIXES) text = text.replace(prefix, '')
    const found = TERRAGRUNT.exec(text) ?? (text.startsWith('[') ? MODULE.exec(text) : null)
    if (found !== null) {
      text = text.slice(found[0].length)
      named = found[1] ?? named
    }
  }
  const inner = text.replace(BOX, '')
  return { number, stream: `${columns?.[1] ?? ''}\n${named ?? ''}`, module: named, text: inner }
}
