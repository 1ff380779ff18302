import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml'
import { isSecretKey, SECRET_LISTS, SECRET_MARK } from '../settings/secret-keys.ts'

/** A configuration's text without its secrets; it can be read again. */
export function maskedConfig(text: string): string {
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false })
  visit(document, {
    Pair: (_, pair, path) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const sections = path.flatMap((one) =>
        isPair(one) && isScalar(one.key) ? [String(one.key.value)] : [],
      )
      const isSecret = isSecretKey(key, sections)
      if (isSecret && isScalar(pair.value) && pair.value.value !== null && pair.value.value !== '')
        pair.value.value = SECRET_MARK
      if (SECRET_LISTS.has(key)) maskAll(pair.value)
      if (key === 'proxy_url' && isScalar(pair.value))
        pair.value.value = String(pair.value.value).replace(
          /\/\/[^/@]*@/,
          `//${encodeURIComponent(SECRET_MARK)}@`,
        )
    },
  })
  return document.toString()
}

/** Masks all that stands in a list or a mapping. */
function maskAll(node: unknown): void {
  if (isScalar(node)) node.value = SECRET_MARK
  else if (isSeq(node)) for (const item of node.items) maskAll(item)
  else if (isMap(node)) for (const { value } of node.items) maskAll(value)
}
