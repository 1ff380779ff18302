import { readFile } from 'node:fs/promises'
import { ConfigError, convertConfigs } from '@unloop/alerting'
import { parse } from 'yaml'
import { EXIT, type ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { cleanText } from '../../output/clean.ts'
import { filesAt } from '../rules/files-at.ts'
import { readText } from '../rules/read-text.ts'

interface ConvertOptions {
  readonly paths: readonly string[]
  /** The alertmanager.yml that the objects are added to. */
  readonly base: string | undefined
}

/** Prints an alertmanager.yml of operators' objects; what is left out is told on standard error. */
export async function convertObjects({ paths, base }: ConvertOptions, io: Io): Promise<ExitStatus> {
  const texts: string[] = []
  for (const path of await filesAt(paths)) {
    const read = await readText(path, io)
    if ('problem' in read) {
      io.err(cleanText(`${read.problem}\n`))
      return EXIT.sourceUnreadable
    }
    texts.push(read.text)
  }
  try {
    const { text, notes, objects } = convertConfigs(texts, await baseOf(base))
    for (const note of notes) io.err(cleanText(`${note}\n`))
    if (objects === 0) io.err('There is no AlertmanagerConfig in what was given.\n')
    else await io.out(text)
    return objects === 0 ? EXIT.incidentsFound : EXIT.nothingFound
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    io.err(cleanText(`${error.message}\n`))
    return EXIT.incidentsFound
  }
}

async function baseOf(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined) return {}
  const value: unknown = parse(await readFile(path, 'utf8'))
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
