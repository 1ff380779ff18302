import type { Beside } from './beside.ts'
import { Bundle, type Completeness, type Parameters, type SchemaOf } from './bundle.ts'
import type { Build } from './build/build.ts'
import { buildViewOf, type BuildView } from './build/build-check.ts'
import { BUILD_CHECKS, CHECKS } from './catalogue.ts'
import { reaches, type Check, type Found, type LintObject, type Severity } from './check.ts'
import type { Edit } from './edit.ts'
import { at, fieldsOf, wordOf } from './fields.ts'
import type { LintFinding, LintReport, SuppressedFinding } from './finding.ts'
import type { ImageSettings, LiveFacts, Missing, UsageFacts } from './known.ts'
import { masked } from './masked.ts'
import { isPassedOver } from './passed-over.ts'
import { pathText, type Manifest, type Path, type Spot, type TextProblem } from './manifest.ts'
import { Plan, type Finding } from './plan.ts'
import { refusalText } from './refusal.ts'
import { SCHEMA_VERSION } from './schema/types.data.ts'
import { shownLine, type Shown } from './shown.ts'
import { suppressionOf } from './suppression.ts'
import { TEXT_PROBLEMS } from './text-problems.ts'

/** One set: manifests that are applied together. */
export interface LintInput {
  readonly manifests: readonly Manifest[]
  readonly problems: readonly TextProblem[]
  readonly options?: LintOptions
  /** What other sets of the same run hold. */
  readonly beside?: Beside
}

export interface LintOptions {
  /** Whether the files are the whole application: decides what is said of an object that is not among them. */
  readonly completeness?: Completeness
  /** Release of Kubernetes, such as 1.34; the newest one that is known otherwise. */
  readonly version?: string
  /** Also run the checks of severity `practice`. */
  readonly practice?: boolean
  /** Codes to leave out. */
  readonly disabled?: readonly string[]
  /** Only these codes, whatever their severity. */
  readonly only?: readonly string[]
  /** These too, whatever their severity. */
  readonly enabled?: readonly string[]
  /** The severity that a finding is told with, which may depend on its file; null leaves it out. */
  readonly judge?: (finding: LintFinding) => Severity | null
  /** Checks of the caller's own, run after the others. */
  readonly custom?: readonly Check[]
  /** Numbers that checks go by, by code and name. */
  readonly parameters?: Parameters
  /** The configuration of an image, where the caller has it: settles what depends on the image. */
  readonly imageConfig?: (image: string) => ImageSettings | null
  /** The JSON Schema of a custom resource, where the caller has it. */
  readonly schemas?: SchemaOf
  /** What a cluster said of things outside the files. */
  readonly live?: LiveFacts
  /** What the workloads were seen to use. */
  readonly usage?: readonly UsageFacts[]
  /** Told of each reference that leads to nothing among the files, so that a cluster can be asked. */
  readonly onMissing?: (missing: Missing) => void
  /** `2026-11-20`, for suppressions and certificates that end. */
  readonly today?: string
}

/** Runs every check on every object. Deterministic; never throws on bad input. */
export function lint({ manifests, problems, options = {}, beside }: LintInput): LintReport {
  const bundle = new Bundle(manifests, {
    completeness: completenessOf(options, problems),
    version: options.version ?? SCHEMA_VERSION,
    parameters: options.parameters ?? {},
    ...(options.imageConfig === undefined ? {} : { imageConfig: options.imageConfig }),
    ...(options.live === undefined ? {} : { live: options.live }),
    ...(options.usage === undefined ? {} : { usage: options.usage }),
    ...(options.schemas === undefined ? {} : { schemas: options.schemas }),
    ...(options.onMissing === undefined ? {} : { onMissing: options.onMissing }),
    ...(beside === undefined ? {} : { beside }),
    ...(options.today === undefined ? {} : { today: options.today }),
  })
  const run = new Run(options)
  for (const problem of problems) run.text(problem)
  const plan = planOf(options, run)
  for (const object of bundle.objects) run.object(object, plan.run(object, bundle))
  const files = new Set([...manifests, ...problems].map(({ file }) => file))
  return {
    schema: 'unloop/lint@1',
    findings: run.findings.sort(byPlace),
    suppressed: run.suppressed.sort(byPlace),
    scanned: { files: files.size, objects: manifests.length },
  }
}

/** What could not be read may hold what seems to be missing. */
function completenessOf(
  { completeness = 'auto' }: LintOptions,
  problems: readonly TextProblem[],
): Completeness {
  const isUnread = problems.some(({ code }) => UNREAD.has(code))
  return isUnread && completeness === 'auto' ? 'partial' : completeness
}

const UNREAD: ReadonlySet<TextProblem['code']> = new Set([
  'yaml-syntax',
  'yaml-tab',
  'yaml-template-left',
  'manifest-unreadable',
])

/** A webhook asks with the same options again and again: the plan of the last ones is kept. */
let lastPlan: { readonly key: string; readonly plan: Plan } | null = null

