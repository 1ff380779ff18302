import { codesOf, silences } from '../config/codes.ts'
import {
  codeOf,
  filled,
  keptOn,
  rawOf,
  rawsOf,
  textOf,
  textsOf,
  unknownKeys,
  type Migration,
  type Raw,
} from './migration.ts'

/** Polaris' severities: what is dangerous fails a pipeline, a warning does not. */
const LEVELS: Readonly<Record<string, string>> = {
  danger: 'may-crash',
  warning: 'practice',
  ignore: 'off',
}

/** `config.yaml` of Polaris. */
export function fromPolaris(raw: Raw): Migration {
  const lost = [...unknownKeys(raw, ['checks', 'exemptions', 'customChecks'], '')]
  const own = rawOf(raw['customChecks'])
  const wanted = rawOf(raw['checks'])
  const checks: Record<string, string> = {}
  for (const [name, said] of Object.entries(wanted)) {
    if (Object.hasOwn(own, name)) continue
    const level = LEVELS[textOf(said)]
    const codes = codesOf(`polaris/${name}`)
    for (const code of codes)
      if (level !== undefined && silences(code, level)) lost.push(keptOn(name, code))
      else if (level !== undefined) checks[code] = level
    if (level === undefined) lost.push(`checks.${name} has a severity that Polaris does not know.`)
    else if (codes.length === 0 && level !== 'off') lost.push(`${name} has no counterpart.`)
  }
  const custom = Object.entries(own).flatMap(([name, each]) => {
    if (wanted[name] === 'ignore') return []
    if (wanted[name] === undefined)
      lost.push(`${name} was not switched on under checks; it is now.`)
    const result = customCheck(name, rawOf(each), LEVELS[textOf(wanted[name])] ?? 'may-crash')
    if (typeof result === 'string') lost.push(result)
    return typeof result === 'string' ? [] : [result]
  })
  const names = Object.keys(wanted)
  const overrides = rawsOf(raw['exemptions']).map((each) => exemption(each, names, lost))
  return {
    tool: 'Polaris',
    config: filled({
      checks,
      overrides: overrides.filter((each) => each !== null),
      custom,
    }),
    lost,
  }
}

const SCOPES: Readonly<Record<string, string>> = {
  Container: 'container',
  PodSpec: 'pod',
  Pod: 'pod',
  Controller: 'object',
}

const CONTROLLERS = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'Job',
  'CronJob',
  'Pod',
]

function customCheck(name: string, check: Raw, severity: string): Raw | string {
  const { schema, schemaString, additionalSchemas, additionalSchemaStrings } = check
  const target = textOf(check['target']) || 'Container'
  if (additionalSchemas !== undefined || additionalSchemaStrings !== undefined)
    return `The custom check ${name} was left out: it looks at other objects too.`
  if (typeof schema !== 'object' || schema === null || schemaString !== undefined)
    return `The custom check ${name} was left out: its schema is a template.`
  if (check['containers'] !== undefined || check['controllers'] !== undefined)
    return `The custom check ${name} was left out: it is limited to some containers or controllers.`
  const scope = SCOPES[target]
  return filled({
    code: codeOf(name),
    title: textOf(check['successMessage']).replace(/\.$/, '') || name,
    severity,
    for: scope ?? 'object',
    kinds:
      target === 'Controller' ? CONTROLLERS : scope === undefined ? [target.split('/').at(-1)] : [],
    message: textOf(check['failureMessage']),
    schema,
  })
}

/** Names of controllers are prefixes there. */
function exemption(each: Raw, all: readonly string[], lost: string[]): Raw | null {
  const controllers = textsOf(each['controllerNames'])
  const namespace = textOf(each['namespace'])
  const containers = textsOf(each['containerNames'])
  const rules = textsOf(each['rules'])
  const codes = (rules.length > 0 ? rules : all).flatMap((rule) =>
    codesOf(`polaris/${rule}`).filter((code) => {
      const isKept = silences(code, 'off')
      if (isKept) lost.push(keptOn(rule, code))
      return !isKept
    }),
  )
  const where =
    [namespace, ...controllers].filter((text) => text !== '').join(', ') || 'all objects'
  if (containers.length > 0 || codes.length === 0) {
    lost.push(
      `The exemption of ${where} was left out: ${containers.length > 0 ? `it names containers (${containers.join(', ')})` : 'none of its rules has a counterpart'}.`,
    )
    return null
  }
  return filled({
    namespaces: namespace === '' ? [] : [namespace],
    objects: controllers.map((name) => `*/${name}*`),
    // An exemption that names nothing holds for everything.
    paths: namespace === '' && controllers.length === 0 ? ['**'] : [],
    checks: Object.fromEntries(codes.map((code) => [code, 'off'])),
  })
}
