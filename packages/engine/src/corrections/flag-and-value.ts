import { containerPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const FIELDS = ['args', 'command'] as const
const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/
/** `--http_port 8222` as one item: without a shell nobody splits it. */
const JOINED = /^(--?[A-Za-z][\w.-]*)[ \t]+(\S.*)$/
const REJECTED =
  /not defined|unknown|unrecogni[sz]ed|invalid|unexpected|not (?:a )?(?:valid|recognized)|no such (?:option|flag)|illegal option|found argument|unsupported option/i

/** A flag and its value in one item of the list, which the program takes for the name of a flag: taken apart. */
export const flagAndValue: Correction = (file, lead) => {
  const { spec } = file.failing
  if (!spec || FIELDS.some((field) => spec[field]?.some((word) => SHELL.test(word)))) return []
  const said = saidWords(file, lead)
  if (!REJECTED.test(said)) return []
  const changed = FIELDS.flatMap((field) => {
    const words = spec[field] ?? []
    const isNamed = words.some((word) => {
      const [, flag = ''] = JOINED.exec(word) ?? []
      return flag !== '' && said.includes(flag.replace(/^-+/, ''))
    })
    // One that the program has come to names the kind: the others are wrong in the same way.
    return isNamed ? [[field, words.flatMap((word) => JOINED.exec(word)?.slice(1) ?? [word])]] : []
  })
  const [first] = changed
  if (!first) return []
  const joined = (spec[first[0] as (typeof FIELDS)[number]] ?? []).filter((word) =>
    JOINED.test(word),
  )
  return [
    patchFix(file, {
      id: 'bad-command/argument',
      title: `Give ${joined.slice(0, 2).join(' and ')} as two items of ${String(first[0])}, the flag and its value: without a shell nothing splits them`,
      patch: containerPatch(file, Object.fromEntries(changed)),
    }),
  ]
}
