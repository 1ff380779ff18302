import { readSmallTextSync } from '@unloop/sources/text-file'
import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml'
import { UsageError } from '../errors.ts'
import type { OptionSpec } from '../options/option.ts'
import { didYouMean } from '../options/suggest.ts'

/** The value of an option as the parser of the command line gives it. */
export type Setting = string | boolean | readonly string[]
/** Settings by the names of their options. */
export type Settings = Readonly<Record<string, Setting>>
/** Options that may stand in a file or in a variable. */
export type SettingSpecs = Readonly<Record<string, OptionSpec>>

/**
 * Settings of a YAML file: names and values as the options have them. Throws a `UsageError` with file and line for what
 * is none.
 */
export function readSettings(file: string, specs: SettingSpecs): Settings {
  const lines = new LineCounter()
  const document = parseDocument(contentOf(file), { lineCounter: lines })
  const at = (offset: number): string => `${file}:${lines.linePos(offset).line}`
  const [error] = document.errors
  if (error !== undefined)
    throw wrong(`${at(error.pos[0])}: ${error.message.split('\n', 1)[0] ?? ''}`)
  return Object.fromEntries(
    pairsOf(document, file).map(({ name, value, offset }) => {
      const spec = Object.hasOwn(specs, name) ? specs[name] : undefined
      if (spec === undefined)
        throw wrong(
          `${at(offset)}: there is no setting ${JSON.stringify(name)}.${didYouMean(name, Object.keys(specs))}`,
        )
      const setting = settingOf(value, spec)
      if (setting === null) throw wrong(`${at(offset)}: ${name} takes ${kindOf(spec)}.`)
      return [name, setting]
    }),
  )
}

/** Settings of variables such as UNLOOP_OTLP_GRPC; several values are parted by commas. */
export function settingsOfEnv(
  env: Readonly<Record<string, string | undefined>>,
  specs: SettingSpecs,
): Settings {
  const found = Object.entries(specs).flatMap(([name, spec]) => {
    const variable = `UNLOOP_${name.toUpperCase().replaceAll('-', '_')}`
    const text = env[variable]
    if (text === undefined || text === '') return []
    const value = spec.value === undefined ? booleanOf(text) : text
    const setting = spec.repeat === true ? text.split(',') : settingOf(value, spec)
    if (setting === null)
      throw new UsageError({
        code: 'option-value-invalid',
        message: `${variable} takes ${kindOf(spec)}.`,
        next: 'Set it so, or leave it out.',
      })
    return [[name, setting] as const]
  })
  return Object.fromEntries(found)
}

/** The text of a file. @throws {UsageError} */
function contentOf(file: string): string {
  try {
    return readSmallTextSync(file)
  } catch (cause) {
    throw wrong(
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
    )
  }
}

/** A setting with the place of its name in the text. */
interface Pair {
  readonly name: string
  readonly value: unknown
  readonly offset: number
}

/** The pairs of the document. @throws {UsageError} for what is no map */
function pairsOf(document: Document.Parsed, file: string): Pair[] {
  if (document.contents === null) return []
  if (!isMap(document.contents)) throw wrong(`${file}:1: a file of settings is a map of names.`)
  return document.contents.items.map(({ key, value }) => ({
    name: isScalar(key) ? String(key.value) : '',
    value: (value as { toJSON?: () => unknown } | null)?.toJSON?.() ?? null,
    offset: (key as { readonly range?: readonly number[] | null }).range?.[0] ?? 0,
  }))
}

/** A value as the parser would give it; null where it does not fit the option. */
function settingOf(value: unknown, { value: takes, repeat = false }: OptionSpec): Setting | null {
  if (takes === undefined) return typeof value === 'boolean' ? value : null
  const isText = (one: unknown): one is string | number =>
    typeof one === 'string' || typeof one === 'number'
  if (!repeat) return isText(value) ? String(value) : null
  const list: readonly unknown[] = Array.isArray(value) ? value : [value]
  return list.every(isText) ? list.map(String) : null
}

/** A switch; a text that is none stays as it is, for the message. */
function booleanOf(text: string): boolean | string {
  if (/^(?:1|true|yes)$/i.test(text)) return true
  return /^(?:0|false|no)$/i.test(text) ? false : text
}

/** What a setting takes, in words. */
function kindOf({ value, repeat = false }: OptionSpec): string {
  if (value === undefined) return 'true or false'
  return repeat ? `a ${value}, or a list of them` : `a ${value}`
}

/** @throws {UsageError} */
function wrong(message: string): UsageError {
  return new UsageError({
    code: 'option-value-invalid',
    message,
    next: 'unloop help serve lists what may be set.',
  })
}
