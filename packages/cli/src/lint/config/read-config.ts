import { readSmallTextSync } from '@unloop/sources/text-file'
import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema'
import { CHECK_CODES, checkFacts } from '@unloop/lint'
import { isCollection, isNode, LineCounter, parseDocument, type Document } from 'yaml'
import { UsageError } from '../../errors.ts'
import { didYouMean } from '../../options/suggest.ts'
import { codesOf } from './codes.ts'
import type { CheckSetting, CustomCheck, Level, LintConfig, Override } from './config.ts'
import { configSchema } from './schema.ts'

/** Reads and checks a configuration; what is wrong is told with its line and column. */
export function readConfig(file: string): LintConfig {
  const text = textOf(file)
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const place = placesIn(document, lines, file)
  const error = document.errors[0]
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0])
    throw invalid(`${file}:${line}:${col}`, error.message)
  }
  const value: unknown = plain(document, file)
  const problem = new Validator(configSchema() as Schema, '2020-12', false)
    .validate(value ?? {})
    .errors.findLast((each) => !VAGUE.has(each.keyword))
  if (problem !== undefined) throw invalid(place(pointerOf(problem)), wordsOf(problem))
  return new Builder(file, (value ?? {}) as Raw, place).config()
}

/** Keywords that only say that something below them does not fit. */
const VAGUE = new Set(['properties', 'items', '$ref', 'anyOf', 'additionalProperties', 'allOf'])

