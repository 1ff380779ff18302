import { editDistance } from '@unloop/engine/evidence'

/** Whether a word is another one with a single slip of the fingers: a letter too many, too few or wrong, or two that changed places. */
export function isSlip(text: string, name: string): boolean {
  return editDistance(text, name) === 1 || haveSwapped(text, name)
}

/** Whether two neighbouring letters changed places. */
export function haveSwapped(text: string, name: string): boolean {
  if (text.length !== name.length) return false
  let at = 0
  while (at < text.length && text[at] === name[at]) at++
  return (
    at + 1 < text.length &&
    text[at] === name[at + 1] &&
    text[at + 1] === name[at] &&
    text.slice(at + 2) === name.slice(at + 2)
  )
}
