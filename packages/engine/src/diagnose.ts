import { Inventory } from './evidence/inventory.ts'
import type { Snapshot } from './evidence/snapshot.ts'
import { readersOf, type Knowledge } from './knowledge.ts'
import type { Report } from './report/report.ts'
import { casesOf } from './stages/cases.ts'
import { claimsOf } from './stages/claims.ts'
import { evidenceOf } from './stages/evidence.ts'
import { incidentsOf } from './stages/incidents.ts'
import { reportOf } from './stages/report.ts'
import type { Diagnosis } from './stages/stage.ts'
import { verdictsOf } from './stages/verdicts.ts'
import type { Judged } from './verdict/judge.ts'

/** What a diagnosis needs beside the snapshot; the same options and snapshot give the same report, byte for byte. */
export interface DiagnoseOptions {
  /** RFC 3339 time of the report: the engine has no clock of its own. */
  readonly generatedAt: string
  readonly knowledge: Knowledge
  /** Ids of signatures to leave out: leave-one-out scores switch those off that know the case. */
  readonly without?: ReadonlySet<string>
  /** Called between two steps of a long diagnosis; another one may be made meanwhile. */
  readonly onStep?: () => void
}

/** The root causes of everything that fails in the snapshot. Deterministic; never throws on what a snapshot may hold. */
export function diagnose(snapshot: Snapshot, options: DiagnoseOptions): Report {
  return reportFor(evidenceOf(snapshot), options)
}

/** The same for names that are taken as they are; exported for the test of hostile ones. */
export function diagnoseAdmitted(snapshot: Snapshot, options: DiagnoseOptions): Report {
  return reportFor(new Inventory(snapshot), options)
}

function reportFor(inventory: Inventory, options: DiagnoseOptions): Report {
  const diagnosis = diagnosisOf(inventory, options)
  const incidents = incidentsOf(verdictsFor(inventory, diagnosis), diagnosis)
  const [report] = reportOf(incidents, diagnosis)
  if (!report) throw new Error('a diagnosis ends in one report')
  return report
}

/** Every failing container with its causes ranked, before they are grouped into incidents. */
export function judgeAll(inventory: Inventory, knowledge: Knowledge): readonly Judged[] {
  const diagnosis = diagnosisOf(inventory, { generatedAt: '', knowledge })
  return [...verdictsFor(inventory, diagnosis)].flat()
}

function verdictsFor(inventory: Inventory, diagnosis: Diagnosis): Iterable<readonly Judged[]> {
  const cases = casesOf([inventory], diagnosis)
  const claims = claimsOf(cases, diagnosis)
  return verdictsOf(claims, diagnosis)
}

function diagnosisOf(
  inventory: Inventory,
  { generatedAt, knowledge, without, onStep = () => undefined }: DiagnoseOptions,
): Diagnosis {
  return {
    inventory,
    generatedAt,
    readers: readersOf(knowledge, without),
    isPaste: inventory.snapshot.source.kind === 'text',
    onStep,
  }
}
