import { sh } from '../commands/sh.ts'
import type { SnapshotObject } from '../evidence/snapshot.ts'
import { inNamespace, kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import { filesNamed, missingObject } from '../fixes/create-fixes.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { counterEvidence } from './shared/counter-evidence.ts'
import { nearestName } from './shared/nearest.ts'
import {
  projectedPatch,
  projectedReferences,
  projectedWithItem,
  type Kind,
  type Missing,
} from './shared/projected-sources.ts'
import { statedEvent, statedWords } from './shared/stated.ts'
import { withOwnFindings } from './shared/own.ts'

/** A referenced Secret or ConfigMap, or a key in it, does not exist. */
export const secretOrConfigmapMissing: Cause = withOwnFindings({
  id: 'secret-or-configmap-missing',
  explain: (file, finding) => explain(file, withKind(finding)),
  find: (file) => [...missing(file), ...optionalMissing(file)],
  fixes: (file, finding) => fixes(file, withKind(finding)),
})

/** A program's own message says the kind in words, where no field of the pod does. */
const withKind = ({ facts, rule, title, evidence }: Finding): Finding['facts'] => {
  if (rule.includes('configmap')) return { kind: 'ConfigMap', ...facts }
  const words = `${title} ${evidence[0]?.excerpt ?? ''}`
  const isConfigMap = /config-?maps?\b|-cm\b/i.test(words) && !/\bsecrets?\b/i.test(words)
  return isConfigMap ? { kind: 'ConfigMap', ...facts } : facts
}

const explain = (file: CaseFile, facts: Finding['facts']): string => {
  const { kind = 'Secret', name = '', key, nearest } = facts
  const hint = nearest
    ? ` ${key ? 'It has' : 'There is'} ${nearest}, which may be the one that is meant.`
    : ''
  if (key)
    return `The pod takes key ${key} from ${kind} ${name}, and that ${kind} has no such key, so the kubelet cannot start the container.${hint}`
  const where = file.failing.namespace ? `namespace ${file.failing.namespace}` : 'its namespace'
  return `The pod needs ${name ? `${kind} ${name}` : `a ${kind}`}, which does not exist in ${where}, so the kubelet cannot start the container. It starts by itself once the ${kind} is there.${hint}`
}

/** Words of the kubelet (kubelet_pods.go, volume plugins): env and envFrom, volumes, items of volumes. */
const OBJECT = /\b(configmap|secret)s? "?(?:[\w.-]+\/)?([\w.-]+)"? not found/i
const ENV_KEY = /couldn't find key (\S+) in (ConfigMap|Secret) (?:[\w.-]+\/)?([\w.-]+)/i
const ITEM_KEY = /references non-existent (secret|config) key: (\S+)/i
const ANY = new RegExp(`${OBJECT.source}|${ENV_KEY.source}|${ITEM_KEY.source}`, 'i')

const missing = (file: CaseFile): readonly Finding[] => {
  if (file.failing.kind === 'not-ready') return []
  const stated = statedWords(file, ANY)
  // A container that has run since was not stopped by it: the reference came in time.
  const came = file.failing.kind === 'crash-loop' && file.runs.some(({ lines }) => lines.length > 0)
  if (!stated) return []
  if (came)
    return counterEvidence(
      'secret-or-configmap-missing/there-since',
      60,
      'secret-or-configmap-missing',
    )
  const found = parse(file, stated.text)
  if (!found || /^kube-api-access|image ?pull secret/i.test(stated.text)) return []
  const nearest = nearestOf(file, found)
  const { kind, name, key } = found
  return [
    {
      cause: 'secret-or-configmap-missing',
      weight: 95,
      rule: `secret-or-configmap-missing/${key ? 'key' : 'object'}`,
      title: key ? `${kind} ${name} has no key ${key}` : `${kind} ${name} does not exist`,
      evidence: [
        stated.evidence,
        ...referenceEvidence(file, found),
        ...objectEvidence(file, found),
        ...statedEvent(file, ANY),
      ],
      facts: { kind, name, ...(key ? { key } : {}), ...(nearest ? { nearest } : {}) },
    },
  ]
}

const kindOf = (word: string | undefined): Kind =>
  /^config/i.test(word ?? '') ? 'ConfigMap' : 'Secret'

const parse = (file: CaseFile, text: string): Missing | null => {
  const env = ENV_KEY.exec(text)
  if (env)
    return { kind: kindOf(env[2]), name: env[3] ?? '', key: (env[1] ?? '').replace(/["']/g, '') }
  const item = ITEM_KEY.exec(text)
  if (item) {
    const kind = kindOf(item[1])
    const key = (item[2] ?? '').replace(/[",.]+$/g, '')
    return { kind, name: volumeWithItem(file, kind, key), key }
  }
  const object = OBJECT.exec(text)
  return object ? { kind: kindOf(object[1]), name: object[2] ?? '', key: null } : null
}

const volumeWithItem = (file: CaseFile, kind: Kind, key: string): string => {
  for (const { configMap, secret } of file.podSpec?.volumes ?? []) {
    const source = kind === 'ConfigMap' ? configMap : secret
    if (source?.items?.some((item) => item.key === key))
      return configMap?.name ?? secret?.secretName ?? ''
  }
  return projectedWithItem(file, kind, key) ?? ''
}

const keysOf = (object: SnapshotObject | null): readonly string[] => {
  const { data, stringData, binaryData } = (object?.object ?? {}) as Readonly<
    Record<string, Record<string, unknown> | undefined>
  >
  return [data, stringData, binaryData].flatMap((part) => Object.keys(part ?? {}))
}

/** Keys that are not known (only metadata was read) prove nothing. */
const lacksKey = (object: SnapshotObject, key: string): boolean =>
  !object.partial && !keysOf(object).includes(key)

/** The nearest key of the object, or the nearest object of its kind. */
const nearestOf = (
  { inventory, failing }: CaseFile,
  { kind, name, key }: Missing,
): string | null => {
  const object = inventory.get(kind, failing.namespace, name)
  const keys = keysOf(object)
  if (key) return nearestName(key, keys) ?? (keys.length === 1 ? (keys[0] ?? null) : null)
  const names = inventory
    .inNamespace(kind, failing.namespace)
    .map(({ object }) => object.metadata.name ?? '')
  return nearestName(
    name,
    names.filter((other) => other !== 'kube-root-ca.crt'),
  )
}

interface Reference {
  readonly field: string
  readonly value: unknown
  readonly ofPod: boolean
}

const referencesTo = (file: CaseFile, { kind, name, key }: Missing): readonly Reference[] => {
  const { spec } = file.failing
  const env = (spec?.env ?? []).flatMap(({ valueFrom }, index) => {
    const field = kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef'
    const ref = valueFrom?.[field]
    return ref?.name === name && (key === null || ref.key === key)
      ? [{ field: `env[${index}].valueFrom.${field}`, value: ref, ofPod: false }]
      : []
  })
  const from = (spec?.envFrom ?? []).flatMap(({ configMapRef, secretRef }, index) => {
    const ref = kind === 'ConfigMap' ? configMapRef : secretRef
    return ref?.name === name
      ? [
          {
            field: `envFrom[${index}].${kind === 'ConfigMap' ? 'configMapRef' : 'secretRef'}`,
            value: ref,
            ofPod: false,
          },
        ]
      : []
  })
  const volumes = (file.podSpec?.volumes ?? []).flatMap(({ configMap, secret }, index) => {
    const at = kind === 'ConfigMap' ? configMap?.name : secret?.secretName
    return at === name
      ? [
          {
            field: `spec.volumes[${index}].${kind === 'ConfigMap' ? 'configMap' : 'secret'}`,
            value: kind === 'ConfigMap' ? configMap : secret,
            ofPod: true,
          },
        ]
      : []
  })
  return [...env, ...from, ...volumes, ...projectedReferences(file, { kind, name, key })]
}

const referenceEvidence = (file: CaseFile, missing: Missing): readonly Evidence[] =>
  referencesTo(file, missing)
    .slice(0, 1)
    .map(({ field, value, ofPod }) =>
      ofPod ? file.fromSubject(field, value) : file.fromSpec(field, value),
    )

/** Keys only: values of Secrets are not for reports. */
const objectEvidence = (file: CaseFile, { kind, name, key }: Missing): readonly Evidence[] => {
  const object = key ? file.inventory.get(kind, file.failing.namespace, name) : null
  return object ? [file.fromObject(object, 'data', keysOf(object))] : []
}

/** An optional reference to nothing starts the container all the same, without what the program then misses. */
const optionalMissing = (file: CaseFile): readonly Finding[] => {
  const lacking = file.messages.find(
    ({ cause, weight }) =>
      (cause === 'env-missing' || cause === 'config-file-missing') && weight >= 40,
  )
  const { inventory, failing } = file
  if (!lacking || failing.subject?.partial) return []
  const optional = (failing.spec?.env ?? []).flatMap(({ name, valueFrom }, index) => {
    const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef
    const kind: Kind = valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap'
    if (!ref?.optional || !ref.name || name !== lacking.facts['env']) return []
    const object = inventory.get(kind, failing.namespace, ref.name)
    const gone = object ? lacksKey(object, ref.key ?? '') : inventory.knows(kind, failing.namespace)
    return gone ? [{ index, ref, kind }] : []
  })
  const [first] = optional
  if (!first) return []
  const { kind, ref, index } = first
  return [
    {
      cause: 'secret-or-configmap-missing',
      weight: 72,
      rule: 'secret-or-configmap-missing/optional',
      title: `${kind} ${ref.name} has no key ${ref.key}; the reference is optional, so the program starts without it`,
      evidence: [...lacking.evidence, file.fromSpec(`env[${index}].valueFrom`, ref)],
      facts: { kind, name: ref.name ?? '', key: ref.key ?? '' },
    },
  ]
}

const fixes = (file: CaseFile, facts: Finding['facts']): readonly Fix[] => {
  const { kind = 'Secret', name = '', key, nearest } = facts
  const wanted: Missing = {
    kind: kind === 'ConfigMap' ? 'ConfigMap' : 'Secret',
    name,
    key: key ?? null,
  }
  const rename = nearest ? renameFix(file, wanted, nearest) : null
  return [...(rename ? [rename] : []), create(file, wanted), ...optional(file, wanted)]
}

/** Kubernetes starts the container without what is optional (core/v1, `optional` of references): whether the program can is its own matter. */
const optional = (file: CaseFile, { kind, name, key }: Missing): readonly Fix[] => {
  const [field, from] =
    kind === 'ConfigMap'
      ? (['configMapKeyRef', 'configMapRef'] as const)
      : (['secretKeyRef', 'secretRef'] as const)
  const { spec } = file.failing
  const env = (spec?.env ?? []).flatMap(({ name: own, valueFrom }) => {
    const ref = valueFrom?.[field]
    return ref?.name === name && (key === null || ref.key === key)
      ? [{ name: own, valueFrom: { [field]: { ...ref, optional: true } } }]
      : []
  })
  const isWhole = key === null && spec?.envFrom?.some((one) => one[from]?.name === name)
  const envFrom = (spec?.envFrom ?? []).map((one) =>
    one[from]?.name === name ? { ...one, [from]: { ...one[from], optional: true } } : one,
  )
  const volumes = (file.podSpec?.volumes ?? []).flatMap((volume) => {
    const isNamed =
      kind === 'ConfigMap' ? volume.configMap?.name === name : volume.secret?.secretName === name
    const source = kind === 'ConfigMap' ? 'configMap' : 'secret'
    return isNamed ? [{ name: volume.name, [source]: { optional: true } }] : []
  })
  const container = {
    ...(env.length > 0 ? { env } : {}),
    ...(isWhole ? { envFrom } : {}),
  }
  const isOfContainer = Object.keys(container).length > 0
  if (!isOfContainer && volumes.length === 0) return []
  return [
    patchFix(file, {
      id: 'secret-or-configmap-missing/optional',
      title: `For now only: make the reference to ${kind} ${name} optional, so that the container starts without it`,
      patch: isOfContainer ? containerPatch(file, container) : podPatch(file, { volumes }),
      risk: 'high',
      temporary: true,
    }),
  ]
}

/** Points the reference at the name that is there. */
const renameFix = (file: CaseFile, wanted: Missing, nearest: string): Fix | null => {
  const [reference] = referencesTo(file, wanted)
  if (!reference) return null
  const { kind, key } = wanted
  const patch = reference.ofPod
    ? volumePatch(file, wanted, nearest)
    : envPatch(file, wanted, nearest)
  return patchFix(file, {
    id: 'secret-or-configmap-missing/reference',
    title: key
      ? `Use key ${nearest}, which ${kind} ${wanted.name} has`
      : `Use ${kind} ${nearest}, which exists`,
    patch,
    risk: key ? 'low' : 'medium',
  })
}

const envPatch = (file: CaseFile, { kind, name, key }: Missing, nearest: string) => {
  const field = kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef'
  const env = (file.failing.spec?.env ?? []).flatMap((one) => {
    const ref = one.valueFrom?.[field]
    if (ref?.name !== name || (key !== null && ref.key !== key)) return []
    return [
      {
        name: one.name,
        valueFrom: { [field]: key ? { name, key: nearest } : { ...ref, name: nearest } },
      },
    ]
  })
  if (env.length > 0) return containerPatch(file, { env })
  const envFrom = (file.failing.spec?.envFrom ?? []).map((one) => {
    const own = kind === 'ConfigMap' ? 'configMapRef' : 'secretRef'
    return one[own]?.name === name ? { ...one, [own]: { ...one[own], name: nearest } } : one
  })
  return envFrom.length > 0 ? containerPatch(file, { envFrom }) : null
}

const volumePatch = (file: CaseFile, { kind, name, key }: Missing, nearest: string) => {
  const volume = (file.podSpec?.volumes ?? []).find(
    ({ configMap, secret }) =>
      (kind === 'ConfigMap' ? configMap?.name : secret?.secretName) === name,
  )
  if (!volume) return projectedPatch(file, { kind, name, key }, nearest)
  const items = (volume.configMap ?? volume.secret)?.items?.map((item) =>
    item.key === key ? { ...item, key: nearest } : item,
  )
  const source = key
    ? { items }
    : kind === 'ConfigMap'
      ? { name: nearest }
      : { secretName: nearest }
  return podPatch(file, {
    volumes: [{ name: volume.name, [kind === 'ConfigMap' ? 'configMap' : 'secret']: source }],
  })
}

/** The values are the user's: the commands name what must be in the object. */
const create = (file: CaseFile, { kind, name, key }: Missing): Fix => {
  const type = kind === 'ConfigMap' ? ['configmap'] : ['secret', 'generic']
  const keys = key ? [key] : wantedKeys(file, kind, name)
  const literals = (keys.length ? keys : ['KEY']).map((one) => `--from-literal=${one}=VALUE`)
  const elsewhere = file.inventory
    .all(kind)
    .find(
      ({ object }) =>
        object.metadata.name === name && object.metadata.namespace !== file.failing.namespace,
    )
  const present = file.inventory.get(kind, file.failing.namespace, name)
  const { object, asks } = missingObject(file, {
    kind,
    name,
    keys: keys.length > 0 ? keys : filesOf(file, kind, name),
  })
  return {
    id: 'secret-or-configmap-missing/create',
    title: key
      ? `Add key ${key} to ${kind} ${name}`
      : `Create ${kind} ${name}${elsewhere ? ` (one of that name is in namespace ${elsewhere.object.metadata.namespace})` : ''}`,
    where: 'manifest',
    risk: 'low',
    commands: [
      kubectl(file, 'get', kind.toLowerCase()),
      key
        ? sh`kubectl create ${[...type, name, ...literals]} ${inNamespace(file.failing.namespace)} --dry-run=client -o yaml | kubectl apply --server-side -f -`
        : kubectl(file, 'create', ...type, name, ...literals),
    ],
    patch: present
      ? {
          target: { kind, namespace: file.failing.namespace, name },
          type: 'merge',
          body: kind === 'Secret' ? { stringData: object['stringData'] } : { data: object['data'] },
        }
      : null,
    ...(present ? {} : { create: [object] }),
    asks,
    verify: verifyRollout(file),
  }
}

/** Files of the missing volume that the program's settings name. */
const filesOf = (file: CaseFile, kind: Kind, name: string): readonly string[] => {
  const volume = (file.podSpec?.volumes ?? []).find(
    ({ configMap, secret }) =>
      (kind === 'ConfigMap' ? configMap?.name : secret?.secretName) === name,
  )
  const mount = (file.failing.spec?.volumeMounts ?? []).find((one) => one.name === volume?.name)
  return mount && !mount.subPath
    ? filesNamed(file, mount.mountPath)
    : mount?.subPath
      ? [mount.subPath]
      : []
}

const wantedKeys = (file: CaseFile, kind: Kind, name: string): readonly string[] => {
  const field = kind === 'ConfigMap' ? 'configMapKeyRef' : 'secretKeyRef'
  const fromEnv = (file.failing.spec?.env ?? []).flatMap(({ valueFrom }) => {
    const ref = valueFrom?.[field]
    return ref?.name === name && ref.key ? [ref.key] : []
  })
  const fromVolumes = (file.podSpec?.volumes ?? []).flatMap(({ configMap, secret }) => {
    const source = kind === 'ConfigMap' ? configMap : secret
    const at = kind === 'ConfigMap' ? configMap?.name : secret?.secretName
    return at === name ? (source?.items ?? []).flatMap(({ key }) => (key ? [key] : [])) : []
  })
  return [...new Set([...fromEnv, ...fromVolumes])]
}
