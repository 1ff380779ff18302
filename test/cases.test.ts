import { existsSync, readFileSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CAUSE_IDS } from '@unloop/engine/catalogue'
import { describe, expect, it } from 'vitest'
import { casesIn } from '../scripts/score/cases.mjs'

interface Root {
  readonly kind?: string
  readonly name?: string
  readonly container?: string
  readonly category?: string
  readonly alsoAccept?: readonly string[]
  readonly decisive?: readonly string[]
}

interface Label {
  readonly origin?: string
  readonly source?: string
  readonly component?: string
  readonly category: string
  readonly alsoAccept?: readonly string[]
  readonly nearMissOf?: readonly string[]
  readonly cause?: string
  readonly decisive?: readonly string[]
  readonly evidence_line?: string
  readonly root?: Root
  readonly roots?: readonly Root[]
}

const cases = casesIn(fileURLToPath(new URL('..', import.meta.url))).map((one) => ({
  ...one,
  label: one.label as unknown as Label,
}))

const NEGATIVES = ['healthy', 'other-waiting']
const CATEGORIES: readonly string[] = [...CAUSE_IDS, ...NEGATIVES]
const causesOf = ({ category, roots = [] }: Label): readonly string[] => [
  ...new Set([category, ...roots.flatMap((root) => root.category ?? [])]),
]
const acceptedOf = (label: Label): readonly string[] => [
  ...causesOf(label),
  ...(label.alsoAccept ?? []),
  ...(label.roots ?? []).flatMap((root) => root.alsoAccept ?? []),
]
const rootsOf = ({ root, roots }: Label): readonly Root[] =>
  roots?.length ? roots : root ? [root] : []

describe('each label', () => {
  const problems = (of: (label: Label, one: (typeof cases)[number]) => boolean): string[] =>
    cases.filter((one) => of(one.label, one)).map(({ set, name }) => `${set}/${name}`)

  it('names causes of the catalogue', () => {
    expect(problems((label) => !acceptedOf(label).every((id) => CATEGORIES.includes(id)))).toEqual(
      [],
    )
    expect(
      problems(
        ({ nearMissOf = [] }) => !nearMissOf.every((id) => (CAUSE_IDS as string[]).includes(id)),
      ),
    ).toEqual([])
  })

  it('is no near miss of a cause that it accepts', () => {
    expect(
      problems((label) => (label.nearMissOf ?? []).some((id) => acceptedOf(label).includes(id))),
    ).toEqual([])
  })

  it('says what happens, and for the project’s own cases where it is from', () => {
    expect(problems(({ cause }) => !cause?.trim())).toEqual([])
    const own = (check: (label: Label) => boolean) =>
      problems((label, { set }) => set === 'cases' && check(label))
    expect(own(({ origin }) => origin !== 'recorded' && origin !== 'built')).toEqual([])
    expect(own(({ origin, source }) => origin === 'built' && !source?.trim())).toEqual([])
  })

  it('of a dump names a workload and its namespace, unless nothing is wrong', () => {
    const nameless = (root: Root) => !root.kind || !root.name
    expect(
      problems(
        (label, { kind }) =>
          kind === 'dump' &&
          !NEGATIVES.includes(label.category) &&
          (rootsOf(label).length === 0 || rootsOf(label).some(nameless)),
      ),
    ).toEqual([])
  })

  it('of a text quotes a line that stands in it', () => {
    expect(
      problems(({ evidence_line: line, category }, { kind, path }) => {
        if (kind !== 'text') return false
        if (!line) return category !== 'unknown' && !NEGATIVES.includes(category)
        return !flat(readFileSync(join(path, 'evidence.txt'), 'utf8')).includes(flat(line))
      }),
    ).toEqual([])
  })

  it('of a dump has a decisive pattern that its logs, events, status or spec match', () => {
    expect(
      problems(
        (label, { kind, path }) =>
          kind === 'dump' &&
          !NEGATIVES.includes(label.category) &&
          patternsOf(label).some((patterns) => !matchesAny(patterns, textOf(path))),
      ),
    ).toEqual([])
  })
})

