import { dirname } from 'node:path'
import { readSmallText, unreadReason } from '@unloop/sources/text-file'
import {
  type AlertmanagerConfig,
  loadConfig,
  readTemplateFiles,
  TemplateEngine,
  type TemplateFile,
} from '@unloop/alerting'
import { TargetError } from '../../errors.ts'

/** A configuration with the templates that it names, ready to render. */
export interface LoadedConfig {
  readonly config: AlertmanagerConfig
  readonly templates: readonly TemplateFile[]
  readonly engine: TemplateEngine
}

/**
 * A configuration with its templates, parsed.
 * @throws {TargetError} where the file can't be read
 * @throws {ConfigError} what is refused
 * @throws {TemplateError} for a template that can't be parsed
 */
export async function loadFile(path: string): Promise<LoadedConfig> {
  const config = loadConfig(await textOf(path))
  const templates = await readTemplateFiles(config.templates, dirname(path))
  const now = () => ({ nanos: BigInt(Date.now()) * 1_000_000n, zone: { kind: 'utc' } as const })
  return { config, templates, engine: new TemplateEngine(templates, now) }
}

/** The text of a file. @throws {TargetError} */
async function textOf(path: string): Promise<string> {
  try {
    return await readSmallText(path)
  } catch (error) {
    throw new TargetError({
      code: 'target-not-found',
      message: `${path} could not be read: ${unreadReason(error)}.`,
      next: 'Give the path of an alertmanager.yml.',
    })
  }
}
