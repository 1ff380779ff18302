import { nearest } from '@unloop/engine/evidence'
import { substitutes, type Beside } from './beside.ts'
import type { LintObject } from './check.ts'
import { at, fieldsOf, isFields, wordOf, type Fields } from './fields.ts'
import { Made } from './made.ts'
import {
  missingKey,
  type ImageSettings,
  type LiveFacts,
  type Missing,
  type UsageFacts,
} from './known.ts'
import type { Manifest } from './manifest.ts'
import { isTemplated } from './placeholder.ts'
import { referredBy } from './referred.ts'
import { isTemplate } from './template.ts'
import { workloadOf, type Workload } from './workload.ts'

/** What the files say of an object that another one refers to. */
export type Reference =
  | { readonly kind: 'present'; readonly object: LintObject }
  /** The files look like the whole application, and it is not among them. */
  | {
      readonly kind: 'absent'
      readonly near: string | null
      readonly elsewhere: string | null
      /** The cluster was asked and does not have it either, or the files are said to be all there is. */
      readonly isSettled: boolean
      readonly isComplete: boolean
    }
  | { readonly kind: 'unknown' }

/** Numbers of checks that a team has chosen: by code, then by name. */
export type Parameters = Readonly<Record<string, Readonly<Record<string, number>>>>

/** The JSON Schema of a kind; null where none is known. */
export type SchemaOf = (apiVersion: string, kind: string) => Fields | null

/** `auto` takes the files for the whole application where they look like one. */
export type Completeness = 'auto' | 'complete' | 'partial'

/** All objects that are linted together. */
export class Bundle {
  readonly objects: readonly LintObject[]
  readonly workloads: readonly LintObject[]
  readonly #byKind = new Map<string, LintObject[]>()
  readonly #byName = new Map<string, LintObject[]>()
  readonly #byLabel = new Map<string, LintObject[]>()
  /** The release of Kubernetes that the files are meant for: `1.34`. */
  readonly version: string
  /** `2026-11-30`; null where nobody says. */
  readonly today: string | null
  readonly #completeness: Completeness
  #made: Made | null = null
  #names: ReadonlySet<string> | null = null
  /** Kinds of which some object has a name that is still to be filled in. */
  #toFill: ReadonlySet<string> | null = null
  #order: ReadonlyMap<LintObject, number> | null = null
  readonly #parameters: Parameters
  /** Schemas of custom resources beside those of the files; null where nobody has any. */
  readonly schemaOf: SchemaOf | null
  /** What the cluster said; null where it was not asked. */
  readonly live: LiveFacts | null
  readonly #usage: ReadonlyMap<string, readonly UsageFacts[]>
  readonly #onMissing: (missing: Missing) => void
  readonly #beside: Beside | null
  #own: ReadonlySet<Manifest> | null = null
  /** Objects of the cluster, by kind and name. */
  readonly #there = new Map<string, LintObject[]>()

