import type { KubeObject } from '@unloop/engine/evidence'
import type { Ask, Fix } from '@unloop/engine/report'
import type { ClusterApi } from '@unloop/sources'
import { readObject } from '../cluster/objects.ts'
import { RemedyError } from '../errors.ts'
import { asSecrets } from './secret-values.ts'

/** Values that the user gave (`--set NAME=…`), by the name of what was asked. */
export type Answers = Readonly<Record<string, string>>

/**
 * Asks that need the user: no value for them, and none that the cluster has. A Secret or ConfigMap whose keys nothing names is
 * never made empty: its keys are asked for too.
 */
export function openAsks(fix: Fix, given: Answers): readonly Ask[] {
  return [
    ...(fix.asks ?? []).filter(({ name, from }) => !given[name] && from === undefined),
    ...keyless(fix)
      .filter(() => extra(fix, given).length === 0)
      .map(({ kind, metadata }): Ask => ({
        name: 'KEY',
        placeholder: '',
        what: `The keys that ${kind} ${metadata.name} is to have, each with its value`,
        secret: kind === 'Secret',
      })),
  ]
}

/** Objects that the fix creates and that would hold nothing. */
const keyless = ({ create = [] }: Fix): readonly KubeObject[] =>
  create.filter(
    (object) =>
      (object.kind === 'Secret' || object.kind === 'ConfigMap') &&
      ['data', 'stringData', 'binaryData'].every(
        (field) => Object.keys((object[field] as object | undefined) ?? {}).length === 0,
      ),
  )

/** Answers that no ask names: keys of an object whose keys are not known. */
const extra = ({ asks = [] }: Fix, given: Answers): readonly [string, string][] =>
  Object.entries(given).filter(
    ([name, value]) => value !== '' && !asks.some((ask) => ask.name === name),
  )

const withKeys = (fix: Fix, given: Answers): Fix => {
  const empty = keyless(fix)
  if (empty.length === 0) return fix
  const values = Object.fromEntries(extra(fix, given))
  const create = (fix.create ?? []).map((object) =>
    empty.includes(object)
      ? { ...object, [object.kind === 'Secret' ? 'stringData' : 'data']: values }
      : object,
  )
  return { ...fix, create }
}

/** The fix with every placeholder replaced; values that stand in a Secret are read from it, and kept from output. */
export async function withAnswers(
  fix: Fix,
  given: Answers,
  { api, namespace }: { readonly api: ClusterApi; readonly namespace: string },
): Promise<Fix> {
  const values: [string, string][] = []
  for (const ask of fix.asks ?? [])
    values.push([ask.placeholder, given[ask.name] || (await known(ask, api, namespace))])
  return filledFix(withKeys(asSecrets(fix, values), given), values)
}

/** The fix with the values that the user gave; what the cluster would have to be asked for stays open. */
export function withGiven(fix: Fix, given: Answers): Fix {
  return filledFix(
    fix,
    (fix.asks ?? []).flatMap(({ name, placeholder }): [string, string][] => {
      const value = given[name]
      return value === undefined ? [] : [[placeholder, value]]
    }),
  )
}

const filledFix = (fix: Fix, values: readonly [string, string][]): Fix => {
  if (values.length === 0) return fix
  const fill = (value: unknown): unknown => filled(value, values)
  return {
    ...fix,
    patch: fix.patch && { ...fix.patch, body: fill(fix.patch.body) },
    ...(fix.also ? { also: fix.also.map((each) => ({ ...each, body: fill(each.body) })) } : {}),
    ...(fix.create ? { create: fix.create.map((object) => fill(object) as KubeObject) } : {}),
  }
}

const known = async (
  { name, what, from }: Ask,
  api: ClusterApi,
  namespace: string,
): Promise<string> => {
  if (from === undefined)
    throw new RemedyError(
      'value-missing',
      `The plan needs a value that only you know: ${what}.`,
      `Give it with --set ${name}=@FILE, a file that holds it.`,
    )
  const secret = await readObject(api, { kind: 'Secret', namespace, name: from.secret }).catch(
    (error: unknown) => {
      if (!(error instanceof RemedyError) || error.code !== 'not-allowed') throw error
      throw new RemedyError(
        'value-missing',
        `You may not read Secret ${from.secret}, so that its value can't be taken over.`,
        `Give the value with --set ${name}=@FILE, or ask for the verb get on it.`,
      )
    },
  )
  const coded = (secret?.['data'] as Record<string, string> | undefined)?.[from.key]
  if (coded === undefined)
    throw new RemedyError(
      'value-missing',
      `Secret ${from.secret} has no key ${from.key}.`,
      `Give the value with --set ${name}=@FILE.`,
    )
  const value = Buffer.from(coded, 'base64').toString('utf8')
  const [wrong, right] = from.replace ?? ['', '']
  return wrong === '' ? value : value.replaceAll(wrong, right)
}

const filled = (value: unknown, values: readonly [string, string][]): unknown => {
  if (typeof value === 'string')
    return values.reduce(
      (text, [placeholder, answer]) => text.replaceAll(placeholder, () => answer),
      value,
    )
  if (Array.isArray(value)) return value.map((each: unknown) => filled(each, values))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, values)]))
}
