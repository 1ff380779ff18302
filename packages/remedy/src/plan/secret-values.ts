import type { KubeObject } from '@unloop/engine/evidence'
import type { Fix, Patch } from '@unloop/engine/report'
import { isList, isObject, type Json, type JsonObject } from '../patch/value.ts'

/** A login inside of an address, as in `postgres://user:password@host`. */
const HAS_LOGIN = /:\/\/[^/\s:@]*:[^@\s/]+@/

/**
 * The fix with every value that is secret in a Secret of its own, where it would stand in the env of a template: everybody
 * who may read a Deployment reads that.
 */
export function asSecrets(fix: Fix, values: readonly [string, string][]): Fix {
  const secret = values.filter(
    ([placeholder, value]) =>
      HAS_LOGIN.test(value) ||
      fix.asks?.some((ask) => ask.placeholder === placeholder && ask.secret),
  )
  if (fix.patch === null || secret.length === 0) return fix
  const { target } = fix.patch
  const made = new Map<string, string>()
  const body = replaced(fix.patch.body as Json, (entry) => {
    const { name, value } = entry as { name?: string; value?: string }
    const isSecret = name && secret.some(([placeholder]) => value === placeholder)
    if (!name || !isSecret || target.kind === 'Secret') return null
    made.set(name, value ?? '')
    const { value: _, ...rest } = entry
    return {
      ...rest,
      value: null,
      valueFrom: { secretKeyRef: { name: secretName(target), key: name } },
    }
  })
  if (made.size === 0) return fix
  return {
    ...fix,
    patch: { ...fix.patch, body },
    create: [...(fix.create ?? []), secretOf(target, made)],
  }
}

const secretName = ({ name }: Patch['target']): string => `${name.slice(0, 200)}-settings`

const secretOf = (target: Patch['target'], made: ReadonlyMap<string, string>): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: secretName(target), namespace: target.namespace },
  type: 'Opaque',
  stringData: Object.fromEntries(made),
})

/** Every item of a list that is called `env`, changed where the function gives another. */
const replaced = (value: Json, change: (entry: JsonObject) => JsonObject | null): Json => {
  if (isList(value)) return value.map((each) => replaced(each, change))
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]): [string, Json] => [
      key,
      key === 'env' && isList(each)
        ? each.map((entry) => (isObject(entry) ? (change(entry) ?? entry) : entry))
        : replaced(each, change),
    ]),
  )
}