/** The plan of a run. The last one is kept: an editor runs the same with each key. */
function planOf(options: LintOptions, run: Run): Plan {
  const { only = [], disabled = [], enabled = [], practice = false, custom = [] } = options
  if (custom.length > 0)
    return new Plan([...CHECKS, ...custom].filter((check) => run.isWanted(check)))
  const key = JSON.stringify([only, disabled, enabled, practice])
  if (lastPlan?.key !== key)
    lastPlan = { key, plan: new Plan(CHECKS.filter((check) => run.isWanted(check))) }
  return lastPlan.plan
}

/** Dockerfiles, with the workloads by which it is known how the images are run. */
export interface LintBuildsInput {
  readonly builds: readonly Build[]
  /** Of the workloads that may run the images. */
  readonly manifests: readonly Manifest[]
  readonly options?: LintOptions
}

/** Runs the checks of Dockerfiles and start scripts. Deterministic; never throws on bad input. */
export function lintBuilds({ builds, manifests, options = {} }: LintBuildsInput): LintReport {
  const bundle = new Bundle(manifests, {
    completeness: options.completeness ?? 'auto',
    version: options.version ?? SCHEMA_VERSION,
  })
  const run = new Run(options)
  for (const build of builds) run.build(buildViewOf(build, bundle, builds))
  return {
    schema: 'unloop/lint@1',
    findings: run.findings.sort(byPlace),
    suppressed: run.suppressed.sort(byPlace),
    scanned: { files: builds.length, objects: 0 },
  }
}

/** By file, then by place, then by code. */
const byPlace = (a: LintFinding, b: LintFinding): number =>
  compare(a.file, b.file) || a.line - b.line || a.column - b.column || compare(a.code, b.code)

/** By code units, so that every locale orders alike. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** What schema checks say of a place where a more telling check speaks too. */
const GENERAL = new Set([
  'type-mismatch',
  'unknown-field',
  'required-field-missing',
  'null-quantity',
  'quantity-invalid',
  'word-not-allowed',
])

/** Where a finding stands: the line as it is, and as it may be shown. */
interface Place extends Spot {
  readonly text: string
  readonly shown: Shown
}

/** A finding may be graver or milder than its check. */
const severityOf = ({ check, found }: Finding): Severity => found.severity ?? check.severity

/** Places of which a telling check speaks that weighs as much; null where no general one speaks of anything. */
function placesTold(found: readonly Finding[]): ReadonlySet<string> | null {
  const general = found.filter(({ check }) => GENERAL.has(check.code))
  if (general.length === 0) return null
  const least = general.some((each) => reaches(severityOf(each), 'refused'))
    ? 'refused'
    : 'may-crash'
  return new Set(
    found
      .filter((each) => !GENERAL.has(each.check.code) && reaches(severityOf(each), least))
      .map((each) => pathText(each.found.path)),
  )
}

// One object for all texts that are no object.
const NO_FIELDS = {}

/** One run: which findings are told, where they point, who suppressed them. */
class Run {
  readonly findings: LintFinding[] = []
  readonly suppressed: SuppressedFinding[] = []
  readonly #options: LintOptions
  readonly #masks = new Map<string, string>()
  readonly #paths = new Map<string, string>()
  readonly #places = new Map<string, Place>()
  #placesOf: Manifest | null = null

  constructor(options: LintOptions) {
    this.#options = options
  }

  /** Whether a check is run. */
  isWanted({ code, severity }: { readonly code: string; readonly severity: Severity }): boolean {
    const { only, disabled = [], enabled = [], practice = false } = this.#options
    if (disabled.includes(code)) return false
    if (only !== undefined && only.length > 0) return only.includes(code)
    // A check that is mostly practice may find what is more; its findings are judged one by one.
    return practice || severity !== 'practice' || enabled.includes(code)
  }

  /** Takes in what was found in an object. A general finding gives way to a particular one at the same place. */
  object(object: LintObject, found: readonly Finding[]): void {
    if (found.length === 0) return
    const told = placesTold(found)
    for (const { check, found: each } of found) {
      if (told !== null && GENERAL.has(check.code) && told.has(pathText(each.path))) continue
      if (
        each.severity === undefined ||
        this.isWanted({ code: check.code, severity: each.severity })
      )
        this.#add(object, check, each)
    }
  }

