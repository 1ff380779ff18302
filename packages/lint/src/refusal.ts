import type { Found, LintObject } from './check.ts'
import type { Path } from './manifest.ts'

/** How the API server names a field: keys of maps that are no plain words stand in brackets (field.Path of apimachinery). */
export function fieldText(path: Path): string {
  let text = ''
  for (const step of path) {
    if (typeof step === 'number' || !/^[\w$-]+$/.test(step)) text += `[${step}]`
    else text += text === '' ? step : `.${step}`
  }
  return text
}

/** The answer of the API server to an object that its validation refuses; null where the finding quotes none. */
export function refusalText(
  { kind, name }: LintObject,
  { path, refusal }: Pick<Found, 'path' | 'refusal'>,
): string | null {
  if (refusal === undefined) return null
  const { field, says } = typeof refusal === 'string' ? { field: path, says: refusal } : refusal
  const place = typeof field === 'string' ? field : fieldText(field)
  return `The API server refuses the object: The ${kind} ${JSON.stringify(name)} is invalid: ${place}: ${says}.`
}
