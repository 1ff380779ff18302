import { FunctionError, TemplateError } from '@unloop/gotemplate'
import { DURATION } from '../settings/values.ts'
import { ConfigError, parseYaml, type YamlNode } from '../yaml/document.ts'
import { type Infer, integer, list, mapOf, optional, type Problems, STRING } from '../yaml/schema.ts'
import { struct } from '../yaml/struct.ts'
import { parseRuleTemplate } from './rule-template.ts'

const RULE = struct({
  goType: 'rulefmt.Rule',
  fields: {
    record: STRING,
    alert: STRING,
    expr: STRING,
    for: DURATION,
    keep_firing_for: DURATION,
    labels: mapOf(STRING),
    annotations: mapOf(STRING),
  },
})

const GROUP = struct({
  goType: 'rulefmt.RuleGroup',
  fields: {
    name: STRING,
    interval: DURATION,
    query_offset: optional(DURATION),
    limit: integer('int'),
    rules: list(RULE, 'rulefmt.Rule'),
    labels: mapOf(STRING),
  },
})

const FILE = struct({
  goType: 'rulefmt.RuleGroups',
  fields: { groups: list(GROUP, 'rulefmt.RuleGroup') },
})

/** A rule as it is written. Durations are milliseconds. */
export type RuleConfig = Infer<typeof RULE>
/** A group of rules as it is written. */
export type RuleGroupConfig = Infer<typeof GROUP>

export interface RuleFileOptions {
  /** Why an expression is none; undefined if it is one. */
  readonly expressionProblem: (expression: string) => string | undefined
}

export interface RuleFile {
  readonly groups: readonly RuleGroupConfig[]
  /** What is wrong, in Prometheus' words, in the order of the file. */
  readonly problems: readonly string[]
}

/** Reads and checks a file of rules. What can be read is given with the problems of the rest. */
export function loadRuleFile(text: string, options: RuleFileOptions): RuleFile {
  try {
    const node = parseYaml(text)
    if (node === undefined) return { groups: [], problems: [] }
    const problems: Problems = { list: [] }
    const groups = FILE.read(node, problems)?.groups ?? []
    if (problems.list.length > 0) {
      const lines = problems.list.map((one) => `  ${one}`).join('\n')
      return { groups: [], problems: [`yaml: unmarshal errors:\n${lines}`] }
    }
    return { groups, problems: checkGroups(groups, node, options) }
  } catch (error) {
    if (error instanceof ConfigError) return { groups: [], problems: [error.message] }
    throw error
  }
}

/** A member of a mapping; undefined where the node is none or lacks it. */
function member(node: YamlNode | undefined, name: string): YamlNode | undefined {
  if (node?.kind !== 'mapping') return undefined
  return node.entries.find(([key]) => key.kind === 'scalar' && key.text === name)?.[1]
}

function items(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : []
}

function checkGroups(
  groups: readonly RuleGroupConfig[],
  node: YamlNode,
  options: RuleFileOptions,
): readonly string[] {
  const names = new Set<string>()
  const nodes = items(member(node, 'groups'))
  return groups.flatMap((group, index) => {
    const place = nodes[index]
    const at = `${place?.line ?? 0}:${place?.column ?? 0}`
    const problems: string[] = []
    if (group.name === '') problems.push(`${at}: Groupname must not be empty`)
    if (names.has(group.name))
      problems.push(`${at}: groupname: "${group.name}" is repeated in the same file`)
    names.add(group.name)
    problems.push(...labelProblems(group.labels))
    const rules = items(member(place, 'rules'))
    for (const [at_, rule] of (group.rules ?? []).entries()) {
      const name = rule.alert === '' ? rule.record : rule.alert
      for (const { message, where } of ruleProblems(rule, rules[at_], options)) {
        const prefix = where === undefined ? '0:0' : `${where.line}:${where.column}`
        problems.push(`${prefix}: group "${group.name}", rule ${at_ + 1}, "${name}": ${message}`)
      }
    }
    return problems
  })
}

interface RuleProblem {
  readonly message: string
  readonly where: YamlNode | undefined
}

function ruleProblems(
  rule: RuleConfig,
  node: YamlNode | undefined,
  options: RuleFileOptions,
): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const add = (message: string, ...names: readonly string[]): void => {
    const where = names.map((name) => member(node, name)).find((one) => one !== undefined)
    problems.push({ message, where })
  }
  if (rule.record !== '' && rule.alert !== '')
    add("only one of 'record' and 'alert' must be set", 'record')
  if (rule.record === '' && rule.alert === '')
    add("one of 'record' or 'alert' must be set", 'record', 'alert')
  const wrong = rule.expr === '' ? undefined : options.expressionProblem(rule.expr)
  if (rule.expr === '') add("field 'expr' must be set in rule", 'expr')
  else if (wrong !== undefined) add(`could not parse expression: ${wrong}`, 'expr')
  if (rule.record !== '') for (const message of recordProblems(rule)) add(message, 'record')
  for (const message of labelProblems(rule.labels)) add(message)
  for (const name of Object.keys(rule.annotations))
    if (!isName(name)) add(`invalid annotation name: ${name}`)
  for (const message of templateProblems(rule)) add(message)
  return problems
}

function recordProblems(rule: RuleConfig): readonly string[] {
  const problems: string[] = []
  if (Object.keys(rule.annotations).length > 0)
    problems.push("invalid field 'annotations' in recording rule")
  if (rule.for !== 0) problems.push("invalid field 'for' in recording rule")
  if (rule.keep_firing_for !== 0)
    problems.push("invalid field 'keep_firing_for' in recording rule")
  if (!isName(rule.record)) problems.push(`invalid recording rule name: ${rule.record}`)
  if (/[{}]/.test(rule.record))
    problems.push(
      `braces present in the recording rule name; should it be in expr?: ${rule.record}`,
    )
  return problems
}

/** Prometheus 3 takes any UTF-8 in names. */
function isName(name: string): boolean {
  return name !== '' && name.isWellFormed()
}

function labelProblems(labels: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(labels).flatMap(([name, value]) => [
    ...(isName(name) && name !== '__name__' ? [] : [`invalid label name: ${name}`]),
    ...(value.isWellFormed() ? [] : [`invalid label value: ${value}`]),
  ])
}

/** Templates are parsed, not carried out. */
function templateProblems(rule: RuleConfig): readonly string[] {
  if (rule.alert === '') return []
  const check = (kind: string, texts: Readonly<Record<string, string>>): readonly string[] =>
    Object.entries(texts).flatMap(([name, text]) => {
      try {
        parseRuleTemplate(rule.alert, text)
        return []
      } catch (error) {
        if (!(error instanceof TemplateError) && !(error instanceof FunctionError)) throw error
        return [`${kind} "${name}": ${error.message}`]
      }
    })
  return [...check('label', rule.labels), ...check('annotation', rule.annotations)]
}
