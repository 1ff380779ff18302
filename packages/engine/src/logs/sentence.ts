/** Marks of output: a time, a level, a bracket, a field, the type of an exception. */
const OUTPUT =
  /^\W*(?:\[|\{|[IWEF]\d{4} |\d{4}[-/]\d\d|\d\d:\d\d|at |File "|panic:|level=|time=|ts=)|\b(?:FATAL|ERROR|WARN|WARNING|INFO|DEBUG)\b|\b[A-Z][A-Za-z]+(?:Error|Exception)\b|\w=\S/

/** English words that sentences need and messages leave out. */
const FUNCTION_WORDS = new Set(
  'the a an is are was were be been it its this that these those with without when while after before and or but if then so as of in on at to from for by i we my our you they there has have had does do only also again still just into which who what how why all some any other same'.split(
    ' ',
  ),
)

const WORD = /^[("'`*]*([A-Za-z][a-z']*)[.,;:!?)"'`*]*$/
const FEWEST_WORDS = 7
const PLAIN_SHARE = 0.6
const FUNCTION_SHARE = 0.2

/** True of a line that reads as a person's sentence rather than as a program's message. */
export function isSentence(line: string): boolean {
  if (OUTPUT.test(line)) return false
  const words = line.trim().split(/\s+/)
  if (words.length < FEWEST_WORDS) return false
  const plain = words.flatMap((word) => WORD.exec(word)?.[1]?.toLowerCase() ?? [])
  const joints = plain.filter((word) => FUNCTION_WORDS.has(word))
  return (
    plain.length >= words.length * PLAIN_SHARE && joints.length >= words.length * FUNCTION_SHARE
  )
}
