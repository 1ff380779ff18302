import { at, fieldsOf, isFields, wordOf, type Fields } from '@unloop/lint'

/** What the webhook uses of an AdmissionReview (admission.k8s.io/v1). */
export interface AdmissionRequest {
  readonly uid: string
  readonly kind: string
  readonly namespace: string
  readonly name: string
  readonly subResource: string
  readonly operation: string
  readonly object: Fields | null
  readonly oldObject: Fields | null
}

/** Null where the bytes are no AdmissionReview with a request. Never throws. */
export function readReview(bytes: Uint8Array): AdmissionRequest | null {
  let review: unknown
  try {
    review = JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
  const request = at(review, 'request')
  if (!isFields(request) || wordOf(request['uid']) === '') return null
  const { object, oldObject } = request
  return {
    uid: wordOf(request['uid']),
    kind: wordOf(at(request, 'kind', 'kind')),
    namespace: wordOf(request['namespace']),
    name: wordOf(request['name']) || wordOf(at(object, 'metadata', 'generateName')),
    subResource: wordOf(request['subResource']),
    operation: wordOf(request['operation']),
    object: isFields(object) ? object : null,
    oldObject: isFields(oldObject) ? oldObject : null,
  }
}

/**
 * The request's uid where the review is too long, or too broken, to be read whole: the API server writes it first
 * (AdmissionRequest's field order), and ignores an answer without it.
 */
export function uidOf(start: string): string {
  return /"request"\s*:\s*\{\s*"uid"\s*:\s*"([\w-]{1,100})"/.exec(start.slice(0, 4096))?.[1] ?? ''
}

/** Why a request was not judged, or that it was. `failed` is admitted too: the webhook never stands in the way by a fault of its own. */
export type Verdict = 'allowed' | 'warned' | 'denied' | 'skipped' | 'failed'

/** What a request comes to. */
export interface Outcome {
  readonly uid: string
  readonly verdict: Verdict
  /** `Deployment shop/web`; empty where it is not known. */
  readonly subject: string
  /** Why it was skipped, or what failed. */
  readonly reason: string
  readonly warnings: readonly string[]
  /** What the user reads where it is denied. */
  readonly message: string
  /** `CODE severity` of each finding that was told. */
  readonly findings: readonly string[]
}

export function outcome(
  uid: string,
  verdict: Verdict,
  more: Partial<Omit<Outcome, 'uid' | 'verdict'>> = {},
): Outcome {
  return {
    uid,
    verdict,
    subject: '',
    reason: '',
    warnings: [],
    message: '',
    findings: [],
    ...more,
  }
}

/** The answer that the API server reads: an AdmissionReview with a response. */
export function reviewOf({ uid, verdict, warnings, message, findings }: Outcome): Fields {
  const isDenied = verdict === 'denied'
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    response: {
      uid,
      allowed: !isDenied,
      ...(isDenied ? { status: { code: 403, reason: 'Forbidden', message } } : {}),
      ...(warnings.length > 0 ? { warnings } : {}),
      ...(findings.length > 0
        ? { auditAnnotations: { findings: findings.join(', ').slice(0, 1024) } }
        : {}),
    },
  }
}

/** `Deployment shop/web` */
export function subjectOf({ kind, namespace, name, object }: AdmissionRequest): string {
  const called = name || wordOf(at(fieldsOf(object), 'metadata', 'name'))
  return `${kind} ${namespace === '' ? '' : `${namespace}/`}${called}`
}