/** Line breaks of a paste are not meant; neither is the spelling of quotation marks in wrapped JSON. */
const flat = (text: string): string => text.replaceAll('\\"', '"').replace(/\s+/g, ' ').trim()

/** One list for each root: what proves one root does not prove another. */
const patternsOf = (label: Label): readonly (readonly string[])[] =>
  (label.roots?.length ? label.roots.map((root) => root.decisive ?? []) : [label.decisive ?? []])
    .map((patterns) => (patterns.length > 0 ? patterns : (label.decisive ?? [])))
    .filter((patterns) => patterns.length > 0)

const matchesAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some((pattern) => new RegExp(pattern, 'i').test(text))

/** All that a dump says, also as `key: value` and with the strings of JSON unescaped. */
const textOf = (path: string): string => {
  const texts = filesBelow(join(path, 'dump')).map((file) => readFileSync(file, 'utf8'))
  return texts
    .flatMap((text) => [text, text.replaceAll('\\"', '"').replaceAll('\\n', '\n')])
    .join('\n')
}

const filesBelow = (folder: string): readonly string[] =>
  existsSync(folder)
    ? readdirSync(folder)
        .map((name) => join(folder, name))
        .flatMap((path) => (statSync(path).isDirectory() ? filesBelow(path) : [path]))
    : []

describe.each(CAUSE_IDS.filter((id) => id !== 'unknown'))('%s', (id) => {
  it('has two cases and a near miss', () => {
    const positives = cases.filter(({ label }) => causesOf(label).includes(id))
    expect(positives.length).toBeGreaterThanOrEqual(2)
    expect(
      cases.filter(({ label }) => label.nearMissOf?.includes(id)).length,
    ).toBeGreaterThanOrEqual(1)
  })
})

/** The components whose failures the product knows by name, each with the causes of those failures. */
const COMPONENTS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^aws-node$/, ['cni-failed', 'cloud-iam-denied', 'dependency-unreachable']],
  [/^calico-node$/, ['cni-failed', 'rbac-forbidden', 'service-account-token']],
  [/^calico-kube-controllers$/, ['rbac-forbidden', 'dependency-unreachable']],
  [/^cilium$/, ['cni-failed', 'kernel-or-node', 'dependency-unreachable']],
  [/^flannel$/, ['cni-failed', 'rbac-forbidden', 'dependency-unreachable']],
  [/^coredns$/, ['dns-loop', 'dependency-unreachable', 'app-config-invalid']],
  [/^node-local-dns$/, ['dns-loop', 'port-in-use', 'app-config-invalid']],
  [
    /^ingress-nginx$/,
    ['app-config-invalid', 'secret-or-configmap-missing', 'webhook-cert', 'port-in-use'],
  ],
  [
    /^aws-load-balancer-controller$/,
    ['cloud-iam-denied', 'webhook-cert', 'api-version-removed', 'readiness-gate'],
  ],
  [/^kube-state-metrics$/, ['dependency-unreachable', 'tls-cert']],
  [/^metrics-server$/, ['rbac-forbidden', 'dependency-unreachable']],
  [/^cert-manager/, ['leader-election-lost', 'app-config-invalid']],
  [/^external-dns$/, ['cloud-iam-denied', 'rbac-forbidden']],
  [/^cluster-autoscaler$/, ['cloud-iam-denied', 'leader-election-lost', 'dependency-unreachable']],
  [/csi/, ['cloud-iam-denied', 'port-in-use', 'dependency-auth-failed']],
  [/^nvidia|^dcgm/, ['gpu-driver']],
  [/^argocd/, ['secret-or-configmap-missing', 'service-account-token', 'liveness-probe']],
  [/^istio/, ['sidecar-or-injection']],
  [/^linkerd/, ['sidecar-or-injection']],
]

describe.each(COMPONENTS)('component %s', (pattern, causes) => {
  it.each(causes)('has a case of %s', (cause) => {
    const found = cases.filter(
      ({ label }) => pattern.test(label.component ?? '') && causesOf(label).includes(cause),
    )
    expect(found.length).toBeGreaterThanOrEqual(1)
  })
})
