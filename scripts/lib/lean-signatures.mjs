import { SIGNATURES } from '../../packages/engine/src/signatures/index.ts'
import { requiredLiterals } from '../../packages/engine/src/signatures/literals.ts'

/** What a diagnosis asks of a signature; the rest is for tests, scores and readers of the source. */
const FIELDS = ['id', 'cause', 'pattern', 'says', 'title', 'explain', 'in', 'fix']

/**
 * The module of all signatures as the bundle holds it: without their examples and sources, which are more than half of them
 * and which every start would load, and with the literals that each pattern needs, worked out.
 */
export const leanSignatures = () => `export const SIGNATURES = [
${SIGNATURES.map(written).join(',\n')}
]
const literals = JSON.parse(${JSON.stringify(JSON.stringify(SIGNATURES.map(({ pattern }) => requiredLiterals(pattern))))})
export const KNOWN_LITERALS = new Map(SIGNATURES.map(({ pattern }, index) => [pattern, literals[index]]))
`

const written = (signature) =>
  `{${FIELDS.filter((name) => signature[name] !== undefined)
    .map((name) => `${name}:${value(signature[name])}`)
    .join(',')}}`

const value = (field) => (field instanceof RegExp ? String(field) : JSON.stringify(field))
