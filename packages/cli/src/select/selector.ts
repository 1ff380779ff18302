import { UsageError } from '../errors.ts'

/** Labels of an object. */
export type Labels = Readonly<Record<string, string>>
/** Whether labels match (labels.Parse of apimachinery). */
export type Selector = (labels: Labels) => boolean

// A label's name, with its prefix.
const NAME = /^[\w.\-/]+$/
// `key in (a, b)`, `key notin (a, b)`.
const SET = /^([\w.\-/]+)\s+(in|notin)\s+\(([^()]*)\)$/
// `key=value`, `key==value`, `key!=value`.
const EQUALITY = /^([\w.\-/]+)\s*(==|=|!=)\s*([\w.-]*)$/

/**
 * A label selector as kubectl's: `a=b`, `a==b`, `a!=b`, `a`, `!a`, `a in (b, c)`, `a notin (b, c)`, joined by commas
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/). `!=` and `notin` also take what lacks the label.
 */
export function parseSelector(text: string): Selector {
  const requirements = text
    .split(/,(?![^()]*\))/)
    .map((part) => parseRequirement(part.trim(), text))
  return (labels) => requirements.every((holds) => holds(labels))
}

/** One requirement. @throws {UsageError} with the place that cannot be read */
function parseRequirement(part: string, whole: string): Selector {
  const set = SET.exec(part)
  if (set !== null) {
    const [, key = '', operator, list = ''] = set
    const values = new Set(list.split(',').map((value) => value.trim()))
    // A label cannot hold this character, so that a missing one is in no list.
    return operator === 'in'
      ? (labels) => values.has(labels[key] ?? '\0')
      : (labels) => !values.has(labels[key] ?? '\0')
  }
  const equality = EQUALITY.exec(part)
  if (equality !== null) {
    const [, key = '', operator, value = ''] = equality
    return operator === '!=' ? (labels) => labels[key] !== value : (labels) => labels[key] === value
  }
  const absent = part.startsWith('!')
  const key = absent ? part.slice(1).trim() : part
  if (!NAME.test(key))
    throw new UsageError({
      code: 'option-value-invalid',
      message: `The selector ${JSON.stringify(whole)} can't be read at ${JSON.stringify(part)}.`,
      next: 'Write it as kubectl takes it: app=web,tier!=cache or "app in (web, api)".',
    })
  return absent ? (labels) => !Object.hasOwn(labels, key) : (labels) => Object.hasOwn(labels, key)
}
