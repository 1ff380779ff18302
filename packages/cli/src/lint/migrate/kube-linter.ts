import { codesOf, silences } from '../config/codes.ts'
import { KUBE_LINTER_DEFAULTS } from './kube-linter-defaults.data.ts'
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

const KEYS = ['addAllBuiltIn', 'doNotAutoAddDefaults', 'include', 'exclude', 'ignorePaths']

/** `.kube-linter.yaml`. */
export function fromKubeLinter(raw: Raw): Migration {
  const settings = rawOf(raw['checks'])
  const lost = [
    ...unknownKeys(raw, ['checks', 'customChecks'], ''),
    ...unknownKeys(settings, KEYS, 'checks'),
  ]
  const custom = rawsOf(raw['customChecks'])
  const own = new Set(custom.map(({ name }) => textOf(name)))
  const excluded = textsOf(settings['exclude'])
  const wanted = [
    ...(settings['doNotAutoAddDefaults'] === true ? [] : KUBE_LINTER_DEFAULTS),
    ...textsOf(settings['include']),
  ].filter((name) => !excluded.includes(name) && !own.has(name))
  const checks: Record<string, string> = {}
  for (const [names, level] of [
    [wanted, 'on'],
    [excluded, 'off'],
  ] as const)
    for (const name of new Set(names)) {
      const codes = codesOf(`kube-linter/${name}`)
      for (const code of codes)
        if (silences(code, level)) lost.push(keptOn(name, code))
        else checks[code] = level
      if (codes.length === 0 && !own.has(name) && level === 'on')
        lost.push(`${name} has no counterpart.`)
    }
  const paths = textsOf(settings['ignorePaths'])
  const far = paths.filter((path) => path.startsWith('~'))
  lost.push(...far.map((path) => `ignorePaths: ${path} is outside of the project.`))
  const used = custom.filter(({ name }) => !excluded.includes(textOf(name)))
  const converted = used.flatMap((each) => {
    const result = customCheck(each)
    if (typeof result === 'string') lost.push(result)
    return typeof result === 'string' ? [] : [result]
  })
  return {
    tool: 'kube-linter',
    config: filled({
      profiles: settings['addAllBuiltIn'] === true ? ['crash', 'practice'] : [],
      exclude: paths.filter((path) => !path.startsWith('~')),
      checks,
      custom: converted,
    }),
    lost,
  }
}

const DEPLOYMENT_LIKE = [
  'Deployment',
  'DaemonSet',
  'StatefulSet',
  'ReplicaSet',
  'ReplicationController',
  'Pod',
  'Job',
  'CronJob',
  'DeploymentConfig',
]

function customCheck(check: Raw): Raw | string {
  const name = textOf(check['name'])
  const template = textOf(check['template'])
  const rule = ruleOf(template, rawOf(check['params']))
  if (rule === null)
    return `The custom check ${name} was left out: its template ${template} has no counterpart.`
  const kinds = textsOf(rawOf(check['scope'])['objectKinds'])
  return filled({
    code: codeOf(name),
    title: textOf(check['description']).replace(/\.$/, '') || `${template} of kube-linter`,
    kinds: kinds.includes('Any')
      ? []
      : kinds.flatMap((kind) => (kind === 'DeploymentLike' ? DEPLOYMENT_LIKE : [kind])),
    fix: textOf(check['remediation']),
    ...rule,
  })
}

const quote = (text: string): string => JSON.stringify(text)

/** The rule that must hold, for the templates that people use most. */
function ruleOf(template: string, params: Raw): Raw | null {
  const text = (key: string): string => textOf(params[key])
  const matches = (name: string, pattern: string): string =>
    pattern === '' ? 'true' : `${name}.matches(${quote(`^(?:${pattern})$`)})`
  switch (template) {
    case 'required-label':
    case 'required-annotation': {
      const field = template === 'required-label' ? 'labels' : 'annotations'
      const pair = `${matches('key', text('key'))} && ${matches(`string(object.metadata.${field}[key])`, text('value'))}`
      return {
        rule: `has(object.metadata.${field}) && object.metadata.${field}.exists(key, ${pair})`,
        path: `metadata.${field}`,
      }
    }
    case 'env-var':
      return {
        for: 'container',
        rule: `!has(container.env) || !container.env.exists(each, ${matches('each.name', text('name'))} && has(each.value) && ${matches('string(each.value)', text('value'))})`,
        path: 'env',
      }
    case 'privileged':
      return {
        for: 'container',
        rule: '!has(container.securityContext) || !has(container.securityContext.privileged) || container.securityContext.privileged != true',
        path: 'securityContext.privileged',
      }
    case 'minimum-replicas':
      return {
        rule: `has(object.spec.replicas) ? object.spec.replicas >= ${Number(params['minReplicas'] ?? 3)} : ${Number(params['minReplicas'] ?? 3)} <= 1`,
        path: 'spec.replicas',
      }
    case 'latest-tag': {
      const blocked = textsOf(params['blockList'] ?? params['BlockList'])
      const allowed = textsOf(params['allowList'] ?? params['AllowList'])
      const test = (pattern: string): string => `container.image.matches(${quote(pattern)})`
      const rules = [
        ...blocked.map((each) => `!${test(each)}`),
        ...(allowed.length > 0 ? [`(${allowed.map(test).join(' || ')})`] : []),
      ]
      return rules.length === 0
        ? null
        : { for: 'container', rule: rules.join(' && '), path: 'image' }
    }
    default:
      return null
  }
}