/** The text of a file. @throws {UsageError} */
function textOf(file: string): string {
  try {
    return readSmallTextSync(file)
  } catch (cause) {
    throw new UsageError({
      code: 'option-value-invalid',
      message: `The configuration ${file} could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      next: 'Name a file that is there with --config.',
    })
  }
}

/** The document as plain values. @throws {UsageError} for aliases that grow beyond all bounds */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS()
  } catch (cause) {
    throw invalid(`${file}:1:1`, cause instanceof Error ? cause.message : String(cause))
  }
}

/** Where a problem lies; a field that must not be there is shown by its key. */
const pointerOf = ({ instanceLocation, keyword }: OutputUnit): string =>
  `${instanceLocation.replace(/^#/, '')}${keyword === 'false' ? '#' : ''}`

// Fields that may be meant by a mistyped one.
const KEYS =
  'profiles bundle kubernetesVersion failOn exclude checks overrides params custom paths namespaces objects level parameters code title severity kinds for rule variables schema message messageExpression happens fix path aliases name expression'.split(
    ' ',
  )

/** A problem in words: the validator's own speak of JSON Schema, not of this file. */
function wordsOf({ instanceLocation, keyword, error }: OutputUnit): string {
  const key = instanceLocation.split('/').at(-1) ?? ''
  if (keyword === 'false')
    return `There is no field ${JSON.stringify(key)} here.${didYouMean(key, KEYS)}`
  if (keyword === 'oneOf') return 'A check of your own needs either rule or schema'
  return `${key === '#' ? 'The file' : key}: ${error}`
}

/** @throws {UsageError} with the place */
const invalid = (place: string, why: string): UsageError =>
  new UsageError({
    code: 'option-value-invalid',
    message: `${place}: ${/[.?]$/.test(why) ? why : `${why}.`}`,
    next: 'docs/linting.md says what a configuration holds.',
  })

/** A JSON pointer to the place in the file, with # behind it to that of its key; of what is not there, the nearest thing above. */
const placesIn =
  (document: Document, lines: LineCounter, file: string) =>
  (place: string): string => {
    const isKey = place.endsWith('#')
    const pointer = place.replace(/#$/, '')
    const steps = pointer
      .split('/')
      .slice(1)
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    for (let length = steps.length; length > 0; length--) {
      const path = steps.slice(0, length).map((step) => (/^\d+$/.test(step) ? Number(step) : step))
      const node: unknown = document.getIn(path, true)
      if (!isNode(node) || !node.range) continue
      const isBlock = isCollection(node) && node.flow !== true
      const start = isBlock || isKey ? keyStart(document, path) : null
      const { line, col } = lines.linePos(start ?? node.range[0])
      return `${file}:${line}:${col}`
    }
    return `${file}:1:1`
  }

/** A block is best shown by its key. */
function keyStart(document: Document, path: readonly (string | number)[]): number | null {
  const parent: unknown =
    path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true)
  if (!isCollection(parent)) return null
  for (const item of parent.items) {
    const key: unknown = (item as { readonly key?: unknown }).key
    if (isNode(key) && key.range && String(key.toJSON()) === path.at(-1)) return key.range[0]
  }
  return null
}

// A mapping that fits the schema.
type Raw = Readonly<Record<string, unknown>>

// The schema has checked the shapes; what is left are references between parts, and defaults.
class Builder {
  readonly #file: string
  readonly #raw: Raw
  readonly #place: (pointer: string) => string
  readonly #codes: ReadonlySet<string>

  constructor(file: string, raw: Raw, place: (pointer: string) => string) {
    this.#file = file
    this.#raw = raw
    this.#place = place
    this.#codes = new Set(listOf(raw['custom']).map(({ code }) => String(code)))
  }

  /** The whole configuration. @throws {UsageError} for a code that no check has */
  config(): LintConfig {
    const raw = this.#raw
    return {
      file: this.#file,
      profiles: (raw['profiles'] as LintConfig['profiles'] | undefined) ?? ['crash'],
      bundle: (raw['bundle'] as LintConfig['bundle'] | undefined) ?? null,
      kubernetesVersion: (raw['kubernetesVersion'] as string | undefined) ?? null,
      failOn: (raw['failOn'] as LintConfig['failOn'] | undefined) ?? null,
      checks: this.#settings(raw['checks'], '/checks'),
      exclude: (raw['exclude'] as readonly string[] | undefined) ?? [],
      overrides: listOf(raw['overrides']).map((each, index): Override => ({
        paths: stringsOf(each['paths']),
        namespaces: stringsOf(each['namespaces']),
        objects: stringsOf(each['objects']),
        checks: this.#settings(each['checks'], `/overrides/${index}/checks`),
      })),
      params: (raw['params'] as Raw | undefined) ?? {},
      custom: listOf(raw['custom']).map((each, index) => this.#custom(each, `/custom/${index}`)),
      placeOf: this.#place,
    }
  }

  #settings(value: unknown, pointer: string): Readonly<Record<string, CheckSetting>> {
    return Object.fromEntries(
      Object.entries((value ?? {}) as Raw).flatMap(([name, setting]) => {
        const at = `${pointer}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
        const read = settingOf(setting)
        return this.#resolved(name, at).map((code) => {
          this.#checkParameters(code, read, at)
          return [code, read] as const
        })
      }),
    )
  }

  #resolved(name: string, pointer: string): readonly string[] {
    if (this.#codes.has(name) || CHECK_CODES.includes(name)) return [name]
    const codes = codesOf(name)
    if (codes.length > 0) return codes
    throw invalid(
      this.#place(`${pointer}#`),
      `There is no check ${JSON.stringify(name)}.${didYouMean(name, [...CHECK_CODES, ...this.#codes])}`,
    )
  }

  #checkParameters(code: string, { parameters }: CheckSetting, pointer: string): void {
    const known = Object.keys(checkFacts(code)?.parameters ?? {})
    for (const name of Object.keys(parameters))
      if (!known.includes(name))
        throw invalid(
          this.#place(`${pointer}/parameters/${name}`),
          `${code} has no parameter ${name}${known.length === 0 ? '; it has none' : `, but ${known.join(', ')}`}`,
        )
  }

  #custom(raw: Raw, pointer: string): CustomCheck {
    const code = raw['code'] as string
    if (CHECK_CODES.includes(code))
      throw invalid(
        this.#place(`${pointer}/code`),
        `${code} is a check of unloop's own; choose another code`,
      )
    const text = (key: string): string | null => (raw[key] as string | undefined) ?? null
    const title = raw['title'] as string
    return {
      code,
      title: title.replace(/\.$/, ''),
      severity: (raw['severity'] as CustomCheck['severity'] | undefined) ?? 'may-crash',
      kinds: (raw['kinds'] as readonly string[] | undefined) ?? [],
      scope: (raw['for'] as CustomCheck['scope'] | undefined) ?? 'object',
      rule: text('rule'),
      variables: (raw['variables'] as CustomCheck['variables'] | undefined) ?? [],
      schema: raw['schema'] ?? null,
      message: text('message'),
      messageExpression: text('messageExpression'),
      happens: text('happens') ?? 'It is against a rule of your team.',
      fix: text('fix') ?? `Change it so that this holds: ${title.replace(/\.$/, '')}.`,
      path: text('path') ?? '',
      aliases: (raw['aliases'] as readonly string[] | undefined) ?? [],
    }
  }
}

const listOf = (value: unknown): readonly Raw[] =>
  Array.isArray(value) ? (value as readonly Raw[]) : []

const stringsOf = (value: unknown): readonly string[] =>
  (value as readonly string[] | undefined) ?? []

/** YAML 1.1 writers mean off and on by false and true. */
const levelOf = (value: unknown): Level =>
  value === true ? 'on' : value === false ? 'off' : ((value as Level | undefined) ?? 'on')

function settingOf(value: unknown): CheckSetting {
  if (typeof value !== 'object' || value === null) return { level: levelOf(value), parameters: {} }
  const { level, parameters } = value as Raw
  return {
    level: levelOf(level),
    parameters: (parameters as Readonly<Record<string, number>> | undefined) ?? {},
  }
}
