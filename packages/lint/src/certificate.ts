import { decodeBase64 } from './bundle.ts'

/** A DER element (X.690, 8.1): tag, length, contents. */
interface Element {
  readonly tag: number
  /** Where its contents begin and end. */
  readonly from: number
  readonly to: number
}

/** The element of DER at a place; null where the bytes end before it does (X.690, 8.1). */
function elementAt(bytes: string, at: number): Element | null {
  const first = bytes.charCodeAt(at + 1)
  if (at + 2 > bytes.length) return null
  const count = first < 0x80 ? 0 : first & 0x7f
  if (count > 4) return null
  let length = first
  if (count > 0) {
    length = 0
    for (let index = 0; index < count; index++)
      length = length * 256 + bytes.charCodeAt(at + 2 + index)
  }
  const from = at + 2 + count
  const to = from + length
  return to <= bytes.length ? { tag: bytes.charCodeAt(at), from, to } : null
}

/** The elements within an element; of a broken one those before the break. */
const childrenOf = (bytes: string, { from, to }: Element): readonly Element[] => {
  const children: Element[] = []
  for (let at = from; at < to;) {
    const child = elementAt(bytes, at)
    if (child === null || child.to > to) break
    children.push(child)
    at = child.to
  }
  return children
}

// Universal tag 23. Two digits of the year: up to 49 they are of this century (RFC 5280, 4.1.2.5.1).
const UTC_TIME = 0x17

/** `2025-11-30` of a UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5). */
function dayOf(bytes: string, { tag, from, to }: Element): string | null {
  const text = bytes.slice(from, to)
  const short = tag === UTC_TIME ? /^(\d\d)(\d\d)(\d\d)/.exec(text) : null
  const match = short ?? /^(\d{4})(\d\d)(\d\d)/.exec(text)
  if (match === null) return null
  const year =
    short === null ? Number(match[1]) : Number(match[1]) + (Number(match[1]) < 50 ? 2000 : 1900)
  return `${year}-${match[2]}-${match[3]}`
}

/** Days on which a certificate begins and ends to be valid, as `2025-11-30`. */
export interface Validity {
  readonly from: string
  readonly until: string
}

// Context-specific tag 0, constructed.
const VERSION_TAG = 0xa0

/** The validity of a certificate; null for what is none. */
function validityIn(der: string): Validity | null {
  const whole = elementAt(der, 0)
  const [signed] = whole === null ? [] : childrenOf(der, whole)
  const fields = signed === undefined ? [] : childrenOf(der, signed)
  // Version (not in version 1), serial number, algorithm, issuer, validity (RFC 5280, 4.1).
  const validity = fields[fields[0]?.tag === VERSION_TAG ? 4 : 3]
  const [first, last] = validity === undefined ? [] : childrenOf(der, validity)
  if (first === undefined || last === undefined) return null
  const from = dayOf(der, first)
  const until = dayOf(der, last)
  return from === null || until === null ? null : { from, until }
}

// Of a bundle of all authorities the rest says nothing of this application.
const MAX_CERTIFICATES = 20
const PEM = /-----BEGIN (?:TRUSTED )?CERTIFICATE-----([\sA-Za-z0-9+/=]+)-----END/g

/** When the certificates of a PEM text are valid, in their order; what is no certificate is passed over. */
export function validitiesIn(text: string): readonly Validity[] {
  return text.includes('-----BEGIN')
    ? [...text.matchAll(PEM)].slice(0, MAX_CERTIFICATES).flatMap(([, body = '']) => {
        const der = decodeBase64(body)
        return (der === null ? null : validityIn(der)) ?? []
      })
    : []
}
