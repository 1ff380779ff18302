import { ATTRIBUTE_TYPES, type ContentType } from './attributes.data.ts'

/** What the value of an attribute is; the name in lower case. */
export function attributeType(fullName: string): ContentType {
  // Prefixes: `data-` is ignored, a namespace too, save that `xmlns:` declares a URL.
  let name = fullName
  const colon = name.indexOf(':')
  if (name.startsWith('data-')) name = name.slice(5)
  else if (colon >= 0) {
    if (name.slice(0, colon) === 'xmlns') return 'url'
    name = name.slice(colon + 1)
  }
  const listed = Object.hasOwn(ATTRIBUTE_TYPES, name) ? ATTRIBUTE_TYPES[name] : undefined
  if (listed !== undefined) return listed
  // Unlisted names: event handlers are scripts, and names that speak of a source or address are URLs (attr.go).
  if (name.startsWith('on')) return 'js'
  return /src|uri|url/.test(name) ? 'url' : 'plain'
}
