import { parseYamlDocuments, type YamlNode } from '../yaml/document.ts'
import { toPlain } from '../yaml/schema.ts'
import { member, memberText, sequenceItems } from '../yaml/members.ts'
import { fieldsOf, textOf, type Fields } from './fields.ts'

/** An object of an operator, as a file has it. */
export interface OperatorObject {
  readonly kind: string
  readonly name: string
  readonly namespace: string
  readonly spec: Fields
}

/** The objects of a file: all its documents, and the items of lists. @throws {ConfigError} for what is no YAML */
export function readObjects(text: string): readonly OperatorObject[] {
  return parseYamlDocuments(text).flatMap((node) => (node === undefined ? [] : objectsIn(node)))
}

/** The object of a document, or those of a list. */
function objectsIn(node: YamlNode): readonly OperatorObject[] {
  const value = fieldsOf(toPlain(node))
  const kind = textOf(value['kind'])
  if (kind.endsWith('List')) {
    return sequenceItems(member(node, 'items')).flatMap(objectsIn)
  }
  if (kind === '') return []
  const metadata = member(node, 'metadata')
  return [
    {
      kind,
      name: memberText(metadata, 'name'),
      namespace: memberText(metadata, 'namespace') || 'default',
      spec: fieldsOf(value['spec']),
    },
  ]
}
