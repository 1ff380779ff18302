import { readSmallTextSync } from '@unloop/sources/text-file'
import { parseDocument, stringify } from 'yaml'
import { TargetError, UsageError } from '../../errors.ts'
import { fromDatree } from './datree.ts'
import { fromKubeLinter } from './kube-linter.ts'
import { rawOf, type Migration, type Raw } from './migration.ts'
import { fromPolaris } from './polaris.ts'

/** The text of an `unloop-lint.yaml` made of another tool's configuration; what was not taken over stands at its head. */
export function migrate(file: string): { readonly text: string; readonly migration: Migration } {
  const migration = migrationOf(read(file), file)
  const { tool, lost, config } = migration
  const head = [
    `# Made of the configuration of ${tool} by unloop lint migrate.`,
    ...(lost.length === 0 ? [] : ['# What could not be taken over:']),
    ...lost.map((each) => `# - ${each.replace(/\s+/g, ' ')}`),
  ]
  const body = Object.keys(config).length === 0 ? '{}\n' : stringify(config, { lineWidth: 0 })
  return { text: `${head.join('\n')}\n${body}`, migration }
}

function read(file: string): Raw {
  let text: string
  try {
    text = readSmallTextSync(file)
  } catch (cause) {
    throw new TargetError({
      code: 'target-not-found',
      message: `${file} could not be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
    })
  }
  const document = parseDocument(text, { prettyErrors: true })
  const error = document.errors[0]
  if (error !== undefined) throw unusable(`${file} is no YAML: ${error.message.split('\n')[0]}`)
  try {
    return rawOf(document.toJS())
  } catch (cause) {
    throw unusable(
      `${file} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}`,
    )
  }
}

const unusable = (why: string): UsageError =>
  new UsageError({
    code: 'operand-invalid',
    message: `${why.replace(/\.$/, '')}.`,
    next: 'It takes policies.yaml of Datree, .kube-linter.yaml, or config.yaml of Polaris.',
  })

const SEVERITIES = new Set(['danger', 'warning', 'ignore'])

/** Told by what they hold, as their names are the users' to choose. */
function migrationOf(raw: Raw, file: string): Migration {
  const checks = rawOf(raw['checks'])
  if (Array.isArray(raw['policies']) || Array.isArray(raw['customRules'])) return fromDatree(raw)
  const isPolaris =
    raw['exemptions'] !== undefined ||
    Object.values(checks).some((value) => typeof value === 'string' && SEVERITIES.has(value))
  if (isPolaris) return fromPolaris(raw)
  if (raw['checks'] !== undefined || Array.isArray(raw['customChecks'])) return fromKubeLinter(raw)
  throw unusable(`${file} is the configuration of none of these tools`)
}
