/** Braces and brackets of template languages, and what a template leaves behind: `{{ .Values.x }}`, `${TAG}`, `<tag>`, `%TAG%`, `[TAG]`. */
const MARKS = /[{}$<>%[\]]/

/** A part of an image reference that some tool fills in: `IMAGE_URL`, `PROJECT_ID`, `TAG`. */
const CAPITALS = /^[A-Z][A-Z0-9]*(?:[_-][A-Z0-9]+)*$/

/** Whether some tool replaces the image before it is applied: a template, ko, kustomize's images or a pipeline's sed. */
export function isImagePlaceholder(text: string): boolean {
  if (MARKS.test(text) || text.startsWith('ko://')) return true
  const [named = ''] = text.split('@')
  return named.split(/[/:]/).some((part) => CAPITALS.test(part) && part.length > 1)
}

/** Text in which something is still to be filled in. */
export function isTemplated(text: string): boolean {
  return /\{\{|\$\{|<%|<no value>|%!|FILLED[ _-]BY|^\{[A-Z][A-Z0-9_]*\}$/.test(text)
}
