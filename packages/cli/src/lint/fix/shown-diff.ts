import { mask } from '@unloop/engine/logs'
import { changedDocuments, unifiedHunks } from '@unloop/remedy'
import { cleanText } from '../../output/clean.ts'
import type { Paint } from '../../output/paint.ts'

interface FileTexts {
  readonly file: string
  readonly before: string
  readonly after: string
}

/** A unified diff; secrets are masked, and values of a Secret are left out. */
export function shownDiff({ file, before, after }: FileTexts, paint: Paint): string {
  let shift = 0
  const hunks = changedDocuments(before, after).flatMap((document) => {
    const place = { line: document.line, shift }
    shift += lineCount(document.after) - lineCount(document.before)
    const lines = unifiedHunks(document, place)
    return SECRET.test(document.before) ? lines.map(withoutValue) : lines
  })
  const lines = [`--- ${file}`, `+++ ${file}`, ...hunks.map((line) => mask(line))]
  return `${lines.map((line) => painted(cleanText(line), paint)).join('\n')}\n`
}

const lineCount = (text: string): number => text.split('\n').length

const SECRET = /^\s*(?:- )?["']?kind["']?:\s*["']?Secret\b|"kind":\s*"Secret"/m

const KNOWN = /^.\s*(?:- )?["']?(?:apiVersion|kind|metadata|name|namespace|type|items)["']?:/

function withoutValue(line: string): string {
  if (line.startsWith('@@') || /^.\s*$/.test(line)) return line
  if (KNOWN.test(line) && !line.includes('{')) return line
  const [whole = '', sign = ''] = /^(.)\s*(?:["']?[\w./-]+["']?:)?/.exec(line) ?? []
  return whole.endsWith(':') ? `${whole} …` : `${sign}…`
}

const painted = (line: string, paint: Paint): string => {
  if (line.startsWith('+++') || line.startsWith('---')) return paint('strong', line)
  if (line.startsWith('@@')) return paint('faint', line)
  return line.startsWith('+')
    ? paint('good', line)
    : line.startsWith('-')
      ? paint('bad', line)
      : line
}
