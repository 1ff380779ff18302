import type { Element } from './context.ts'

const SPACE = /[ \t\n\f\r]/

/** The place of the first non-space from a place on. */
export function skipSpace(text: string, from: number): number {
  let at = from
  while (at < text.length && SPACE.test(text.charAt(at))) at++
  return at
}

/** The place of the first of some characters, -1 if there is none. */
export function indexOfAny(text: string, chars: string, from = 0): number {
  for (let at = from; at < text.length; at++) if (chars.includes(text.charAt(at))) return at
  return -1
}

// Elements whose content is parsed by other rules, or whose attributes depend on each other.
const ELEMENTS: Readonly<Record<string, Element>> = {
  script: 'elementScript',
  style: 'elementStyle',
  textarea: 'elementTextarea',
  title: 'elementTitle',
  meta: 'elementMeta',
}

/** The end of a tag's name, and the element if it is one that matters. */
export function tagName(
  text: string,
  from: number,
): { readonly end: number; readonly element: Element } {
  const pattern = /[A-Za-z](?:[A-Za-z0-9]|[:-][A-Za-z0-9])*/y
  pattern.lastIndex = from
  const name = pattern.exec(text)?.[0] ?? ''
  return {
    end: from + name.length,
    element:
      (Object.hasOwn(ELEMENTS, name.toLowerCase()) && ELEMENTS[name.toLowerCase()]) ||
      'elementNone',
  }
}

// Elements that end at nothing but their own end tag.
const END_MARKERS: Readonly<Record<Element, string>> = {
  elementNone: '',
  elementScript: 'script',
  elementStyle: 'style',
  elementTextarea: 'textarea',
  elementTitle: 'title',
  elementMeta: '',
}

/** Where `</element` stands, -1 if nowhere. */
export function indexOfEndTag(text: string, element: Element): number {
  return text.search(new RegExp(`</${END_MARKERS[element]}[> \\t\\n\\f/]`, 'i'))
}

/** Character references that could change where a URL or script ends. */
const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  colon: ':',
  sol: '/',
  quest: '?',
  num: '#',
  lpar: '(',
  rpar: ')',
  semi: ';',
  nbsp: '\u00a0',
  Tab: '\t',
  NewLine: '\n',
  bsol: '\\',
  grave: '`',
  equals: '=',
  lbrace: '{',
  rbrace: '}',
  dollar: '$',
  percnt: '%',
  comma: ',',
}

/** The text of an attribute with its character references resolved. */
export function unescapeHtml(text: string): string {
  return text.replace(
    /&(?:#(?:[xX]([0-9a-fA-F]+)|(\d+))|([A-Za-z]+));?/g,
    (...[whole, hex, dec, name]) => {
      if (typeof name === 'string') return ENTITIES[name] ?? whole
      const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(dec)
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd'
    },
  )
}
