import { CAUSES } from './causes/index.ts'
import { Inventory } from './evidence/inventory.ts'
import { withoutRefusedNames } from './evidence/refused-names.ts'
import type { LogRequest, Snapshot } from './evidence/snapshot.ts'
import { rfc3339 } from './evidence/time.ts'
import { quietSentence, showsCrash } from './incidents/sign.ts'
import { linkCascades } from './incidents/cascade.ts'
import { CaseFile } from './case/case-file.ts'
import { groupIncidents, type Draft } from './incidents/group.ts'
import { judge, type Judged } from './verdict/judge.ts'
import { healthySibling } from './case/siblings.ts'
import { orderIncidents } from './incidents/order.ts'
import { runsOf } from './case/runs.ts'
import { looseTroubles } from './case/unattributed.ts'
import { withSettling } from './incidents/self-resolving.ts'
import { containerCount, troublesOf, type Trouble } from './case/failing-container.ts'
import {
  inspectionPlanOf,
  type InspectedContainer,
  type InspectionPlan,
} from './inspection-plan/plan.ts'
import { answersInstead, asOneLog, asWords } from './whole-text.ts'
import { readersOf, type Knowledge, type Readers } from './knowledge.ts'
import type { Report } from './report/report.ts'
import { sealed } from './report/seal.ts'

export interface DiagnoseOptions {
  /** RFC 3339 time of the report: the engine has no clock of its own. */
  readonly generatedAt: string
  readonly knowledge: Knowledge
  /** Ids of signatures to leave out: leave-one-out scores switch those off that know the case. */
  readonly without?: ReadonlySet<string>
}

/** Every container in trouble with its causes ranked, before they are grouped into incidents. */
export const judgeAll = (inventory: Inventory, knowledge: Knowledge): readonly Judged[] => {
  const readers = readersOf(knowledge)
  return allTroubles(inventory).map((trouble) => judgeOne(trouble, inventory, readers))
}

const judgeOne = (trouble: Trouble, inventory: Inventory, readers: Readers): Judged =>
  judge(
    new CaseFile(trouble, inventory, runsOf(trouble, inventory, readers.scanner)),
    readers,
    CAUSES,
  )

/**
 * The incidents, one workload after the other, so that the logs of no more than one are held at a time. The pods of a paste
 * share what was pasted.
 */
const draftAll = (inventory: Inventory, { knowledge, without }: DiagnoseOptions): Drafted => {
  const readers = readersOf(knowledge, without)
  const isPaste = inventory.snapshot.source.kind === 'text'
  const stated = new Set(troublesOf(inventory))
  const troubles = isPaste ? looseTroubles([...stated], inventory) : [...stated]
  const isSeen = (one: Judged): boolean => stated.has(one.file.trouble) || showsCrash(one)
  const byWorkload = Map.groupBy(troubles, ({ namespace, workload }) =>
    isPaste ? '' : `${namespace}/${workload.kind}/${workload.name}`,
  )
  const whole = once(() => (isPaste ? asOneLog(inventory.snapshot) : null))
  const readWhole = once(() => {
    const log = whole()
    return log ? judgeFirst(log, readers) : undefined
  })
  const quiet: Trouble[] = []
  const drafts = [...byWorkload.values()].flatMap((troubles) => {
    const judged = orByWholeText(
      troubles.map((trouble) => judgeOne(trouble, inventory, readers)),
      readWhole,
    )
    const isTold = !isPaste || inventory.snapshot.told === true
    const shown = judged.filter((one) => isTold || isSeen(one) || !quiet.push(one.file.trouble))
    const drafted = groupIncidents(shown, inventory)
    for (const { file } of judged) file.letGoOfLogs()
    return drafted
  })
  const read = drafts.length === 0 && inventory.snapshot.told ? readWhole() : undefined
  const log = read && answersInstead(read) ? whole() : null
  return read && log
    ? { drafts: groupIncidents([asWords(read, read)], log), quiet: [] }
    : { drafts, quiet }
}

