import type { Line } from '../lines/line.ts'

/** What a line of a program's output has and a sentence has not: a time, a level, fields, frames, a path or a code. */
const OUTPUT =
  /\d\d:\d\d:\d\d|\d{4}-\d\d-\d\d|^\s*[{[<]|\b(?:TRACE|DEBUG|INFO|WARN(?:ING)?|ERROR|FATAL|CRITICAL|PANIC)\b|\b\w+=\S|^[\w./-]+(?:\[\d+\])?: \S|^[IWEF]\d{4} |\b(?:[Ee]rror|[Ff]atal|[Pp]anic|[Ee]xception|Traceback|Segmentation fault|Killed|Aborted|Bus error|Illegal instruction)\b|^\s+at \S+\(|File "|0x[0-9a-f]+|\/\w+\/\w+|\w+\.\w+\(|:\d{2,5}\b|\bexit(?:ed)?\b|::|__|\[\d+\]|\d+\.\d+\.\d+/
/** Characters of a line that are looked at. */
const HEAD = 240
/** Lines that are looked at. */
const PROBED = 400

/** What lines that nothing else recognised are: a `log` where they look like a program's output, any `text` otherwise. */
interface LogFormat {
  readonly name: 'log' | 'text'
  readonly isProse: boolean
}

export function logFormat(lines: readonly Line[]): LogFormat {
  const filled = lines.filter(({ text }) => text.trim() !== '').slice(0, PROBED)
  const like = filled.filter(({ text }) => OUTPUT.test(text.slice(0, HEAD))).length
  if (isDocument(filled)) return { name: 'text', isProse: true }
  const prose = like < filled.length * 0.2 && isProse(filled) && !isComplaint(filled)
  return { name: like > 0 && !prose ? 'log' : 'text', isProse: prose }
}

const PIECE_OF_JSON =
  /^\s*(?:"[^"]{1,200}"\s*:|"|[{}[\]],?|-?\d[\d.eE+-]*,?$|(?:true|false|null),?$)/
const SAYS_SOMETHING =
  /"@?(?:message|msg|error|err|errors|level|severity|log|exception|stack|stacktrace|detail|details|event)"\s*:/i

/** Nothing but signs and numbers: no word of any program. */
const WORDLESS = /^[^\p{L}]*$/u

/** A document in JSON that says nothing as logs and errors do: an answer of some API, or signs without a word. */
function isDocument(lines: readonly Line[]): boolean {
  if (lines.length === 0 || !/^\s*[{[]/.test(lines[0]?.text ?? '')) return false
  if (lines.every(({ text }) => WORDLESS.test(text.slice(0, HEAD)))) return true
  if (lines.some(({ text }) => SAYS_SOMETHING.test(text.slice(0, HEAD)))) return false
  if (lines.length < 5) return isJson(lines.map(({ text }) => text).join('\n'))
  if (!/^\s*[{[]\s*$/.test(lines[0]?.text ?? '')) return false
  return lines.every(({ text }) => PIECE_OF_JSON.test(text.slice(0, HEAD)))
}

/** One value; records of a log stand one a line. */
function isJson(text: string): boolean {
  if (SAYS_SOMETHING.test(text)) return false
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

/** A few lines of words, one of which says that something failed: some programs speak in sentences. */
const isComplaint = (lines: readonly Line[]): boolean =>
  lines.length <= FEW &&
  lines.some(({ text }) =>
    /^\W{0,8}(?:could not|cannot|can't|unable to|failed to|error|no such)\b/i.test(text),
  )

const FEW = 12

/** Paragraphs: most lines are several words of letters, and end in the middle of a sentence or at its end. */
function isProse(lines: readonly Line[]): boolean {
  if (lines.length < 5) return false
  const sentences = lines.filter(
    ({ text }) =>
      (text.slice(0, HEAD).match(/(?:^|\s)[("']?[A-Za-z][a-z'-]*[)"',.;:]*(?=\s|$)/g)?.length ??
        0) >= 6,
  )
  return sentences.length >= lines.length * 0.6
}
