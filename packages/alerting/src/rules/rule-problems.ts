import { FunctionError, TemplateError } from '@unloop/gotemplate'
import type { YamlNode } from '../yaml/document.ts'
import { member, sequenceItems } from '../yaml/members.ts'
import type { RuleConfig, RuleGroupConfig } from './rule-schema.ts'
import { parseRuleTemplate } from './rule-template.ts'

/** Expressions are judged by the caller: this package needs no engine to check a file. */
export interface RuleCheckOptions {
  /** Why an expression is none; undefined if it is one. */
  readonly expressionProblem: (expression: string) => string | undefined
}

/** What is wrong with groups that could be read, in Prometheus' words, in the order of the file. */
export function groupProblems(
  groups: readonly RuleGroupConfig[],
  node: YamlNode | undefined,
  options: RuleCheckOptions,
): readonly string[] {
  const names = new Set<string>()
  const nodes = sequenceItems(node)
  return groups.flatMap((group, index) => {
    const place = nodes[index]
    const problems: string[] = []
    if (group.name === '') problems.push(`${at(place)}: Groupname must not be empty`)
    if (names.has(group.name))
      problems.push(`${at(place)}: groupname: "${group.name}" is repeated in the same file`)
    names.add(group.name)
    problems.push(...labelProblems(group.labels))
    const rules = sequenceItems(member(place, 'rules'))
    for (const [nth, rule] of (group.rules ?? []).entries()) {
      const name = rule.alert === '' ? rule.record : rule.alert
      for (const { message, fields } of ruleProblems(rule, options)) {
        const places = fields.map((field) => `${at(member(rules[nth], field))}: `).join('')
        problems.push(`${places}group "${group.name}", rule ${nth + 1}, "${name}": ${message}`)
      }
    }
    return problems
  })
}

/** Line and column; zeros for what is not there. */
function at(node: YamlNode | undefined): string {
  return `${node?.line ?? 0}:${node?.column ?? 0}`
}

/** A problem of a rule, with what its message points at. */
interface RuleProblem {
  readonly message: string
  /** The fields whose places stand before the message. */
  readonly fields: readonly string[]
}

/** All problems of a rule, in the order of `rulefmt`'s checks. */
function ruleProblems(rule: RuleConfig, options: RuleCheckOptions): readonly RuleProblem[] {
  const problems: RuleProblem[] = []
  const add = (message: string, ...fields: readonly string[]): void => {
    problems.push({ message, fields })
  }
  if (rule.record !== '' && rule.alert !== '')
    add("only one of 'record' and 'alert' must be set", 'record', 'alert')
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

/** Problems of a recording rule alone. */
function recordProblems(rule: RuleConfig): readonly string[] {
  const problems: string[] = []
  if (Object.keys(rule.annotations).length > 0)
    problems.push("invalid field 'annotations' in recording rule")
  if (rule.for !== 0) problems.push("invalid field 'for' in recording rule")
  if (rule.keep_firing_for !== 0) problems.push("invalid field 'keep_firing_for' in recording rule")
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

/** Problems of labels; the name of a metric is none of them. */
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
