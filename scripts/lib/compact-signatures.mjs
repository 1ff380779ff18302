import { SIGNATURES } from '../../packages/signatures/src/index.ts'

/** What a diagnosis asks of a signature; the rest is for tests, scores and readers of the source. */
const FIELDS = ['id', 'cause', 'pattern', 'strength', 'title', 'explain', 'in', 'fix']

/**
 * The module of all signatures as the bundle holds it: one line of JSON each, without examples and sources, read once something
 * of that signature is asked for. Most runs ask for a few dozen of them.
 */
export const compactSignatures = () => `import { readFileSync } from 'node:fs'
import place from '${LINES}'
class Signature {
  #line
  #read
  constructor(line) { this.#line = line }
  get fields() { return this.#read ??= read(this.#line) }
${FIELDS.map((name) => `  get ${name}() { return this.fields.${name} }`).join('\n')}
}
const read = (line) => {
  const fields = JSON.parse(line)
  return { ...fields, pattern: new RegExp(...fields.pattern) }
}
const lines = readFileSync(new URL(place, import.meta.url), 'latin1').split('\\n')
export const SIGNATURES = lines.map((line) => new Signature(line))
`

/** The file of those lines. */
export const LINES = 'unloop:signatures.jsonl'
export const signatureLines = () => SIGNATURES.map(written).join('\n')

/** In ASCII: a text of single bytes is read in one step. */
const written = (signature) =>
  JSON.stringify(
    Object.fromEntries(
      FIELDS.filter((name) => signature[name] !== undefined).map((name) => [
        name,
        name === 'pattern' ? [signature.pattern.source, signature.pattern.flags] : signature[name],
      ]),
    ),
  ).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
