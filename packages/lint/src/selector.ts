import { at, fieldsOf, isFields, listOf, wordOf, type Fields } from './fields.ts'

/** metav1.LabelSelectorRequirement. */
export function meets(expression: unknown, labels: Fields): boolean {
  const value = labels[wordOf(at(expression, 'key'))]
  const isOneOf = listOf(at(expression, 'values')).includes(value)
  switch (at(expression, 'operator')) {
    case 'In':
      return value !== undefined && isOneOf
    case 'NotIn':
      return !isOneOf
    case 'Exists':
      return value !== undefined
    case 'DoesNotExist':
      return value === undefined
    default:
      return true
  }
}

/** metav1.LabelSelector: an empty one selects everything, none at all nothing. */
export function selects(selector: unknown, labels: Fields): boolean {
  return (
    isFields(selector) &&
    Object.entries(fieldsOf(selector['matchLabels'])).every(
      ([key, value]) => labels[key] === value,
    ) &&
    listOf(selector['matchExpressions']).every((each) => meets(each, labels))
  )
}
