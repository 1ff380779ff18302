import { editFix, placesOf, placeTitle, type Place } from '../fixes/place.ts'
import { saidWords, type Correction } from './correction.ts'

/** What kernels (`#!/bin/sh\r` names no file), shells and env make of a carriage return at the end of a line. */
const SAYS_SO =
  /\\r|\^M|bad interpreter|no such file|not found|invalid option|illegal option|bad option|syntax error|unexpected (?:token|end)|not a valid identifier|exec format error/i

/**
 * A script with the line ends of Windows, in a mounted ConfigMap or in the words that a shell is given: a carriage return is
 * no space to a shell, and becomes a part of each line's last word (POSIX, Shell Command Language 2.3).
 */
export const windowsLines: Correction = (file, lead) => {
  if (!SAYS_SO.test(saidWords(file, lead))) return []
  const { command = [], args = [] } = file.failing.spec ?? {}
  const words = [...command, ...args]
  const place = placesOf(file).find((each) => each.text.includes('\r\n') && isScript(each, words))
  if (!place) return []
  return [
    editFix(file, {
      id: 'script/line-ends',
      title: `Take the carriage returns (line ends of Windows) out of ${placeTitle(place)}`,
      place,
      text: place.text.replaceAll('\r\n', '\n'),
    }),
  ]
}

const SHELL = /(?:^|\/)(?:ba|da|a|k|z)?sh$/

const isScript = (place: Place, words: readonly string[]): boolean => {
  const byShell = words.some((word) => SHELL.test(word))
  if (place.kind === 'word') return byShell
  if (place.kind === 'env') return false
  const isNamed = words.some((word) => word.includes(place.key))
  return place.text.startsWith('#!') || (byShell && isNamed)
}
