/** Words of kubectl in which text recognition takes `o` for `0` and `l` or `I` for `1`, with how they are written. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\bCrash[LlI1][o0O]{2}pBack[-]?[O0o]ff\b/g, 'CrashLoopBackOff'],
  [/\b[Il1]magePu[l1I]{2}Back[O0o]ff\b/g, 'ImagePullBackOff'],
  [/\b[O0o]{2}MKi[l1I]{2}ed\b/g, 'OOMKilled'],
  [/\bC[o0]mp[l1I]eted\b/g, 'Completed'],
  [/\bErr[o0]r\b/g, 'Error'],
  [/\bRunn[i1l]ng\b/g, 'Running'],
  [/\bTerm[i1l]nated\b/g, 'Terminated'],
  [/\bWa[i1l]t[i1l]ng\b/g, 'Waiting'],
  [/\bReas[o0]n:/g, 'Reason:'],
]
const NUMBERED = /\b(Ex[i1l]t C[o0]de|Restart C[o0]unt)(:\s*)([0-9lIO]{1,5})\b/g
const NAMES: Readonly<Record<string, string>> = { E: 'Exit Code', R: 'Restart Count' }
/** An age or count in a row of `get pods`, after the status. */
const IN_ROW = /^(\S+\s+(?:\S+\s+)?\S*\d\/\d\S*\s+[A-Z].*)$/gm
const AGE = /(?<=[\s(])[0-9lIO]{1,4}(?=[smhd](?:\s|$))/g

/** Longer texts were not typed off a picture. */
const LONGEST = 64 * 1024
/** One of these words with a slip in it: only then anything is changed. */
const SLIPPED = /L00p|L[o0]0p|L0op|Back0ff|\b0[0O]M|\bO0M|MKi[1I]|Reas0n|C0de|C0unt|Err0r|C0mp/

const digits = (text: string): string => text.replace(/[lI]/g, '1').replace(/O/g, '0')

/** The text as it was before somebody's text recognition misread known words and their numbers. */
export function withoutSlips(text: string): string {
  if (text.length > LONGEST || !SLIPPED.test(text)) return text
  const words = WORDS.reduce((all, [slip, word]) => all.replace(slip, word), text)
  return words
    .replace(
      NUMBERED,
      (...[, name, gap, value]: readonly string[]) =>
        `${NAMES[name?.charAt(0) ?? '']}${gap}${digits(value ?? '')}`,
    )
    .replace(IN_ROW, (row) => row.replace(AGE, digits))
}
