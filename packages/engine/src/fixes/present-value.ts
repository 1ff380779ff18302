import type { CaseFile } from '../case/case-file.ts'
import { configMapsOf, secretsOf } from '../case/settings.ts'
import { editDistance, keysOf } from '../evidence/names.ts'
import type { Fix } from '../report/report.ts'
import { containerPatch, patchFix } from './patch.ts'

const VERIFY =
  'The program starts: the restart count stays level for ten minutes and the line does not come back.'

/**
 * A variable that is missing while its value is at hand: under a name that is a slip away in the container itself, or as the
 * key of just that name in a ConfigMap or Secret that the container reads already, or in the only one of the namespace.
 */
export function presentFixes(file: CaseFile, name: string | null): readonly Fix[] {
  const { spec } = file.failing
  if (name === null || !spec || (spec.env ?? []).some((one) => one.name === name && one.valueFrom))
    return []
  return [...misspelled(file, name), ...fromKey(file, name)].slice(0, 1)
}

const misspelled = (file: CaseFile, name: string): readonly Fix[] => {
  const env = file.failing.spec?.env ?? []
  const isSlip = (other: string): boolean =>
    other !== name && (sameLetters(other, name) || editDistance(other, name) <= slips(name))
  const [near, ...more] = env.filter((one) => isSlip(one.name) && (one.value || one.valueFrom))
  if (!near || more.length > 0) return []
  const { name: wrong, ...value } = near
  return [
    patchFix(file, {
      id: 'env-missing/rename',
      title: `Name variable ${wrong} ${name}, as the program asks for it`,
      patch: containerPatch(file, {
        env: [
          { name, ...value },
          { name: wrong, $patch: 'delete' },
        ],
      }),
      verify: VERIFY,
    }),
  ]
}

/** Short names of two meanings may be two letters apart. */
const slips = (name: string): number => (name.length > 5 ? 2 : 1)

const sameLetters = (a: string, b: string): boolean => sorted(a) === sorted(b)

const sorted = (name: string): string =>
  name
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '')
    .split('')
    .sort()
    .join('')

interface Source {
  readonly kind: 'ConfigMap' | 'Secret'
  readonly name: string
}

const fromKey = (file: CaseFile, key: string): readonly Fix[] => {
  const { inventory, failing } = file
  const { namespace } = failing
  const has = (source: Source): boolean => keysOf(inventory, { ...source, namespace }).includes(key)
  const all = (['ConfigMap', 'Secret'] as const).flatMap((kind) =>
    inventory
      .inNamespace(kind, namespace)
      .map(({ object }): Source => ({ kind, name: object.metadata.name ?? '' }))
      .filter(has),
  )
  const own = new Set([...configMapsOf(file), ...secretsOf(file)])
  const read = all.filter(({ name }) => own.has(name))
  const [source, ...more] = read.length > 0 ? read : all
  if (!source || more.length > 0) return []
  const ref = source.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef'
  return [
    patchFix(file, {
      id: 'env-missing/from-key',
      title: `Set ${key} from ${source.kind} ${source.name}, which has a key of that name`,
      patch: containerPatch(file, {
        env: [{ name: key, value: null, valueFrom: { [ref]: { name: source.name, key } } }],
      }),
      risk: read.length > 0 ? 'low' : 'medium',
      verify: VERIFY,
    }),
  ]
}
