import type { Finding } from '../case/finding.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor } from './ask.ts'
import { nearestWord } from './correct-text.ts'
import { containerPatch, patchFix } from './patch.ts'
import { editFix, placesOf, placeTitle, type Place } from './place.ts'

const ID = 'bad-command/argument'

/** Corrections of a word of the pod's own command line that is rejected or not found. */
export function argumentFixes(file: CaseFile, { facts, rule }: Finding): readonly Fix[] {
  const { flag, module, name } = facts
  const program = facts['file'] ?? facts['command'] ?? facts['program']
  if (flag) return flagFixes(file, flag)
  const main = module ?? (rule.includes('main-class') ? name : undefined)
  if (main) return askInstead(file, main, 'The main class or module as it is in the image')
  return program ? programFixes(file, program) : []
}

/** Arguments go before variables: a program that knows both reads its arguments last. */
const wordWith = (file: CaseFile, text: string): Place | undefined =>
  placesOf(file).find((place) => place.kind === 'word' && place.text.includes(text)) ??
  placesOf(file).find((place) => place.kind === 'env' && place.text.includes(text))

/** The flag that the program lists in its own usage text, or a widely used one, that is a slip away. */
const flagFixes = (file: CaseFile, flag: string): readonly Fix[] => {
  const bare = flag.replace(/^-+/, '').replace(/=.*$/s, '')
  const place = bare.length > 1 ? wordWith(file, bare) : undefined
  if (!place) return []
  const better = nearestWord(bare, usageFlags(file)) ?? nearestWord(bare)
  if (!better) return withoutFlag(file, place, bare)
  return [
    editFix(file, {
      id: ID,
      title: `Write ${better} instead of ${bare} in ${placeTitle(place)}`,
      place,
      text: place.text.replace(bare, better),
    }),
  ]
}

const usageFlags = (file: CaseFile): readonly string[] => [
  ...new Set(
    file.runs
      .slice(0, 2)
      .flatMap(({ lines }) => lines.slice(0, 400))
      .flatMap(({ text }) => [
        ...text.slice(0, 400).matchAll(/(?:^|[\s,|[(])--?([a-zA-Z][\w.-]+)/g),
      ])
      .map(([, word = '']) => word),
  ),
]

/** A flag in one word, or with its value behind `=`, is left out. */
const withoutFlag = (file: CaseFile, place: Place, bare: string): readonly Fix[] => {
  if (place.kind !== 'word' || !/^--?[\w.-]+(?:=.*)?$/s.test(place.text)) return []
  const next = place.words[place.index + 1]
  const hasValue = !place.text.includes('=') && next !== undefined && !next.startsWith('-')
  const words = place.words.toSpliced(place.index, hasValue ? 2 : 1)
  return [
    patchFix(file, {
      id: ID,
      title: `Leave --${bare} out of ${placeTitle(place)}: the program does not know it`,
      risk: 'medium',
      patch: containerPatch(file, { [place.field]: words }),
    }),
  ]
}

const askInstead = (file: CaseFile, wrong: string, what: string): readonly Fix[] => {
  const place = wordWith(file, wrong)
  if (!place) return []
  const ask = askFor('VALUE', what, { secret: false })
  return [
    editFix(file, {
      id: ID,
      title: `Correct ${wrong} in ${placeTitle(place)}`,
      place,
      text: place.text.replace(wrong, ask.placeholder),
      asks: [ask],
      risk: 'medium',
    }),
  ]
}

/** Shells that small images lack, while `sh` is nearly always there. */
const OTHER_SHELL = /(?:^|\/)(?:ba|z|k|a|da)sh$/

/** Small images have `sh` alone of all shells (BusyBox, Alpine). */
const plainShell = (
  file: CaseFile,
  { program, field }: { readonly program: string; readonly field: 'command' | 'args' },
): readonly Fix[] => {
  const words = file.failing.spec?.[field] ?? []
  if (!OTHER_SHELL.test(program) || words.length < 2) return []
  return [
    patchFix(file, {
      id: 'bad-command/sh',
      title: `Run it with sh, as the image has no ${program}: what only ${program} understands has to go`,
      patch: containerPatch(file, { [field]: ['sh', ...words.slice(1)] }),
    }),
  ]
}

/** What is meant to end would end well with any command that ends well: that it did its work is not seen. */
const mustEnd = ({ failing: { workload, container } }: CaseFile): boolean =>
  workload.kind === 'Job' || workload.kind === 'CronJob' || container?.role === 'init'

const ownCommand = (file: CaseFile, field: 'command' | 'args'): Fix =>
  patchFix(file, {
    id: 'bad-command/own-command',
    title: `Let the image run its own command: without ${field}`,
    risk: 'medium',
    patch: containerPatch(file, field === 'args' ? { args: null } : { command: null, args: null }),
  })

/** A program that is not there: the image's own command is tried, where the pod replaces it. */
const programFixes = (file: CaseFile, program: string): readonly Fix[] => {
  const { command, args } = file.failing.spec ?? {}
  const field = args?.[0] === program ? 'args' : command?.[0] === program ? 'command' : null
  if (!field)
    return askInstead(file, program, `The path of the program in the image, in place of ${program}`)
  return [
    ...plainShell(file, { program, field }),
    ...(mustEnd(file) ? [] : [ownCommand(file, field)]),
    ...askInstead(file, program, `The path of the program in the image, in place of ${program}`),
  ]
}
