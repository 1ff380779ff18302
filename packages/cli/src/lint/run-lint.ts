import {
  Beside,
  lint,
  lintBuilds,
  setsOf,
  type LintFinding,
  type LintOptions,
  type LintReport,
} from '@unloop/lint'
import type { InputPart } from './inputs/part.ts'

/**
 * Each set on its own, as the objects of several may bear the same names: a chart, a kustomization, and of the plain files what
 * is applied as one. Where the files are said to be the whole application, the plain ones are one set.
 */
export function runLint(parts: readonly InputPart[], options: LintOptions): LintReport {
  const groups = groupsOf(parts, options)
  const beside =
    groups.length > 1 ? new Beside(parts.flatMap(({ read }) => read.manifests)) : undefined
  const reports = (groups.length === 0 ? [[]] : groups).map((group) =>
    lint({
      manifests: group.flatMap(({ read }) => read.manifests),
      problems: group.flatMap(({ read }) => read.problems),
      options: optionsOf(group, options),
      ...(beside === undefined ? {} : { beside }),
    }),
  )
  const builds = parts.flatMap(({ build }) => build ?? [])
  if (builds.length > 0) {
    const manifests = parts.flatMap(({ read }) => read.manifests)
    reports.push(lintBuilds({ builds, manifests, options }))
  }
  const [only] = reports
  if (reports.length === 1 && only !== undefined) return only
  const files = new Set(parts.filter(isCounted).map(({ file }) => file))
  return {
    schema: 'unloop/lint@1',
    findings: merged(reports.map(({ findings }) => findings)),
    suppressed: merged(reports.map(({ suppressed }) => suppressed)),
    scanned: {
      files: files.size,
      objects: reports.reduce((sum, { scanned }) => sum + scanned.objects, 0),
    },
  }
}

/** The sets: charts and kustomizations as they were rendered, plain files by what is applied together. */
function groupsOf(
  parts: readonly InputPart[],
  { completeness }: LintOptions,
): readonly (readonly InputPart[])[] {
  const bundles = Map.groupBy(parts, ({ bundle }) => bundle)
  const plain = bundles.get(null) ?? []
  const rendered = [...bundles].flatMap(([bundle, group]) => (bundle === null ? [] : [group]))
  if (completeness === 'complete') return [...(plain.length === 0 ? [] : [plain]), ...rendered]
  const parted = [
    plain.filter(({ isFragment }) => isFragment !== true),
    plain.filter(({ isFragment }) => isFragment === true),
  ]
  const sets = parted.flatMap((each) =>
    setsOf(each.map((part) => ({ part, file: part.file, manifests: part.read.manifests }))),
  )
  return [...sets.map((files) => files.map(({ part }) => part)), ...rendered]
}

/** The checks that can be right about a set. */
function optionsOf([first]: readonly InputPart[], options: LintOptions): LintOptions {
  if (first?.isFragment === true) return fragmentOptions(options)
  return first?.isOpen === true
    ? { ...options, disabled: [...(options.disabled ?? []), 'binding-invalid'] }
    : options
}

/** Of what a kustomization would have filled in or changed, nothing can be said. */
const fragmentOptions = (options: LintOptions): LintOptions => ({
  ...options,
  completeness: 'partial',
  disabled: [...(options.disabled ?? []), ...OF_WHOLE_OBJECTS],
})

// Checks that look at a whole object or at several, which a patch or an unfinished base is not.
const OF_WHOLE_OBJECTS = [
  'selector-missing',
  'selector-mismatch',
  'selectors-overlap',
  'service-selects-nothing',
  'service-target-port-missing',
  'image-missing',
  'image-os-base-no-command',
  'required-field-missing',
  'object-no-name',
  'containers-missing',
  'volume-mount-missing-volume',
  'duplicate-object',
  'ingress-backend-missing',
  'route-backend-missing',
  'virtualservice-target-missing',
  'statefulset-service-missing',
  'statefulset-service-not-headless',
  'networkpolicy-cuts-dns',
  'networkpolicy-cuts-dependency',
  'service-ports-invalid',
  'service-alias-invalid',
  'service-fields-conflict',
  'ingress-path-invalid',
  'claim-invalid',
  'claim-without-volume',
  'role-rule-invalid',
  'binding-invalid',
  'secret-keys-missing',
  'handler-not-one',
  'probe-without-handler',
  'volume-source-invalid',
  'env-sources-conflict',
  'env-from-invalid',
  'dns-config-invalid',
  'device-request-invalid',
  'node-affinity-invalid',
  'topology-spread-invalid',
  'hpa-without-requests',
] as const

/** Whether a file counts as looked at: a values file without an object does not. */
const isCounted = ({ read: { manifests, problems }, build }: InputPart): boolean =>
  manifests.length > 0 || problems.length > 0 || build !== undefined

/** Overlays of one base say the same of its files: once is enough. */
function merged<Finding extends LintFinding>(lists: readonly (readonly Finding[])[]): Finding[] {
  const known = new Map<string, Finding>()
  for (const each of lists.flat()) {
    const { code, file, line, column, path, object } = each
    const key = [code, file, line, column, path, object].join('\n')
    if (!known.has(key)) known.set(key, each)
  }
  return [...known.values()].sort(byPlace)
}

/** By file, then by place; what stands at one place is ordered by its code. */
const byPlace = (a: LintFinding, b: LintFinding): number =>
  compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code)

/** By code units, so that the order is the same for every locale. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
