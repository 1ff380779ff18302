import { readSmallText } from '@unloop/sources/text-file'
import { convertConfigs } from '@unloop/alerting'
import { parse } from 'yaml'
import type { ExitStatus } from '../../errors.ts'
import type { Io } from '../../io.ts'
import { printConverted } from '../rules/print-converted.ts'

interface ConvertOptions {
  readonly paths: readonly string[]
  /** The alertmanager.yml that the objects are added to. */
  readonly base: string | undefined
}

/** Prints an alertmanager.yml of operators' objects; what is left out is told on standard error. */
export function convertObjects({ paths, base }: ConvertOptions, io: Io): Promise<ExitStatus> {
  const missing = 'There is no AlertmanagerConfig in what was given.'
  const convert = async (texts: readonly string[]) => convertConfigs(texts, await baseOf(base))
  return printConverted(paths, { convert, missing }, io)
}

/** The configuration to add to, empty for none. */
async function baseOf(path: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (path === undefined) return {}
  const value: unknown = parse(await readSmallText(path))
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
}
