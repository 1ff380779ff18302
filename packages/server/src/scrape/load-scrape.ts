import { dirname, isAbsolute, resolve } from 'node:path'
import { readSmallTextSync } from '@unloop/sources/text-file'
import { LineCounter, parseDocument, type Document } from 'yaml'
import {
  IDLE_FIELDS,
  KNOWN_FIELDS,
  scrapeFile,
  UNUSED_FIELDS,
  type JobFields,
  type ScrapeJob,
} from './scrape-config.ts'

/** A file that Prometheus would not take either; the message begins with file and line. */
export class ScrapeFileError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'ScrapeFileError'
  }
}

/** The `scrape_configs` of a file, with their defaults filled in. */
export interface LoadedScrape {
  readonly jobs: readonly ScrapeJob[]
  /** What stands in the file and is not used, with its line. */
  readonly notes: readonly string[]
}

/**
 * Reads `scrape_configs` of a Prometheus configuration. Throws a {@link ScrapeFileError} for what is wrong; what is right
 * and not supported here is a note.
 */
export function loadScrape(file: string): LoadedScrape {
  const lines = new LineCounter()
  const document = parseDocument(contentOf(file), { lineCounter: lines })
  const at = (path: readonly PropertyKey[]): string => `${file}:${lineOf(document, lines, path)}`
  const [error] = document.errors
  if (error !== undefined)
    throw new ScrapeFileError(
      `${file}:${lines.linePos(error.pos[0]).line}: ${error.message.split('\n', 1)[0] ?? ''}`,
    )
  const found = scrapeFile.safeParse(document.toJS() ?? {})
  if (!found.success) {
    const [issue] = found.error.issues
    throw new ScrapeFileError(
      `${at(issue?.path ?? [])}: ${placeOf(issue?.path ?? [])}${issue?.message}`,
    )
  }
  const { global, scrape_configs: jobs } = found.data
  const names = new Set<string>()
  const notes: string[] = []
  const settled = jobs.map((job, index): ScrapeJob => {
    const path = ['scrape_configs', index]
    if (names.has(job.job_name))
      throw new ScrapeFileError(`${at(path)}: there are two jobs ${JSON.stringify(job.job_name)}.`)
    names.add(job.job_name)
    notes.push(...notesOn(job, (field) => at([...path, field])))
    return withTimes(withPaths(job, dirname(file)), global)
  })
  return { jobs: settled, notes }
}

function withTimes(
  job: JobFields,
  global: { readonly scrape_interval: number; readonly scrape_timeout: number },
): ScrapeJob {
  const interval = job.scrape_interval ?? global.scrape_interval
  const timeout = job.scrape_timeout ?? Math.min(global.scrape_timeout, interval)
  return { ...job, scrape_interval: Math.max(interval, 1_000), scrape_timeout: timeout }
}

/** Paths in the file count from its folder. */
function withPaths(job: JobFields, folder: string): JobFields {
  return mapped(job, (key, value) =>
    key.endsWith('_file') && typeof value === 'string' && !isAbsolute(value)
      ? resolve(folder, value)
      : value,
  )
}

function mapped<Value extends object>(
  value: Value,
  change: (key: string, value: unknown) => unknown,
): Value {
  const entries = Object.entries(value).map(([key, inner]: [string, unknown]) => {
    const isPlain = Object.prototype.toString.call(inner) === '[object Object]'
    const isAuth = isPlain && /^(?:basic_auth|authorization|tls_config)$/.test(key)
    return [key, isAuth ? mapped(inner as object, change) : change(key, inner)]
  })
  return Object.fromEntries(entries) as Value
}

function notesOn(job: JobFields, at: (field: string) => string): string[] {
  const discoveries = Object.keys(job).filter(
    (name) => !KNOWN_FIELDS.has(name) && !IDLE_FIELDS.has(name),
  )
  const notes = discoveries.map((name) => {
    if (name.endsWith('_sd_configs'))
      return `${at(name)}: ${name} is not supported: its targets are not scraped.`
    if (UNUSED_FIELDS.has(name)) return `${at(name)}: ${name} is not supported and has no effect.`
    throw new ScrapeFileError(
      `${at(name)}: a scrape configuration has no field ${JSON.stringify(name)}.`,
    )
  })
  for (const { role, ...rest } of job.kubernetes_sd_configs) {
    if (role === 'ingress')
      notes.push(`${at('kubernetes_sd_configs')}: the role ingress is not supported.`)
    for (const name of ['selectors', 'api_server', 'kubeconfig_file'])
      if (rest[name] !== undefined)
        notes.push(
          `${at('kubernetes_sd_configs')}: ${name} is not supported: this discovery is left out.`,
        )
  }
  return notes
}

function contentOf(file: string): string {
  try {
    return readSmallTextSync(file)
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ScrapeFileError(`${file} cannot be read: ${why}.`, { cause })
  }
}

/** The line of a place in the document, or of the nearest one above it that is there. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as
      { readonly range?: readonly number[] | null } | undefined
    const offset = node?.range?.[0]
    if (offset !== undefined) return lines.linePos(offset).line
  }
  return 1
}

function placeOf(path: readonly PropertyKey[]): string {
  const name = path.findLast((part) => typeof part === 'string')
  return name === undefined ? '' : `${String(name)}: `
}
