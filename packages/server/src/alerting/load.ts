import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { readSmallTextSync, unreadReason } from '@unloop/sources/text-file'
import {
  type AlertmanagerConfig,
  ConfigError,
  loadConfig,
  readTemplateFiles,
  TemplateEngine,
  TemplateError,
  type TemplateFile,
} from '@unloop/alerting'
import { expressionProblem, type LoadedRules, loadRuleFile } from '@unloop/alerting/rules'

/** A file of rules, or a configuration, that cannot be used: where and why. */
export class AlertingFileError extends Error {
  override readonly name = 'AlertingFileError'
}

/** Files as Prometheus and Alertmanager read them. */
export interface AlertingFiles {
  /** Files and folders of rules. */
  readonly rules: readonly string[]
  /** An alertmanager.yml; null where notifications go elsewhere or nowhere. */
  readonly config: string | null
}

export interface LoadedAlerting {
  readonly rules: readonly LoadedRules[]
  readonly config: {
    readonly config: AlertmanagerConfig
    readonly templates: readonly TemplateFile[]
  } | null
}

/** Reads all that alerting is told by files. @throws {AlertingFileError} for the first that cannot be used */
export async function loadAlerting({ rules, config }: AlertingFiles): Promise<LoadedAlerting> {
  return {
    rules: rules.flatMap(filesAt).map(rulesOf),
    config: config === null ? null : await configOf(config),
  }
}

function filesAt(path: string): readonly string[] {
  return guarded(path, () =>
    statSync(path).isDirectory()
      ? readdirSync(path)
          .filter((name) => /\.ya?ml$/.test(name))
          .toSorted()
          .map((name) => join(path, name))
      : [path],
  )
}

function rulesOf(file: string): LoadedRules {
  const text = guarded(file, () => readSmallTextSync(file))
  const { groups, problems } = loadRuleFile(text, { expressionProblem })
  if (problems.length > 0)
    throw new AlertingFileError(problems.map((problem) => `${file}: ${problem}`).join('\n'))
  return { file, groups }
}

async function configOf(file: string): Promise<NonNullable<LoadedAlerting['config']>> {
  const text = guarded(file, () => readSmallTextSync(file))
  try {
    const config = loadConfig(text)
    const templates = await readTemplateFiles(config.templates, dirname(file))
    // Parsed here, so that a mistake is told before anything starts.
    new TemplateEngine(templates, () => ({ nanos: 0n, zone: { kind: 'utc' } }))
    return { config, templates }
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof TemplateError)) throw error
    throw new AlertingFileError(`${file}: ${error.message}`, { cause: error })
  }
}

function guarded<T>(path: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    throw new AlertingFileError(`${path} could not be read: ${unreadReason(error)}`, {
      cause: error,
    })
  }
}
