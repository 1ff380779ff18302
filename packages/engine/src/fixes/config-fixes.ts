import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import type { Fix } from '../report/report.ts'
import { correctTerm, isJson, repairJson, withoutTabs } from './correct-text.ts'
import { nearest } from '../evidence/names.ts'
import { editFix, placesOf, placeTitle, type Place } from './place.ts'

const ID = 'app-config-invalid/correct'

/** Corrections of a rejected configuration that are patches, the surest first. */
export function configFixes(file: CaseFile, finding: Finding): readonly Fix[] {
  const places = placesOf(file)
  return (
    [undefinedName, tabs, json, rejectedTerm]
      .map((correct) => correct(file, finding, places))
      .find((fixes) => fixes.length > 0) ?? []
  )
}

type Correct = (file: CaseFile, finding: Finding, places: readonly Place[]) => readonly Fix[]

const said = ({ evidence }: Finding): string => evidence.map(({ excerpt }) => excerpt).join('\n')

/** `undefined receiver "default"`: a name that the same text defines otherwise. */
const undefinedName: Correct = (file, finding, places) => {
  const match =
    /(?:undefined|unknown|no such|not (?:found|defined)):? (receiver|upstream|backend|zone|pipeline|exporter|processor|time interval|cluster|route|template)s? ?[:=]? ?\\?["'`]?([\w./-]+)/i.exec(
      said(finding),
    )
  const [, kind = '', name = ''] = match ?? []
  const place = places.find(({ kind: of, text }) => of === 'configmap' && text.includes(name))
  if (!match || !place || name === '') return []
  const defined = definedNames(place.text, kind.toLowerCase()).filter((one) => one !== name)
  const right = defined.length === 1 ? defined[0] : nearest(name, defined)
  if (!right) return []
  const text = place.text.replace(
    new RegExp(`(\\b${kind}s?\\s*[:=]?\\s*)(["']?)${escapeRegExp(name)}\\2(?=\\s|;|$)`, 'i'),
    (_, head: string, quote: string) => `${head}${quote}${right}${quote}`,
  )
  if (text === place.text) return []
  return [
    editFix(file, {
      id: ID,
      title: `Use ${kind} ${right} in ${placeTitle(place)}: ${name} is not defined there`,
      place,
      text,
    }),
  ]
}

/** Names of items below `receivers:` and the like, and of blocks such as `upstream web {`. */
export function definedNames(text: string, kind: string): readonly string[] {
  const list =
    new RegExp(`(?:^|\\n)${kind}s:[^\\n]*\\n((?:[ -][^\\n]*\\n?|\\n)*)`, 'i').exec(text)?.[1] ?? ''
  const items = [...list.matchAll(/^ *- name: *["']?([\w./-]+)/gm)].map(([, one = '']) => one)
  const keys =
    items.length > 0 ? [] : [...list.matchAll(/^ {2}([\w./-]+):/gm)].map(([, one = '']) => one)
  const blocks = [
    ...text.matchAll(new RegExp(`^\\s*${kind}\\s+["']?([\\w./-]+)["']?\\s*(?:\\{|$)`, 'gim')),
  ].map(([, one = '']) => one)
  return [...new Set([...items, ...keys, ...blocks])]
}

const escapeRegExp = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)

const tabs: Correct = (file, finding, places) => {
  if (
    !/found (?:a )?(?:tab|character '\\t')|cannot start any token|tab character/i.test(
      said(finding),
    )
  )
    return []
  const place = places.find(
    ({ kind, text }) => kind === 'configmap' && /(?:^|\n)[ ]*\t|:\t/.test(text),
  )
  if (!place) return []
  return [
    editFix(file, {
      id: ID,
      title: `Indent ${placeTitle(place)} with spaces: YAML knows no tabs`,
      place,
      text: withoutTabs(place.text),
    }),
  ]
}

const json: Correct = (file, finding, places) => {
  if (
    !/JSON|Expecting property name|Unexpected token|invalid character '|trailing comma/i.test(
      said(finding),
    )
  )
    return []
  return places
    .filter(
      (place) => place.kind === 'configmap' && /^\s*[{[]/.test(place.text) && !isJson(place.text),
    )
    .flatMap((place) => {
      const text = repairJson(place.text)
      return text === null
        ? []
        : [editFix(file, { id: ID, title: `Make ${placeTitle(place)} valid JSON`, place, text })]
    })
    .slice(0, 1)
}

/** The setting that the message names, by its right name, or out of the way. */
const rejectedTerm: Correct = (file, finding, places) => {
  const { facts } = finding
  const term = facts['setting'] ?? facts['key']
  if (!term || term.length > 100) return []
  const line = Number(facts['line'] ?? /:(\d+)$/.exec(facts['file'] ?? '')?.[1] ?? NaN)
  return places
    .filter(({ kind }) => kind === 'configmap')
    .flatMap((place) => {
      const corrected = correctTerm(place.text, term, Number.isNaN(line) ? null : line)
      if (!corrected) return []
      const { text, what, takenOut } = corrected
      const title = `Correct ${placeTitle(place)}: ${what}`
      return [editFix(file, { id: ID, title, place, text, risk: takenOut ? 'medium' : 'low' })]
    })
    .slice(0, 1)
}
