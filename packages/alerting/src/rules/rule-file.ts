import { ConfigError, parseYamlDocuments, type YamlNode } from '../yaml/document.ts'
import { member, memberText } from '../yaml/members.ts'
import type { Problems } from '../yaml/schema.ts'
import { groupProblems, type RuleCheckOptions } from './rule-problems.ts'
import { RULE_GROUPS, type RuleGroupConfig } from './rule-schema.ts'

/** How strictly a file is read. */
export interface RuleFileOptions extends RuleCheckOptions {
  /** Fields that Prometheus does not know are no problem. */
  readonly ignoresUnknownFields?: boolean
}

/** What could be read of a file of rules. */
export interface RuleFile {
  readonly groups: readonly RuleGroupConfig[]
  /** What is wrong, in Prometheus' words, in the order of the file. */
  readonly problems: readonly string[]
  /** Documents behind the first, which Prometheus passes over. */
  readonly ignoredDocuments: number
}

/**
 * Reads and checks a file of rules, or a PrometheusRule object. What can be read is given with the problems of the
 * rest.
 */
export function loadRuleFile(text: string, options: RuleFileOptions): RuleFile {
  try {
    const [node, ...others] = parseYamlDocuments(text)
    const ignoredDocuments = others.filter((one) => one !== undefined).length
    return { ...readGroups(node, options), ignoredDocuments }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { groups: [], problems: [error.message], ignoredDocuments: 0 }
  }
}

/** The groups of a document. @throws {ConfigError} for what is no document of rules at all */
function readGroups(
  document: YamlNode | undefined,
  options: RuleFileOptions,
): Pick<RuleFile, 'groups' | 'problems'> {
  const node =
    memberText(document, 'kind') === 'PrometheusRule' ? member(document, 'spec') : document
  if (node === undefined) return { groups: [], problems: [] }
  const problems: Problems = { list: [] }
  const known = options.ignoresUnknownFields === true ? withoutUnknown(node) : node
  const groups = RULE_GROUPS.read(known, problems)?.groups ?? []
  if (problems.list.length > 0) {
    const lines = problems.list.map((one) => `  ${one}`).join('\n')
    return { groups: [], problems: [`yaml: unmarshal errors:\n${lines}`] }
  }
  return { groups, problems: groupProblems(groups, member(known, 'groups'), options) }
}

// Fields of `rulefmt`, for reading files that have others, too.
const FILE_FIELDS = new Set(['groups'])
const GROUP_FIELDS = new Set(['name', 'interval', 'query_offset', 'limit', 'rules', 'labels'])
const RULE_FIELDS = new Set([
  'record',
  'alert',
  'expr',
  'for',
  'keep_firing_for',
  'labels',
  'annotations',
])

/** The document without fields that the format has not. */
function withoutUnknown(node: YamlNode): YamlNode {
  return kept(node, FILE_FIELDS, (groups) =>
    each(groups, (group) =>
      kept(group, GROUP_FIELDS, (value, name) =>
        name === 'rules' ? each(value, (rule) => kept(rule, RULE_FIELDS, (inner) => inner)) : value,
      ),
    ),
  )
}

/** A sequence with each item changed. */
function each(node: YamlNode, change: (item: YamlNode) => YamlNode): YamlNode {
  return node.kind === 'sequence' ? { ...node, items: node.items.map(change) } : node
}

/** A mapping with known fields alone; merge keys (`<<`) are resolved later and stay. */
function kept(
  node: YamlNode,
  fields: ReadonlySet<string>,
  change: (value: YamlNode, name: string) => YamlNode,
): YamlNode {
  if (node.kind !== 'mapping') return node
  const entries = node.entries.flatMap(([key, value]) => {
    const name = key.kind === 'scalar' ? key.text : ''
    return fields.has(name) || name === '<<' ? [[key, change(value, name)] as const] : []
  })
  return { ...node, entries }
}
