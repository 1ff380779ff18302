import type { Finding } from '../case/finding.ts'
import { keysOf } from '../evidence/names.ts'
import { secretsOf } from '../case/settings.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor } from './ask.ts'
import { restartCommand, STAYS_UP } from './commands.ts'
import { editFix, placesOf, placeTitle } from './place.ts'

/** Corrections of single values (env, arguments, keys of Secrets) that a program rejects. */
export function settingFixes(file: CaseFile, finding: Finding): readonly Fix[] {
  return (
    [quoted, memberName, rejectedValue]
      .map((correct) => correct(file, finding))
      .find((fixes) => fixes.length > 0) ?? []
  )
}

type Correct = (file: CaseFile, finding: Finding) => readonly Fix[]

const said = ({ evidence }: Finding): string => evidence.map(({ excerpt }) => excerpt).join('\n')

const NUMERIC =
  /PORT|TIMEOUT|SIZE|COUNT|MAX|MIN|LIMIT|WORKERS|THREADS|RETRIES|INTERVAL|SECONDS|TTL|POOL|REPLICAS/i

/** A number with quotes inside the value itself: `"5432"` in a Secret, from a tool that quoted it once too often. */
const quoted: Correct = (file, finding) => {
  const value = /['"\\]{1,3}["'](\d{1,9})\\?["']['"\\]{0,3}/.exec(said(finding))?.[1]
  if (!value) return []
  const place = placesOf(file).find(
    ({ text }) => /^["']\d+["']$/.test(text.trim()) && text.includes(value),
  )
  if (place)
    return [
      editFix(file, {
        id: 'app-config-invalid/unquote',
        title: `Write ${placeTitle(place)} without its quotes: ${value}`,
        place,
        text: value,
      }),
    ]
  const keys = secretsOf(file).flatMap((name) =>
    keysOf(file.inventory, { kind: 'Secret', namespace: file.failing.namespace, name })
      .filter((key) => NUMERIC.test(key))
      .map((key) => ({ name, key })),
  )
  const [only, ...more] = keys
  return only && more.length === 0 ? [secretFix(file, { ...only, value })] : []
}

const secretFix = (
  file: CaseFile,
  { name, key, value }: { name: string; key: string; value: string },
): Fix => ({
  id: 'app-config-invalid/unquote',
  title: `Store ${key} in Secret ${name} without quotes: ${value}`,
  where: 'config',
  risk: 'low',
  commands: [restartCommand(file)],
  patch: {
    target: { kind: 'Secret', namespace: file.failing.namespace, name },
    type: 'merge',
    body: { stringData: { [key]: value } },
  },
  verify: STAYS_UP,
})

/** A member list that does not hold the program's own name (`--initial-cluster`), but one that ends with it. */
const memberName: Correct = (file, finding) => {
  const name = finding.facts['name']
  if (!name || !finding.rule.includes('initial-cluster')) return []
  return placesOf(file)
    .flatMap((place) => {
      const members = /initial[-_]cluster[= ]["']?([^\s"']+)/i.exec(place.text)?.[1] ?? ''
      const other = members
        .split(',')
        .map((member) => member.split('=')[0] ?? '')
        .find(
          (member) =>
            member !== name && (member.endsWith(`-${name}`) || name.endsWith(`-${member}`)),
        )
      if (!other) return []
      const right = members.replaceAll(other, name)
      return [
        editFix(file, {
          id: 'app-config-invalid/member',
          title: `Name member ${name} in ${placeTitle(place)}, not ${other}`,
          place,
          text: place.text.replace(members, right),
        }),
      ]
    })
    .slice(0, 1)
}

/** A value that stands in env or arguments, rejected without saying what would be right. */
const rejectedValue: Correct = (file, finding) => {
  const term = finding.facts['setting'] ?? finding.facts['value'] ?? finding.facts['name']
  if (!term || term.length < 3) return []
  const place = placesOf(file).find(({ kind, text }) => kind !== 'configmap' && text.includes(term))
  if (!place) return []
  const ask = askFor('VALUE', `What should stand in place of ${term}`, { secret: false })
  return [
    editFix(file, {
      id: 'app-config-invalid/value',
      title: `Correct ${term.slice(0, 60)} in ${placeTitle(place)}`,
      place,
      text: place.text.replace(term, ask.placeholder),
      asks: [ask],
      risk: 'medium',
    }),
  ]
}
