import { wordOf, type Fields } from './fields.ts'
import { memo } from './memo.ts'

/** Why a finding is left out; null where nothing asks for it. */
export interface Suppression {
  readonly reason: string
}

/** What is asked: is a check left out here, and why. */
interface Question {
  readonly code: string
  readonly aliases: readonly string[]
  /** Of the object and of its pod template. */
  readonly annotations: readonly Fields[]
  /** The line of the finding, and the one above it. */
  readonly lines: readonly string[]
  /** `2026-11-20`: a suppression may end. Null counts as before any end. */
  readonly today: string | null
}

/**
 * `ignore.unloop.dev/CODE: reason` (or `/all`) as an annotation, `# unloop-ignore: CODE reason` as a comment on the line or above
 * it, both with `until 2027-01-31` if they are to end; and the ignore annotations of Datree, kube-linter, kube-score and Polaris.
 */
export function suppressionOf(question: Question): Suppression | null {
  const said =
    byComment(question) ??
    question.annotations
      .map((each, index) => byAnnotation(ignoring(each, index), question))
      .find((each) => each !== null)
  if (said == null) return null
  const until = /\buntil\s+(\d{4}-\d{2}-\d{2})\b/i.exec(said)?.[1]
  if (until !== undefined && question.today !== null && question.today > until) return null
  return { reason: said.trim() === '' ? 'no reason is given' : said.trim() }
}

/** The reason of a comment; null where none names the check. */
function byComment({ code, lines }: Question): string | null {
  for (const [index, line] of lines.entries()) {
    if (!line.includes('unloop-ignore:')) continue
    const match = /#\s*unloop-ignore:\s*([\w*.,-]+(?:\s*,\s*[\w.-]+)*)\s*(.*)$/.exec(line)
    // The line above counts only if it is a comment and nothing else.
    if (!match || (index > 0 && !/^\s*#/.test(line))) continue
    const codes = (match[1] ?? '').split(',').map((each) => each.trim())
    if (codes.includes(code) || codes.includes('all') || codes.includes('*')) return match[2] ?? ''
  }
  return null
}

// Annotations that may concern a check.
type Entries = readonly (readonly [string, unknown])[]

/** Annotations that may ask to leave something out: most objects have none, and have many findings. */
const asking = (annotations: Fields): Entries =>
  Object.entries(annotations).filter(([key]) =>
    /^(?:ignore\.unloop\.dev|(?:ignore-check\.)?kube-linter\.io|datree\.skip|polaris\.fairwinds\.com|kube-score)\//.test(
      key,
    ),
  )

/** Of the object and of its pod template in turns. */
const MEMOS = [memo(asking), memo(asking)] as const

/** Annotations that matter, worked out once an object, as each check asks. */
const ignoring = (annotations: Fields, index: number): Entries =>
  (MEMOS[index] ?? asking)(annotations)

/** The reason of an annotation, ours or of another tool; null where none names the check. */
function byAnnotation(annotations: Entries, { code, aliases }: Question): string | null {
  for (const [key, raw] of annotations) {
    const value = wordOf(raw)
    if (key === `ignore.unloop.dev/${code}` || key === 'ignore.unloop.dev/all') return value
    if (key === 'kube-linter.io/ignore-all') return value
    if (key.startsWith('datree.skip/') && aliases.includes(`datree/${key.slice(12)}`)) return value
    if (
      key.startsWith('ignore-check.kube-linter.io/') &&
      aliases.includes(`kube-linter/${key.slice(28)}`)
    )
      return value
    if (
      key.startsWith('polaris.fairwinds.com/') &&
      value === 'true' &&
      isPolaris(key.slice(22), aliases)
    )
      return `${key} is set`
    if (
      key === 'kube-score/ignore' &&
      value.split(',').some((each) => aliases.includes(`kube-score/${each.trim()}`))
    )
      return `${key}: ${value}`
  }
  return null
}

/** `cpu-requests-missing-exempt` for the check cpuRequestsMissing. */
const isPolaris = (name: string, aliases: readonly string[]): boolean => {
  const check = name
    .replace(/-exempt$/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase())
  return name === 'exempt' || aliases.includes(`polaris/${check}`)
}
