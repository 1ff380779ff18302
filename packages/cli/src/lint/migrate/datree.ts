import { codesOf } from '../config/codes.ts'
import {
  codeOf,
  filled,
  rawOf,
  rawsOf,
  textOf,
  unknownKeys,
  type Migration,
  type Raw,
} from './migration.ts'

/** `policies.yaml` of Datree: the rules of its default policy, and its custom rules. */
export function fromDatree(raw: Raw): Migration {
  const policies = rawsOf(raw['policies'])
  const policy = policies.find((each) => each['isDefault'] === true) ?? policies[0] ?? {}
  const lost = [
    ...unknownKeys(raw, ['apiVersion', 'policies', 'customRules'], ''),
    ...policies
      .filter((each) => each !== policy)
      .map((each) => `Policy ${textOf(each['name'])} was left out: one file holds one policy.`),
  ]
  const custom = rawsOf(raw['customRules'])
  const own = new Set(custom.map((each) => textOf(each['identifier'])))
  const wanted = rawsOf(policy['rules']).map((each) => ({
    identifier: textOf(each['identifier']),
    message: textOf(each['messageOnFailure']),
  }))
  const checks: Record<string, string> = {}
  for (const { identifier, message } of wanted) {
    if (own.has(identifier)) continue
    const codes = codesOf(`datree/${identifier}`)
    for (const code of codes) checks[code] = 'on'
    if (codes.length === 0) lost.push(`${identifier} has no counterpart.`)
    else if (message !== '') lost.push(`The message of ${identifier} is not kept: ${message}`)
  }
  const messages = new Map(wanted.map(({ identifier, message }) => [identifier, message]))
  const converted = custom.flatMap((each) => {
    const result = customRule(each, messages.get(textOf(each['identifier'])) ?? '')
    if (typeof result === 'string') lost.push(result)
    return typeof result === 'string' || !messages.has(textOf(each['identifier'])) ? [] : [result]
  })
  for (const identifier of own)
    if (!messages.has(identifier))
      lost.push(`${identifier} was left out: the policy ${textOf(policy['name'])} does not use it.`)
  return { tool: 'Datree', config: filled({ checks, custom: converted }), lost }
}

/** Keywords that Datree adds to JSON Schema. */
const OWN_KEYWORDS = /"(?:CELDefinition|regoDefinition|resourceMinimum|resourceMaximum)"/

function customRule(rule: Raw, message: string): Raw | string {
  const identifier = textOf(rule['identifier'])
  const schema = schemaOf(rule)
  if (schema === null) return `${identifier} was left out: its schema cannot be read.`
  const facts = {
    code: codeOf(identifier),
    title: textOf(rule['name']) || identifier,
    message: message || textOf(rule['defaultMessageOnFailure']),
  }
  if (!OWN_KEYWORDS.test(JSON.stringify(schema))) return filled({ ...facts, schema })
  const cel = celOf(schema)
  return cel === null
    ? `${identifier} was left out: it uses a keyword of Datree's own (${OWN_KEYWORDS.exec(JSON.stringify(schema))?.[0].replaceAll('"', '')}) in a way that has no counterpart.`
    : filled({ ...facts, ...cel })
}

function schemaOf(rule: Raw): Raw | null {
  if (typeof rule['schema'] === 'object' && rule['schema'] !== null) return rawOf(rule['schema'])
  try {
    return rawOf(JSON.parse(textOf(rule['jsonSchema'])))
  } catch {
    return null
  }
}

/** Expressions on the whole object, for all kinds or for some: `if kind is one of these, then these hold`. */
function celOf(schema: Raw): Raw | null {
  const then = rawOf(schema['then'])
  const rules = rawsOf(schema['CELDefinition'] ?? then['CELDefinition'])
  const kind = rawOf(rawOf(rawOf(schema['if'])['properties'])['kind'])
  const kinds = Array.isArray(kind['enum']) ? kind['enum'] : kind['const'] ? [kind['const']] : []
  const isPlain =
    Object.keys(schema).every((key) =>
      ['CELDefinition', 'if', 'then', '$schema', 'type'].includes(key),
    ) && Object.keys(then).every((key) => key === 'CELDefinition')
  if (!isPlain || rules.length === 0 || (schema['if'] !== undefined && kinds.length === 0))
    return null
  const expressions = rules.map((each) => textOf(each['expression']).replace(/\bself\b/g, 'object'))
  return { kinds, rule: expressions.map((each) => `(${each})`).join(' && ') }
}
