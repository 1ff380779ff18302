import { isMap, isPair, isScalar, isSeq, parseDocument, visit } from 'yaml'
import { SECRET_IN, SECRET_KEYS, SECRET_LISTS } from '../settings/secret-keys.ts'

const MARK = '<secret>'

/** A configuration's text without its secrets; it can be read again. */
export function maskedConfig(text: string): string {
  const document = parseDocument(text, { version: '1.1', uniqueKeys: false })
  visit(document, {
    Pair: (_, pair, path) => {
      const key = isScalar(pair.key) ? String(pair.key.value) : ''
      const sections = path.flatMap((one) =>
        isPair(one) && isScalar(one.key) ? [String(one.key.value)] : [],
      )
      const section = Object.hasOwn(SECRET_IN, key) ? SECRET_IN[key] : undefined
      const isSecret = SECRET_KEYS.has(key) || (section !== undefined && sections.includes(section))
      if (isSecret && isScalar(pair.value) && pair.value.value !== null && pair.value.value !== '')
        pair.value.value = MARK
      if (SECRET_LISTS.has(key)) maskAll(pair.value)
      if (key === 'proxy_url' && isScalar(pair.value))
        pair.value.value = String(pair.value.value).replace(
          /\/\/[^/@]*@/,
          `//${encodeURIComponent(MARK)}@`,
        )
    },
  })
  return document.toString()
}

function maskAll(node: unknown): void {
  if (isScalar(node)) node.value = MARK
  else if (isSeq(node)) for (const item of node.items) maskAll(item)
  else if (isMap(node)) for (const { value } of node.items) maskAll(value)
}
