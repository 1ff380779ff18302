import { sh } from '../commands/sh.ts'
import type { EnvVar } from '../evidence/kube.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { inContainer, inNamespace, rolloutUndo, kubectl } from '../fixes/commands.ts'
import { envFixes, wantedName } from '../fixes/env-fixes.ts'
import { presentFixes } from '../fixes/present-value.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { keysOf, nearest } from '../evidence/names.ts'
import { configMapsOf, secretsOf } from '../case/settings.ts'

/** A required environment variable or setting is absent or empty. */
export const envMissing: Cause = {
  id: 'env-missing',
  explain: (file, { facts }) => {
    const name = facts['env'] ?? facts['setting'] ?? facts['key']
    const state = name ? stateOf(file, name) : null
    return `${name ?? 'A setting'} is needed and the program ends rather than run without it.${state ? ` ${state.sentence}` : ''}`
  },
  find: (file) =>
    file.messages
      .filter(({ cause, weight, facts }) => cause === 'env-missing' && weight >= 30 && facts['env'])
      .flatMap((message) => {
        const state = stateOf(file, message.facts['env'] ?? '')
        return state
          ? [
              {
                ...message,
                weight: message.weight + 5,
                rule: `env-missing/${state.kind}`,
                title: message.title,
                evidence: [...message.evidence, ...state.evidence],
              },
            ]
          : []
      }),
  fixes: (file, finding) => {
    const undo = rolloutUndo(file)
    return [
      ...(undo ? [undo] : []),
      ...presentFixes(file, wantedName(file, finding)),
      ...envFixes(file, finding),
      provide(file, finding),
    ]
  },
}

interface EnvState {
  readonly kind: 'absent' | 'empty' | 'other-name'
  readonly sentence: string
  readonly evidence: Finding['evidence']
  /** A name that is set and looks like what is wanted. */
  readonly near: Source | null
}

interface Source {
  readonly title: string
  readonly kind: 'env' | 'Secret' | 'ConfigMap'
  readonly name: string
  readonly key: string
}

const stateOf = (file: CaseFile, name: string): EnvState | null => {
  const { spec } = file.failing
  if (!spec || file.failing.subject?.partial) return null
  const wanted = name.toUpperCase()
  const index = (spec.env ?? []).findIndex((env) => env.name.toUpperCase() === wanted)
  const env = spec.env?.[index]
  if (env)
    return env.value === ''
      ? {
          kind: 'empty',
          sentence: 'It is set to an empty text in the pod.',
          evidence: [file.fromSpec(`env[${index}].value`, '')],
          near: null,
        }
      : null
  const near = nearSource(file, wanted, spec.env ?? [])
  if (!near) return { kind: 'absent', sentence: 'The pod does not set it.', evidence: [], near }
  return {
    kind: 'other-name',
    sentence: `The pod does not set it; the nearest that exists is ${near.title}.`,
    evidence: [],
    near,
  }
}

const nearSource = (file: CaseFile, wanted: string, env: readonly EnvVar[]): Source | null => {
  const sources: Source[] = [
    ...env.map(({ name }): Source => ({ title: `env ${name}`, kind: 'env', name, key: name })),
    ...keyed(file, 'Secret', secretsOf(file)),
    ...keyed(file, 'ConfigMap', configMapsOf(file)),
  ]
  const found = nearest(
    wanted,
    sources.map(({ key }) => key),
  )
  return sources.find(({ key }) => key === found) ?? null
}

const keyed = (
  file: CaseFile,
  kind: 'Secret' | 'ConfigMap',
  names: readonly string[],
): readonly Source[] =>
  names.flatMap((name) =>
    keysOf(file.inventory, { kind, namespace: file.failing.namespace, name }).map((key) => ({
      title: `key ${key} of ${kind} ${name}`,
      kind,
      name,
      key,
    })),
  )

const VERIFY =
  'The program starts: the restart count stays level for ten minutes and the line does not come back.'

/** A value is asked for, never invented: the patch takes it from the Secret that the pod reads already. */
const provide = (file: CaseFile, { facts }: Finding): Fix => {
  const name = facts['env'] ?? facts['setting'] ?? facts['key'] ?? ''
  const near = name ? stateOf(file, name)?.near : null
  if (near && near.kind !== 'env') {
    const ref = near.kind === 'Secret' ? 'secretKeyRef' : 'configMapKeyRef'
    const patch = containerPatch(file, {
      env: [{ name, valueFrom: { [ref]: { name: near.name, key: near.key } } }],
    })
    return patchFix(file, {
      id: 'env-missing/from-key',
      title: `Set ${name} from ${near.title}`,
      patch,
      verify: VERIFY,
    })
  }
  const secret = secretsOf(file)[0]
  return {
    id: 'env-missing/provide',
    title: `Provide ${name || 'the setting'} to container ${file.failing.container?.name ?? ''}`,
    where: 'manifest',
    risk: 'low',
    commands: [
      ...(secret && name ? [kubectl(file, 'edit', 'secret', secret)] : []),
      ...(name
        ? [
            sh`kubectl set env ${file.target} ${inNamespace(file.failing.namespace)} ${inContainer(file)} ${name}=VALUE`,
          ]
        : [kubectl(file, 'edit', file.target)]),
    ],
    patch: null,
    verify: VERIFY,
  }
}
