import type { Container, EnvVar, Pod } from '@unloop/engine/evidence'
import { expand, type Lookup } from './expand.ts'
import { fieldValue, resourceValue } from './fields.ts'
import { FILL_IN, flag, SECRETS_FILE, type Part } from './parts.ts'
import type { Settings } from './settings.ts'

/** One variable of the container: its value, or where a value comes from that is not shown. */
export type EnvEntry =
  | { readonly kind: 'value'; readonly name: string; readonly value: string }
  | { readonly kind: 'secret'; readonly name: string; readonly from: string }
  | { readonly kind: 'unknown'; readonly name: string; readonly from: string }

/** Variables by name, each once: of several of a name the last one counts. */
export interface Env {
  readonly entries: readonly EnvEntry[]
  readonly notes: readonly string[]
}

interface Context {
  readonly pod: Pod
  readonly container: Container
  readonly settings: Settings
}

/** The container's variables as the kubelet makes them: `envFrom` in order, then `env` over it, references expanded. */
export function envOf(context: Context): Env {
  const made = new Map<string, EnvEntry>()
  const notes: string[] = []
  for (const { prefix = '', configMapRef, secretRef } of context.container.envFrom ?? []) {
    if (configMapRef?.name)
      fromConfigMap({ ...context, prefix }, configMapRef.name, { made, notes })
    if (secretRef?.name) fromSecret({ ...context, prefix }, secretRef.name, { made, notes })
  }
  for (const variable of context.container.env ?? []) {
    const entry = entryOf(context, variable, lookupIn(made))
    if (entry) made.set(variable.name, entry)
    else made.delete(variable.name)
  }
  return { entries: [...made.values()], notes }
}

/** Values for `$(NAME)`; null leaves the reference as it stands, as the kubelet does. */
export function lookupIn(entries: ReadonlyMap<string, EnvEntry>): Lookup {
  return (name) => {
    const entry = entries.get(name)
    if (!entry) return null
    return entry.kind === 'value' ? entry.value : FILL_IN
  }
}

/** `--env NAME=VALUE` for what is known; Secrets go to a file that the user fills in. */
export function envPart({ entries, notes }: Env): Part {
  const open = entries.filter((entry) => entry.kind !== 'value')
  const options = entries.flatMap((entry) =>
    entry.kind === 'value' ? flag('--env', `${entry.name}=${entry.value}`) : [],
  )
  if (open.length === 0) return { options, notes }
  const text = open
    .map(({ name, from }) => `# ${from.replace(/[\r\n]+/g, ' ')}\n${name}=${FILL_IN}\n`)
    .join('')
  return {
    options: [...options, ...flag('--env-file', { below: SECRETS_FILE })],
    files: [{ path: SECRETS_FILE, content: { kind: 'fill-in', text }, mode: 0o600 }],
    notes,
  }
}

type Made = Map<string, EnvEntry>

const fromConfigMap = (
  { settings, prefix }: Context & { readonly prefix: string },
  name: string,
  { made, notes }: { readonly made: Made; readonly notes: string[] },
): void => {
  const data = settings.configMap(name)
  if (data === null)
    notes.push(`ConfigMap ${name} was not read: its variables (envFrom) are missing here.`)
  for (const [key, value] of Object.entries(data?.text ?? {}))
    made.set(prefix + key, { kind: 'value', name: prefix + key, value })
}

const fromSecret = (
  { settings, prefix }: Context & { readonly prefix: string },
  name: string,
  { made, notes }: { readonly made: Made; readonly notes: string[] },
): void => {
  const keys = settings.secretKeys(name)
  if (keys === null)
    notes.push(
      `The keys of Secret ${name} are not known, and all of them are variables (envFrom): add NAME=VALUE lines to ${SECRETS_FILE}, or read the names with --secret-keys.`,
    )
  for (const key of keys ?? [])
    made.set(prefix + key, {
      kind: 'secret',
      name: prefix + key,
      from: `key ${key} of Secret ${name}`,
    })
}

const entryOf = (
  { pod, container, settings }: Context,
  { name, value, valueFrom }: EnvVar,
  lookup: Lookup,
): EnvEntry | null => {
  if (!valueFrom) return { kind: 'value', name, value: expand(value ?? '', lookup) }
  const { secretKeyRef, configMapKeyRef, fieldRef, resourceFieldRef } = valueFrom
  const unknown = (from: string): EnvEntry => ({ kind: 'unknown', name, from })
  const known = (text: string | null | undefined, from: string): EnvEntry =>
    text === null || text === undefined ? unknown(from) : { kind: 'value', name, value: text }
  if (secretKeyRef) {
    const from = `key ${secretKeyRef.key ?? ''} of Secret ${secretKeyRef.name ?? ''}`
    const keys = settings.secretKeys(secretKeyRef.name ?? '')
    if (secretKeyRef.optional && keys && !keys.includes(secretKeyRef.key ?? '')) return null
    return { kind: 'secret', name, from }
  }
  if (configMapKeyRef) {
    const data = settings.configMap(configMapKeyRef.name ?? '')
    const text = data?.text[configMapKeyRef.key ?? '']
    if (data && text === undefined && configMapKeyRef.optional) return null
    return known(
      text,
      `key ${configMapKeyRef.key ?? ''} of ConfigMap ${configMapKeyRef.name ?? ''}`,
    )
  }
  if (fieldRef?.fieldPath)
    return known(fieldValue(pod, fieldRef.fieldPath), `field ${fieldRef.fieldPath} of the pod`)
  if (resourceFieldRef)
    return known(resourceValue(container, resourceFieldRef), `${resourceFieldRef.resource ?? ''}`)
  return unknown('a source that unloop does not know')
}