  constructor(
    manifests: readonly Manifest[],
    options: {
      readonly completeness: Completeness
      readonly version: string
      readonly parameters?: Parameters
      readonly imageConfig?: (image: string) => ImageSettings | null
      readonly live?: LiveFacts
      readonly usage?: readonly UsageFacts[]
      readonly schemas?: SchemaOf
      readonly onMissing?: (missing: Missing) => void
      readonly beside?: Beside
      readonly today?: string
    },
  ) {
    this.#beside = options.beside ?? null
    this.version = options.version
    this.today = options.today ?? null
    this.#completeness = options.completeness
    this.#parameters = options.parameters ?? {}
    const configOf = options.imageConfig ?? (() => null)
    this.objects = manifests.map((manifest) => lintObject(manifest, configOf))
    this.live = options.live ?? null
    this.#usage = Map.groupBy(options.usage ?? [], ({ workload_kind: kind, workload, container }) =>
      [kind, workload, container].join('/'),
    )
    this.schemaOf = options.schemas ?? null
    this.#onMissing = options.onMissing ?? (() => undefined)
    for (const fields of this.live?.present ?? []) {
      const object = lintObject(ofCluster(fields), configOf)
      add(this.#there, nameKey(object.kind, object.name), object)
    }
    this.workloads = this.objects.filter(({ workload }) => workload !== null)
    for (const object of this.objects) {
      add(this.#byKind, object.kind, object)
      add(this.#byName, nameKey(object.kind, object.name), object)
    }
    for (const object of this.workloads)
      for (const [key, value] of Object.entries(object.workload?.labels ?? {}))
        add(this.#byLabel, `${key}=${wordOf(value)}`, object)
  }

  /** Its place among all objects, in the order of the files. */
  orderOf(object: LintObject): number {
    this.#order ??= new Map(this.objects.map((each, index) => [each, index]))
    return this.#order.get(object) ?? -1
  }

  /** The number that a check goes by, where the team has set one. */
  parameter(code: string, name: string, usual: number): number {
    return this.#parameters[code]?.[name] ?? usual
  }

  /** All objects of a kind with a name, whatever their namespace, in the order of the files. */
  named(kind: string, name: string): readonly LintObject[] {
    return this.#byName.get(nameKey(kind, name)) ?? []
  }

  /** All objects of a kind, in the order of the files. */
  kind(kind: string): readonly LintObject[] {
    return this.#byKind.get(kind) ?? []
  }

  /** Namespaces agree where they are equal or one is left open: it is set when the files are applied. */
  inNamespace(kind: string, namespace: string): readonly LintObject[] {
    return this.kind(kind).filter((object) => sameNamespace(object.namespace, namespace))
  }

  /** An object by kind, namespace and name. Where none is found, the run is told of it once, for `--live` to look up. */
  find(kind: string, namespace: string, name: string): LintObject | null {
    const found =
      nearestNamespace(this.named(kind, name), namespace) ??
      nearestNamespace(this.#there.get(nameKey(kind, name)) ?? [], namespace)
    if (found === null && name !== '') this.#onMissing({ kind, namespace, name })
    return found
  }

  /**
   * What a name refers to: an object, nothing, or something that cannot be told, since a program or an operator may make it.
   */
  refer(kind: string, namespace: string, name: string): Reference {
    const object = this.find(kind, namespace, name)
    if (object !== null) return { kind: 'present', object }
    const isData = kind === 'Secret' || kind === 'ConfigMap'
    if (kind === 'Service' && this.mayBeMade(name)) return { kind: 'unknown' }
    const made = isData ? (this.#made ??= new Made(this.objects)) : null
    if (made?.has(name) === true || this.#isToFill(kind, name)) return { kind: 'unknown' }
    const elsewhere = this.named(kind, name)[0]?.namespace ?? null
    const names = this.inNamespace(kind, namespace)
      .slice(0, MAX_NAMES)
      .map((other) => other.name)
    const like = nearest(name, names)
    const near =
      like === null || isPartOf(like, name) || isPartOf(name, like)
        ? this.#left(kind, namespace)
        : like
    const { isComplete } = this
    const isAsked = this.live?.absent.has(missingKey({ kind, namespace, name })) === true
    const isSettled = isAsked || isComplete
    if (isSettled) return { kind: 'absent', near, elsewhere, isSettled, isComplete }
    if (this.isBeside(kind, name)) return { kind: 'unknown' }
    if (near === null && made?.mayCreate(kind) === true && !this.isComplete)
      return { kind: 'unknown' }
    const isAbsent =
      this.#completeness === 'auto' &&
      (elsewhere !== null ||
        near !== null ||
        // Who keeps none of a kind among the files makes them by hand, and hardly anybody keeps all Secrets there.
        (kind !== 'Secret' &&
          (!MADE_BY_HAND.has(kind) || this.kind(kind).length > 0) &&
          this.#looksWhole(namespace)))
    return isAbsent
      ? { kind: 'absent', near, elsewhere, isSettled, isComplete }
      : { kind: 'unknown' }
  }

  /** Whether the name is still to be filled in, or that of an object which may be the one. */
  #isToFill(kind: string, name: string): boolean {
    this.#toFill ??= new Set(this.objects.filter(isTemplate).map((each) => each.kind))
    return isTemplated(name) || this.#toFill.has(kind)
  }

  /** The one object of a file that nothing refers to, where something of that file refers to another one: it is what was meant. */
  #left(kind: string, namespace: string): string | null {
    if (!REFERRED.has(kind) || !this.#isOneFile()) return null
    const own = this.inNamespace(kind, namespace)
    const [left, ...more] = own.filter(
      ({ name, fields }) =>
        name !== '' &&
        !this.#referred().has(`${kind}/${name}`) &&
        !OTHERWISE_USED.test(wordOf(fields['type'])),
    )
    return left === undefined || more.length > 0 ? null : left.name
  }

  /** Names that objects refer to; read when first asked for, as most runs never need it. */
  #referred(): ReadonlySet<string> {
    return (this.#names ??= referredBy(this.objects))
  }

  /** Whether all came from one file, which is then taken for a whole application if it is not long. */
  #isOneFile(): boolean {
    const [first] = this.objects
    return (
      this.objects.length <= MAX_OF_A_FILE &&
      this.objects.every(({ manifest }) => manifest.file === first?.manifest.file)
    )
  }

  /**
   * What a container was seen to use: the most, where several clusters have the workload; null where nobody looked, or
   * where the file leaves open which of several namespaces it is for.
   */
  usageOf(workload: Workload, container: string): UsageFacts | null {
    const named = this.#usage.get([workload.kind, workload.name, container].join('/')) ?? []
    const { namespace } = workload
    const found = namespace === '' ? named : named.filter((each) => each.namespace === namespace)
    const [first] = found
    if (first === undefined || found.some((each) => each.namespace !== first.namespace)) return null
    return found.reduce((most, each) =>
      (each.memory?.peak ?? 0) > (most.memory?.peak ?? 0) ? each : most,
    )
  }

  /** Whether an operator of the files may make an object of that name. */
  mayBeMade(name: string): boolean {
    return (this.#made ??= new Made(this.objects)).isOfOwner(name)
  }

  /** Whether files of other sets hold an object of that name. */
  isBeside(kind: string, name: string): boolean {
    return this.#beside !== null && this.#beside.count(kind, name) > this.named(kind, name).length
  }

  /** Whether Flux puts values in for `${NAME}` (`postBuild.substitute` of its Kustomization). */
  get isSubstituted(): boolean {
    return this.#beside?.isSubstituted === true || this.objects.some(isSubstituting)
  }

  /** Whether files of other sets hold a pod template that a selector of plain labels matches. */
  selectsBeside(selector: Fields): boolean {
    if (this.#beside === null) return false
    const own = (this.#own ??= new Set(this.objects.map(({ manifest }) => manifest)))
    return this.#beside.selects(selector, (manifest) => own.has(manifest))
  }

  /** Pod templates that a selector of plain labels matches. */
  selected(namespace: string, selector: Fields): readonly LintObject[] {
    return this.#candidates(selector).filter((object) => isSelected(object, namespace, selector))
  }

  /** The first of them that is of interest: where thousands match, one is enough. */
  firstSelected(
    namespace: string,
    selector: Fields,
    isWanted: (object: LintObject) => boolean,
  ): LintObject | null {
    return (
      this.#candidates(selector).find(
        (object) => isWanted(object) && isSelected(object, namespace, selector),
      ) ?? null
    )
  }

  /** Workloads with the rarest label of the selector. */
  #candidates(selector: Fields): readonly LintObject[] {
    let fewest = this.workloads
    for (const [key, value] of Object.entries(selector)) {
      const list = this.#byLabel.get(`${key}=${wordOf(value)}`) ?? []
      if (list.length < fewest.length) fewest = list
    }
    return fewest
  }

  /** Three kinds of supporting objects beside a workload: somebody keeps the whole application here. */
  #looksWhole(namespace: string): boolean {
    if (this.#completeness === 'complete') return true
    const kinds = SUPPORTING.filter((kind) => this.inNamespace(kind, namespace).length > 0)
    return kinds.length >= 3 && this.#resolvesMost()
  }

  /** A folder of examples refers to much that is made by hand; an application finds most of it among its files. */
  #resolvesMost(): boolean {
    const names = [...this.#referred()].filter((key) => !key.startsWith('ServiceAccount/default'))
    const found = names.filter((key) => this.#byName.has(key)).length
    return names.length - found <= 1 || found * 2 >= names.length
  }

  get isComplete(): boolean {
    return this.#completeness === 'complete'
  }

  /** Whether a Service or policy without a pod can be judged: the files hold workloads at all. */
  get knowsWorkloads(): boolean {
    return (
      this.#completeness === 'complete' ||
      (this.#completeness === 'auto' && this.workloads.length > 0)
    )
  }
}

// Kinds that commands and cloud tools make as often as files do.
const MADE_BY_HAND = new Set(['ConfigMap', 'ServiceAccount'])

// Kinds that others refer to by name, so that finding one of them is a sign of a complete set.
const REFERRED = new Set(['ConfigMap', 'Secret', 'PersistentVolumeClaim', 'ServiceAccount'])

/** Secrets that an Ingress or the token controller uses. */
const OTHERWISE_USED = /tls|service-account-token|helm\.sh/

// Objects. Longer files are collections of examples or of a whole cluster.
const MAX_OF_A_FILE = 30

/** Names among which the one that was meant is looked for. */
const MAX_NAMES = 300

const isSubstituting = ({ fields }: LintObject): boolean => substitutes(fields)

/** `web` and `web-admin` are two things, and none is the other one misspelt. */
const isPartOf = (short: string, long: string): boolean =>
  long.startsWith(`${short}-`) || long.endsWith(`-${short}`)

/** The key of an index by kind and name. */
const nameKey = (kind: string, name: string): string => `${kind}/${name}`

/** Adds to the list under a key. */
function add(index: Map<string, LintObject[]>, key: string, object: LintObject): void {
  const list = index.get(key)
  if (list === undefined) index.set(key, [object])
  else list.push(object)
}

// Kinds that no application consists of alone.
const SUPPORTING = [
  'ConfigMap',
  'Secret',
  'Service',
  'ServiceAccount',
  'PersistentVolumeClaim',
  'Role',
  'RoleBinding',
  'Ingress',
] as const

/** Whether a Service's selector takes the pods of a workload. */
const isSelected = (object: LintObject, namespace: string, selector: Fields): boolean =>
  sameNamespace(object.namespace, namespace) &&
  object.workload !== null &&
  matchesLabels(selector, object.workload.labels)

/** Manifests mostly leave the namespace to whoever applies them: '' may be any. */
export function sameNamespace(a: string, b: string): boolean {
  return a === b || a === '' || b === '' || (a === 'default' && b === '')
}

/** Equality selectors alone, without `matchExpressions`. */
export function matchesLabels(selector: Fields, labels: Fields): boolean {
  return Object.entries(selector).every(([key, value]) => labels[key] === value)
}

/** The object of this very namespace, else one whose namespace is not stated, since it is set when it is applied. */
const nearestNamespace = (objects: readonly LintObject[], namespace: string): LintObject | null =>
  objects.find((object) => object.namespace === namespace) ??
  objects.find((object) => sameNamespace(object.namespace, namespace)) ??
  null

/** It has no place in a file: nothing is told of it, only of what refers to it. */
const ofCluster = (object: Manifest['object']): Manifest => ({
  object,
  file: '',
  locate: () => ({ line: 1, column: 1 }),
  lineText: () => '',
})

/** A manifest with what checks look up in it. */
function lintObject(manifest: Manifest, configOf: Workload['configOf']): LintObject {
  const fields = manifest.object
  const kind = wordOf(fields['kind'])
  return {
    manifest,
    fields,
    kind,
    apiVersion: wordOf(fields['apiVersion']),
    name: wordOf(at(fields, 'metadata', 'name')) || wordOf(at(fields, 'metadata', 'generateName')),
    namespace: wordOf(at(fields, 'metadata', 'namespace')),
    annotations: fieldsOf(at(fields, 'metadata', 'annotations')),
    workload: workloadOf(kind, fields, configOf),
  }
}

/** Keys of a ConfigMap or Secret. */
export function keysOf({ fields }: LintObject): readonly string[] {
  return [
    ...Object.keys(fieldsOf(fields['data'])),
    ...Object.keys(fieldsOf(fields['binaryData'])),
    ...Object.keys(fieldsOf(fields['stringData'])),
  ]
}

/** The text of a key; base64 of Secrets is decoded. Null where it is not among the files. */
export function dataOf(object: LintObject, key: string): string | null {
  const plain = at(object.fields, 'stringData', key)
  if (typeof plain === 'string') return plain
  const value = at(object.fields, 'data', key)
  if (typeof value !== 'string') return null
  return object.kind === 'Secret' ? decodeBase64(value) : value
}

// RFC 4648, section 4.
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'

/** Each byte as one character; null where it is no base64 (RFC 4648, padding required as Go requires it). */
export function decodeBase64(text: string): string | null {
  const bare = text.replace(/\s+/g, '')
  if (bare.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(bare)) return null
  let bits = 0
  let held = 0
  let decoded = ''
  for (const char of bare.replace(/=+$/, '')) {
    held = ((held << 6) | ALPHABET.indexOf(char)) & 0xffff
    bits += 6
    if (bits < 8) continue
    bits -= 8
    decoded += String.fromCharCode((held >> bits) & 0xff)
  }
  return decoded
}

/** The value that an environment variable has, where the files tell. */
export function envText(bundle: Bundle, workload: Workload, from: Fields | null): string | null {
  for (const [ref, kind] of [
    ['configMapKeyRef', 'ConfigMap'],
    ['secretKeyRef', 'Secret'],
  ] as const) {
    const selector = from?.[ref]
    if (!isFields(selector)) continue
    const object = bundle.find(kind, workload.namespace, wordOf(selector['name']))
    return object === null ? null : dataOf(object, wordOf(selector['key']))
  }
  return null
}
