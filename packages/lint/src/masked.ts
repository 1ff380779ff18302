import { mask } from '@unloop/engine/masking'

/** What stands for a value and is none: `$(NAME)`, `${NAME}`, `$(cat file)`, `{{ .Values.x }}`. */
const REFERENCE = /\$\([^()]*\)|\$\{[^{}]*\}|\{\{[^{}]*\}\}/g

/** Secrets in the text are masked; a reference to one is none, and stays as it is written. */
export function masked(text: string): string {
  const references = [...text.matchAll(REFERENCE)]
  if (references.length === 0 || !references.every((each) => isWhole(text, each))) return mask(text)
  let shown = ''
  let from = 0
  for (const { index, 0: reference } of references) {
    shown += mask(text.slice(from, index)) + reference
    from = index + reference.length
  }
  return shown + mask(text.slice(from))
}

/** The value is the reference alone: what stands beside one may be a part of a secret. */
const isWhole = (text: string, { index, 0: reference }: RegExpExecArray): boolean =>
  /^$|[\s"'=:@/,;([{]/.test(text.charAt(index - 1)) &&
  /^$|[\s"'@/,;:)\]}]/.test(text.charAt(index + reference.length))
