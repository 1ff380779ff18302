import { SIGNATURES } from '../../packages/signatures/src/index.ts'

/** What a diagnosis asks of a signature; the rest is for tests, scores and readers of the source. */
const FIELDS = ['id', 'cause', 'pattern', 'strength', 'title', 'explain', 'in', 'fix']

/**
 * The module of all signatures as the bundle holds it: one line of JSON each in a file beside it, without examples and sources, read
 * once something of that signature is asked for. Most runs ask for a few dozen of them. A start-up snapshot holds those that were
 * asked for while it was made, and neither the file nor its descriptor.
 */
export const compactSignatures = () => `import { closeSync, openSync, readSync } from 'node:fs'
import { startupSnapshot } from 'node:v8'
import place from '${LINES}'
class Signature {
  #start
  #length
  #read
  constructor(start, length) { this.#start = start; this.#length = length }
  get fields() { return this.#read ??= read(this.#start, this.#length) }
${FIELDS.map((name) => `  get ${name}() { return this.fields.${name} }`).join('\n')}
}
let file
const read = (start, length) => {
  file ??= openSync(new URL(place, import.meta.url))
  const bytes = Buffer.allocUnsafe(length)
  readSync(file, bytes, 0, length, start)
  const fields = JSON.parse(bytes.latin1Slice())
  return { ...fields, pattern: new RegExp(...fields.pattern) }
}
if (startupSnapshot.isBuildingSnapshot())
  startupSnapshot.addSerializeCallback(() => {
    if (file !== undefined) closeSync(file)
    file = undefined
  })
let at = 0
export const SIGNATURES = ${JSON.stringify(SIGNATURES.map((one) => written(one).length))}.map((length) => {
  const signature = new Signature(at, length)
  at += length + 1
  return signature
})
`

/** The file of those lines. */
export const LINES = 'unloop:signatures.jsonl'
export const signatureLines = () => SIGNATURES.map(written).join('\n')

/** In ASCII: its length in bytes is that in characters. */
const written = (signature) =>
  JSON.stringify(
    Object.fromEntries(
      FIELDS.filter((name) => signature[name] !== undefined).map((name) => [
        name,
        name === 'pattern' ? [signature.pattern.source, signature.pattern.flags] : signature[name],
      ]),
    ),
  ).replace(/[^ -~]/g, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`)