  /** Takes in what was found in a Dockerfile and the scripts that it starts. */
  build(view: BuildView): void {
    const { dockerfile } = view.build
    for (const check of BUILD_CHECKS) {
      if (!this.isWanted(check)) continue
      for (const each of check.find(view).slice(0, MAX_EACH_BUILD)) {
        const severity = each.severity ?? check.severity
        if (!this.isWanted({ code: check.code, severity })) continue
        const file = each.script ?? dockerfile
        const text = file.lineText(each.spot.line)
        const finding: LintFinding = {
          code: check.code,
          severity,
          object: each.script === null ? 'Dockerfile' : 'Script',
          namespace: '',
          path: each.path,
          file: file.file,
          ...each.spot,
          ...sourceOf(this.#shown(text, each.spot.column, false)),
          message: this.#masked(each.message),
          happens: each.happens ?? check.happens,
          fix: each.fix ?? check.fix,
          aliases: check.aliases,
        }
        this.#file(finding, [], [text, file.lineText(each.spot.line - 1)])
      }
    }
  }

  /** Adds a finding with its line and its edits, unless it is passed over or suppressed. */
  #add(object: LintObject, check: Check, found: Found): void {
    const { manifest } = object
    const path = this.#path(found.path)
    const { line, column, text, shown } = this.#placeOf(object, found, path)
    const severity = found.severity ?? check.severity
    if (isPassedOver(object, { code: check.code, severity }, text)) return
    const finding: LintFinding = {
      code: check.code,
      severity,
      object: labelOf(object.kind, object.name),
      namespace: object.namespace,
      path,
      file: manifest.file,
      line,
      column,
      ...sourceOf(shown),
      message: this.#masked(found.message),
      happens: refusalText(object, found) ?? found.happens ?? check.happens,
      fix: found.fix ?? check.fix,
      aliases: check.aliases,
    }
    const annotations = [object.annotations, object.workload?.annotations ?? NO_FIELDS]
    const fixed =
      found.edits === undefined
        ? finding
        : { ...finding, edits: rebased(found.edits, manifest.base) }
    this.#file(fixed, annotations, [text, manifest.lineText(line - 1)])
  }

  /** Adds a problem of the text itself, which may belong to no object. */
  text(problem: TextProblem): void {
    const facts = TEXT_PROBLEMS[problem.code]
    const { object, spot, file, code, path } = problem
    const { severity = facts.severity } = problem
    if (!this.isWanted({ code, severity })) return
    const kind = wordOf(object?.['kind'])
    const finding: LintFinding = {
      code,
      severity,
      object: object === null ? '' : labelOf(kind, wordOf(at(object, 'metadata', 'name'))),
      namespace: wordOf(at(object, 'metadata', 'namespace')),
      path: pathText(path),
      file,
      ...(spot satisfies Spot),
      ...sourceOf(this.#shown(problem.lineText, spot.column, isSecretValue(kind, path))),
      message: sentence(this.#masked(problem.message)),
      happens: facts.happens,
      fix: facts.fix,
      aliases: facts.aliases,
    }
    this.#file(finding, [fieldsOf(at(object, 'metadata', 'annotations'))], [problem.lineText])
  }

  /** Several findings often stand at one place of an object; the places of the last object are kept. */
  #placeOf({ manifest, kind }: LintObject, { path, part = 'value' }: Found, text: string): Place {
    if (this.#placesOf !== manifest) {
      this.#placesOf = manifest
      this.#places.clear()
    }
    const key = part === 'key' ? `${text} ` : text
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const { line, column } = manifest.locate(path, part)
    const lineText = manifest.lineText(line)
    const shown = this.#shown(lineText, column, isSecretValue(kind, path))
    const place = { line, column, text: lineText, shown }
    this.#places.set(key, place)
    return place
  }

  /** Objects that are alike have paths that are alike: each is kept once. */
  #path(path: Path): string {
    const text = pathText(path)
    const known = this.#paths.get(text)
    if (known !== undefined) return known
    if (this.#paths.size < MAX_MASKS) this.#paths.set(text, text)
    return text
  }

  /** Objects that are alike have lines that are alike: each is masked once. */
  #masked(text: string): string {
    const known = this.#masks.get(text)
    if (known !== undefined) return known
    const shown = masked(text)
    if (this.#masks.size < MAX_MASKS) this.#masks.set(text, shown)
    return shown
  }

  #shown(line: string, column: number, isSecret: boolean): Shown {
    return shownLine({ line, column, isSecret }, (text) => this.#masked(text))
  }

  #file(
    finding: LintFinding,
    annotations: readonly Readonly<Record<string, unknown>>[],
    lines: readonly string[],
  ): void {
    const severity = this.#options.judge?.(finding)
    if (severity === null) return
    const told = severity === undefined ? finding : { ...finding, severity }
    const { code, aliases } = finding
    const today = this.#options.today ?? null
    const suppression = suppressionOf({ code, aliases, annotations, lines, today })
    if (suppression === null) this.findings.push(told)
    else this.suppressed.push({ ...told, reason: suppression.reason })
  }
}

const isSecretValue = (kind: string, path: Path): boolean =>
  kind === 'Secret' && (path[0] === 'data' || path[0] === 'stringData')

const sourceOf = ({ text, from }: Shown): Pick<LintFinding, 'source' | 'sourceColumn'> =>
  from === 1 ? { source: text } : { source: text, sourceColumn: from }

/** Edits of a part of a file, by paths of the whole. */
const rebased = (edits: readonly Edit[], base: Path = []): readonly Edit[] =>
  base.length === 0 ? edits : edits.map((edit) => ({ ...edit, path: [...base, ...edit.path] }))

/** `Deployment/web`; '' for what has no kind. */
const labelOf = (kind: string, name: string): string => (kind === '' ? '' : `${kind}/${name}`)

/** A message as a sentence. */
const sentence = (text: string): string => {
  const first = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.?!)]$/.test(first) ? first : `${first}.`
}

// Findings of one check in one file of a build.
const MAX_EACH_BUILD = 50
// Texts whose masked form is kept.
const MAX_MASKS = 20_000
