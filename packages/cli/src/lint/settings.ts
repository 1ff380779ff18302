import type { LintOptions } from '@unloop/lint'
import type { Io } from '../io.ts'
import type { OptionValues } from '../options/table.ts'
import { configFor, readImageConfigs } from './outside/image-config.ts'
import { schemasIn } from './outside/schemas.ts'
import { checkChosen } from './chosen.ts'
import type { LintConfig } from './config/config.ts'

/** What a run of lint goes by: its options over the configuration. */
export interface Settings {
  readonly lint: LintOptions
  readonly failOn: 'will-crash' | 'may-crash' | 'practice' | 'never'
  readonly isExcluded: (path: string) => boolean
  /** Problems of custom checks, once they have run. */
  readonly notes: () => readonly string[]
}

// As the option table declares them for `lint`.
type Options = OptionValues<'lint'>

/** Finds and reads the configuration; what is loaded for it is loaded only where there is one. */
export async function settingsOf(
  operands: readonly string[],
  options: Options,
  io: Io,
): Promise<Settings> {
  const { findConfig } = await import('./config/find-config.ts')
  const start = operands.find((each) => each !== '-') ?? '.'
  const file = options.config ?? findConfig(start)
  if (file === null) {
    checkChosen(options)
    return { ...plain(options, null, io), isExcluded: () => false, notes: () => [] }
  }
  const { readConfig } = await import('./config/read-config.ts')
  const { engineOptions, matcherOf } = await import('./config/rules.ts')
  const config = readConfig(file)
  checkChosen(
    options,
    config.custom.map(({ code }) => code),
  )
  const base = plain(options, config, io)
  const custom = await customOf(config)
  return {
    lint: { ...base.lint, ...engineOptions(config), custom: custom.checks },
    failOn: base.failOn,
    isExcluded: matcherOf(config, config.exclude),
    notes: custom.notes,
  }
}

/** The team's own checks, loaded only where there are any: CEL takes long to load. */
async function customOf(config: LintConfig) {
  if (config.custom.length === 0) return { checks: [], notes: () => [] }
  const { customChecks } = await import('./custom/custom-checks.ts')
  return customChecks(config)
}

/** How images are looked up whose configuration was given. */
function imageOptions(files: readonly string[]): Pick<LintOptions, 'imageConfig'> {
  if (files.length === 0) return {}
  const configs = readImageConfigs(files)
  return { imageConfig: (image) => configFor(configs, image) }
}

/** Options over the configuration, and that over what is usual. */
function plain(
  options: Options,
  config: LintConfig | null,
  io: Io,
): Pick<Settings, 'lint' | 'failOn'> {
  const failOn = options['fail-on'] ?? config?.failOn ?? 'may-crash'
  const version = options['kubernetes-version'] ?? config?.kubernetesVersion
  const isPractice = options.practice || config?.profiles.includes('practice') === true
  return {
    failOn,
    lint: {
      completeness: options.bundle ?? config?.bundle ?? 'auto',
      practice: isPractice || failOn === 'practice',
      only: options.only,
      disabled: options.disable,
      today: io.now().toISOString().slice(0, 10),
      ...imageOptions(options['image-config']),
      ...(options.schemas.length === 0 ? {} : { schemas: schemasIn(options.schemas) }),
      ...(version == null ? {} : { version: version.replace(/^v/, '') }),
    },
  }
}
