import {
  at,
  lint,
  listOf,
  reaches,
  wordOf,
  type Fields,
  type Manifest,
  type Severity,
} from '@unloop/lint'
import { withoutServerDefaults } from './without-server-defaults.ts'
import { compare, type Compared, type Placed } from './compare.ts'
import { namedPath } from './places.ts'
import { RESTS_ON, type Surroundings } from './references.ts'
import { outcome, subjectOf, type AdmissionRequest, type Outcome } from './review.ts'
import { refusalOf, warningsOf } from './wording.ts'

/** What the operator chose; plain data, so that it can be handed to a worker. */
export interface JudgeOptions {
  /** Refuse from this severity on; null only warns. */
  readonly deny: Severity | null
  readonly practice: boolean
  readonly only: readonly string[]
  readonly disabled: readonly string[]
  readonly version: string | null
  readonly exempt: readonly string[]
}

/** What is known beside the request. */
export interface Circumstances {
  /** `2026-11-20`, for suppressions that end. */
  readonly today: string
  /** What the cluster holds of the objects that this one refers to; null where nobody looked. */
  readonly around: Surroundings | null
}

/** Lints the object of a request, and the one that it replaces. Throws only by a mistake of its own. */
export function judge(
  request: AdmissionRequest,
  options: JudgeOptions,
  circumstances: Circumstances,
): Outcome {
  const subject = subjectOf(request)
  const reason = exemption(request, options)
  if (reason !== null) return outcome(request.uid, 'skipped', { reason, subject })
  const asked = { namespace: request.namespace, options, ...circumstances }
  const told = compare(placed(request.object, asked), placed(request.oldObject, asked))
  if (told.length === 0) return outcome(request.uid, 'allowed', { subject })
  const refused = told.filter((each) => isRefused(each, options.deny))
  const rest = told.filter((each) => !refused.includes(each))
  return outcome(request.uid, refused.length > 0 ? 'denied' : 'warned', {
    subject,
    warnings: warningsOf(rest),
    message: refused.length > 0 ? refusalOf(subject, refused) : '',
    findings: told.map(({ finding }) => `${finding.code} ${finding.severity}`),
  })
}

/** What rests on another object is never refused: that one may be on its way in the same `kubectl apply`. */
const isRefused = ({ finding, news }: Compared, deny: Severity | null): boolean =>
  deny !== null &&
  news === 'new' &&
  reaches(finding.severity, deny) &&
  !Object.hasOwn(RESTS_ON, finding.code)

/** Owners whose pod templates were judged when they were admitted themselves. */
const JUDGED_OWNERS = new Set(['apps', 'batch', 'v1'])

/** Why a request is not looked at; null where it is. */
export function exemption(
  request: AdmissionRequest,
  { exempt }: Pick<JudgeOptions, 'exempt'>,
): string | null {
  const { object, operation, subResource, namespace } = request
  if (operation !== 'CREATE' && operation !== 'UPDATE') return `operation ${operation}`
  if (subResource !== '') return `subresource ${subResource}`
  if (exempt.includes(namespace)) return `namespace ${namespace}`
  if (object === null) return 'no object'
  if (request.kind === 'Secret') return 'Secrets are not read'
  if (at(object, 'metadata', 'deletionTimestamp') != null) return 'it is being deleted'
  const owner = listOf(at(object, 'metadata', 'ownerReferences')).find(
    (each) => at(each, 'controller') === true,
  )
  if (owner !== undefined && JUDGED_OWNERS.has(groupOf(wordOf(at(owner, 'apiVersion')))))
    return `a controller made it for ${wordOf(at(owner, 'kind'))}/${wordOf(at(owner, 'name'))}, which is judged itself`
  return null
}

const groupOf = (apiVersion: string): string => apiVersion.split('/')[0] ?? ''

interface Asked extends Circumstances {
  readonly namespace: string
  readonly options: JudgeOptions
}

/** Findings of one version of the object: of itself, and of what it rests on where that was looked up. */
function placed(object: Fields | null, asked: Asked): readonly Placed[] {
  if (object === null) return []
  const { options, around } = asked
  const own = manifestOf(withoutServerDefaults(object, asked.namespace), OWN)
  const common = {
    practice: options.practice,
    disabled: options.disabled,
    today: asked.today,
    ...(options.version === null ? {} : { version: options.version }),
  }
  const alone = lint({
    manifests: [own],
    problems: [],
    options: { ...common, completeness: 'partial', only: options.only },
  }).findings
  const only = around === null ? [] : answered(around, options.only)
  const resting =
    around === null || only.length === 0
      ? []
      : lint({
          manifests: [own, ...around.found.map((each) => manifestOf(each, AROUND))],
          problems: [],
          options: { ...common, completeness: 'complete', only },
        }).findings.filter(({ file }) => file === OWN)
  return [...alone, ...resting].map((finding) => ({
    finding,
    place: namedPath(object, finding.path),
  }))
}

const OWN = 'request'
const AROUND = 'cluster'

/** There is no file: every place is its start. */
const manifestOf = (object: Fields, file: string): Manifest => ({
  object,
  file,
  locate: () => ({ line: 1, column: 1 }),
  lineText: () => '',
})

/** The checks that the looked-up kinds can answer, of those that are wanted. */
const answered = ({ kinds }: Surroundings, only: readonly string[]): readonly string[] =>
  Object.entries(RESTS_ON)
    .filter(([code, kind]) => kinds.includes(kind) && (only.length === 0 || only.includes(code)))
    .map(([code]) => code)
