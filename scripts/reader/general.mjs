import { createScanner } from '../../packages/engine/src/scanner/scan.ts'
import { SIGNATURES } from '../../packages/signatures/src/index.ts'
import { linesIn } from './lines.mjs'
import { nearTo } from './near.mjs'

/** The training lines as samples, without the wordings that a case's decisive line has too: those are the case's own. */
export function generalLines(root, decisive) {
  const scanner = createScanner(SIGNATURES)
  const isOfCase = nearTo(decisive.map(({ text }) => text))
  return linesIn(root)
    .filter(({ text }) => !isOfCase(text))
    .map(({ text, cause, line }) => ({
      text,
      cause,
      family: line,
      knownTo: knownTo(scanner, text),
    }))
}

/** The families of signatures that know a line as an error. */
function knownTo(scanner, text) {
  const stream = { text: `${text}\n`, origin: { source: 'line' } }
  const matches = [...scanner.scanText(stream, 'log')].map(({ signature }) => signature)
  const telling = matches.filter(({ strength }) => strength !== 'hint')
  return [...new Set(telling.map(({ id }) => id.split('/')[0]))]
}
