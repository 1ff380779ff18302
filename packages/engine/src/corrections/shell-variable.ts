import { namedContainerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import { saidWords, type Correction } from './correction.ts'

const VARIABLE = /\$\{?([A-Za-z_]\w*)\}?/g
const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/
const FIELDS = ['command', 'args'] as const

/**
 * `$PORT` in a list without a shell stays as it is written: Kubernetes itself puts in `$(PORT)` alone (core/v1, Container,
 * `command`). Only where the program was seen with it, and the variable is one of the container's.
 */
export const shellVariable: Correction = (file, lead) => {
  const { spec } = file.failing
  if (!spec || FIELDS.some((field) => spec[field]?.some((word) => SHELL.test(word)))) return []
  const said = saidWords(file, lead)
  const changed = FIELDS.flatMap((field) => {
    const words = spec[field] ?? []
    const right = words.map((word, index) =>
      isProgram(word, words[index - 1] ?? spec.command?.at(-1) ?? '')
        ? word
        : expanded(file, word, said),
    )
    return right.some((word, index) => word !== words[index]) ? [[field, right] as const] : []
  })
  if (changed.length === 0) return []
  const names = changed.flatMap(([field, words]) =>
    words.filter((word) => !spec[field]?.includes(word)),
  )
  return [
    patchFix(file, {
      id: 'bad-command/variable',
      title: `Write ${names.slice(0, 2).join(' and ')} in ${changed.map(([field]) => field).join(' and ')}: without a shell Kubernetes puts in $(NAME), not $NAME`,
      patch: namedContainerPatch(file, spec.name, Object.fromEntries(changed)),
    }),
  ]
}

/** The text of a program that an interpreter is given has variables of its own: `node -e`, `perl -e`, `python -c`. */
const isProgram = (word: string, before: string): boolean =>
  word.includes('\n') || /^-(?:[a-z]*[cepr]|-eval|-print|-execute|-command)$/i.test(before)

const expanded = (file: CaseFile, word: string, said: string): string =>
  word.replace(VARIABLE, (all, name: string) => {
    const isKnown = file.failing.spec?.env?.some((one) => one.name === name) ?? false
    const hasMaps = (file.failing.spec?.envFrom ?? []).length > 0
    return said.includes(all) && (isKnown || hasMaps) ? `$(${name})` : all
  })
