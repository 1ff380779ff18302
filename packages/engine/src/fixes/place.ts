import type { Container } from '../evidence/kube.ts'
import { configData } from '../evidence/services.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Ask, Fix, Patch } from '../report/report.ts'
import { patchCommand, restartCommand, STAYS_UP } from './commands.ts'
import { namedContainerPatch } from './patch.ts'

/** A text that a container gets from the cluster's objects, and that a patch can change. */
export type Place =
  | {
      readonly kind: 'env'
      readonly container: string
      readonly name: string
      readonly text: string
    }
  | {
      readonly kind: 'word'
      readonly container: string
      readonly field: 'command' | 'args'
      readonly words: readonly string[]
      readonly index: number
      readonly text: string
    }
  | {
      readonly kind: 'configmap'
      readonly name: string
      readonly key: string
      readonly text: string
    }

/** Every text that a container of the pod is given: env, command and args, and the ConfigMaps that it reads. */
export function placesOf(file: CaseFile, container = file.failing.spec): readonly Place[] {
  if (!container) return []
  const { name: own } = container
  const env = (container.env ?? []).flatMap(({ name, value }): Place[] =>
    value ? [{ kind: 'env', container: own, name, text: value }] : [],
  )
  return [...env, ...wordsOf(container), ...configPlaces(file, container)]
}

const wordsOf = (container: Container): readonly Place[] =>
  (['command', 'args'] as const).flatMap((field) =>
    (container[field] ?? []).map((text, index, words): Place => ({
      kind: 'word',
      container: container.name,
      field,
      words,
      index,
      text,
    })),
  )

const configPlaces = (file: CaseFile, container: Container): readonly Place[] => {
  const { inventory, failing } = file
  return mapsOf(file, container).flatMap((name) =>
    Object.entries(configData(inventory, failing.namespace, name)).map(([key, text]): Place => ({
      kind: 'configmap',
      name,
      key,
      text,
    })),
  )
}

/** ConfigMaps that a container reads by env, envFrom or a mount. */
const mapsOf = (file: CaseFile, container: Container): readonly string[] => {
  const mounted = new Set((container.volumeMounts ?? []).map(({ name }) => name))
  const volumes = (file.podSpec?.volumes ?? []).filter(({ name }) => mounted.has(name))
  const names = [
    ...(container.env ?? []).map(({ valueFrom }) => valueFrom?.configMapKeyRef?.name),
    ...(container.envFrom ?? []).map(({ configMapRef }) => configMapRef?.name),
    ...volumes.map(({ configMap }) => configMap?.name),
    ...volumes.flatMap(({ projected }) =>
      (projected?.sources ?? []).map(
        (source) => (source['configMap'] as { name?: string } | undefined)?.name,
      ),
    ),
  ]
  return [...new Set(names.filter((name) => name !== undefined))].filter(
    (name) => name !== 'kube-root-ca.crt',
  )
}

/** `env DATABASE_URL`, `args of web`, `ConfigMap web-conf key nginx.conf`. */
export function placeTitle(place: Place): string {
  switch (place.kind) {
    case 'env':
      return `env ${place.name} of ${place.container}`
    case 'word':
      return `${place.field} of ${place.container}`
    case 'configmap':
      return `ConfigMap ${place.name} key ${place.key}`
  }
}

/** The patch that puts another text there; null where an operator owns the workload. */
export function placePatch(file: CaseFile, place: Place, text: string): Patch | null {
  switch (place.kind) {
    case 'env':
      return namedContainerPatch(file, place.container, {
        env: [{ name: place.name, value: text }],
      })
    case 'word':
      return namedContainerPatch(file, place.container, {
        [place.field]: place.words.map((word, index) => (index === place.index ? text : word)),
      })
    case 'configmap':
      return {
        target: { kind: 'ConfigMap', namespace: file.failing.namespace, name: place.name },
        type: 'merge',
        body: { data: { [place.key]: text } },
      }
  }
}

/** A fix that gives a place of a setting another text. */
export interface EditOptions {
  readonly id: string
  readonly title: string
  readonly place: Place
  readonly text: string
  readonly risk?: Fix['risk']
  readonly verify?: string
  readonly asks?: readonly Ask[]
}

/** A fix that changes one text; what a program reads from a ConfigMap counts from its next start on. */
export function editFix(file: CaseFile, options: EditOptions): Fix {
  const { id, title, place, text, risk = 'low', verify = STAYS_UP, asks } = options
  const patch = placePatch(file, place, text)
  const restart = place.kind === 'configmap' ? [restartCommand(file)] : []
  return {
    id,
    title,
    where: place.kind === 'configmap' ? 'config' : 'manifest',
    risk,
    commands: [...(patch ? [patchCommand(patch)] : []), ...restart],
    patch,
    ...(asks ? { asks } : {}),
    verify,
  }
}
