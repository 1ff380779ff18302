import type { YamlNode } from './document.ts'

/** A member of a mapping; undefined where the node is none or lacks it. */
export function member(node: YamlNode | undefined, name: string): YamlNode | undefined {
  if (node?.kind !== 'mapping') return undefined
  return node.entries.find(([key]) => key.kind === 'scalar' && key.text === name)?.[1]
}

/** The text of a scalar member; '' where there is none. */
export function memberText(node: YamlNode | undefined, name: string): string {
  const found = member(node, name)
  return found?.kind === 'scalar' ? found.text : ''
}

/** The items of a sequence; none of anything else. */
export function sequenceItems(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : []
}