const judgeFirst = (inventory: Inventory, readers: Readers): Judged | undefined => {
  const [trouble] = allTroubles(inventory)
  return trouble && judgeOne(trouble, inventory, readers)
}

/** Where nothing in a paste was explained, its whole text may hold the message outside of any log. */
const orByWholeText = (
  judged: readonly Judged[],
  readWhole: () => Judged | undefined,
): readonly Judged[] => {
  if (!judged.every(({ candidates }) => candidates[0]?.cause === 'unknown')) return judged
  const read = judged.length > 0 ? readWhole() : undefined
  if (!read || !answersInstead(read)) return judged
  return judged.map((one, index) => (index === 0 ? asWords(one, read) : one))
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => (made ??= { value: make() }).value
}

/** Incidents, and what was looked at as one and showed no sign of a crash. */
interface Drafted {
  readonly drafts: readonly Draft[]
  readonly quiet: readonly Trouble[]
}

/** The root causes of everything in trouble in the snapshot. Deterministic; never throws on what a snapshot may hold. */
export const diagnose = (snapshot: Snapshot, options: DiagnoseOptions): Report =>
  diagnoseAdmitted(withoutRefusedNames(snapshot), options)

/** The same for names that are taken as they are; exported for the test of hostile ones. */
export const diagnoseAdmitted = (snapshot: Snapshot, options: DiagnoseOptions): Report => {
  const inventory = new Inventory(snapshot)
  return sealed(reportOf(inventory, options), inventory)
}

const reportOf = (inventory: Inventory, options: DiagnoseOptions): Report => {
  const { snapshot } = inventory
  const { drafts, quiet } = draftAll(inventory, options)
  const linked = linkCascades(drafts, inventory)
  const incidents = withSettling(linked, inventory.now)
  return {
    schema: 'unloop/report@1',
    generatedAt: options.generatedAt,
    source: {
      ...snapshot.source,
      capturedAt: snapshot.source.capturedAt ?? rfc3339(inventory.now),
    },
    incidents: orderIncidents(incidents),
    scanned: scannedOf(inventory),
    gaps: quiet.length === 0 ? snapshot.gaps : [...snapshot.gaps, quietSentence(quiet)],
  }
}

/** A paste may hold logs and events without any pod's status: whoever pasted them has a problem with just that. */
const allTroubles = (inventory: Inventory): readonly Trouble[] => {
  const troubles = troublesOf(inventory)
  return inventory.snapshot.source.kind === 'text' ? looseTroubles(troubles, inventory) : troubles
}

const scannedOf = (inventory: Inventory): Report['scanned'] => ({
  pods: inventory.pods.length,
  containers: inventory.pods.reduce((sum, { pod }) => sum + containerCount(pod), 0),
})

/** Which logs the engine wants to read: only those of containers in trouble, and a healthy sibling's to tell noise from news. */
export const logsWanted = (snapshot: Snapshot): readonly LogRequest[] => {
  const inventory = new Inventory(withoutRefusedNames(snapshot))
  return troublesOf(inventory).flatMap((trouble) => [
    ...requestsFor(trouble),
    ...siblingRequests(trouble, inventory),
  ])
}

/** What a look inside the container should find out; null where the snapshot has no such container. */
export const inspectionPlan = (
  snapshot: Snapshot,
  at: InspectedContainer,
  knowledge: Knowledge,
): InspectionPlan | null => inspectionPlanOf(snapshot, at, readersOf(knowledge).scanner)

const siblingRequests = (trouble: Trouble, inventory: Inventory): readonly LogRequest[] => {
  const sibling = healthySibling(trouble, inventory)?.pod.metadata
  const { container, namespace } = trouble
  if (!sibling?.name || !container) return []
  return [
    { namespace, pod: sibling.name, container: container.name, runs: ['current'], why: 'sibling' },
  ]
}

const requestsFor = ({ pod, container, namespace }: Trouble): readonly LogRequest[] =>
  pod && container
    ? [
        {
          namespace,
          pod: pod.pod.metadata.name ?? '',
          container: container.name,
          runs: ['previous', 'current'],
          why: 'trouble',
        },
      ]
    : []
