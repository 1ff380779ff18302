import type { LabelSet } from '../matchers/matcher.ts'

/** What is known of why a container crashes. No text holds a secret. */
export interface CrashFacts {
  readonly cluster: string
  readonly namespace: string
  readonly workload: string
  /** '' where the incident is that of no container. */
  readonly container: string
  readonly pods: readonly string[]
  /** `unloop_cause`, `unloop_excerpt` and the others. */
  readonly annotations: LabelSet
}

/** Gives the annotations that an alert with such labels gets; none where nothing is known of it. */
export type Enricher = (labels: LabelSet) => LabelSet

/** Labels by which rules name the owner of pods. */
const WORKLOAD_LABELS = [
  'workload',
  'deployment',
  'statefulset',
  'daemonset',
  'job_name',
  'cronjob',
  'created_by_name',
  'owner_name',
] as const

/** Joins alerts with what is known, on cluster, namespace, pod or owner, and container. The gravest comes first. */
export function enricher(facts: () => readonly CrashFacts[]): Enricher {
  return (labels) => facts().find((one) => isAbout(one, labels))?.annotations ?? {}
}

/** Whether labels name the crash. Labels that an alert lacks are no condition, save that it must name a pod or an owner. */
function isAbout(facts: CrashFacts, labels: LabelSet): boolean {
  const { cluster = '', namespace, pod, container = '' } = labels
  if (namespace !== facts.namespace) return false
  if (cluster !== '' && facts.cluster !== '' && cluster !== facts.cluster) return false
  if (container !== '' && facts.container !== '' && container !== facts.container) return false
  if (pod !== undefined) return facts.pods.includes(pod)
  return WORKLOAD_LABELS.some((name) => labels[name] === facts.workload)
}
