import { KNOWLEDGE } from '@unloop/signatures/knowledge'
import { diagnose } from '@unloop/engine'
import type { Report } from '@unloop/engine/report'
import { EXIT, type ExitStatus } from './errors.ts'
import { narrow, type Scope } from './select/narrow.ts'
import { joinedSource } from './subjects/joined-source.ts'
import type { Read } from './subjects/subject.ts'

/** What was read, and what of it is to be shown. */
export interface DiagnosisRequest extends Read {
  readonly scope: Scope
  readonly generatedAt: string
}

/** The exit status that a report stands for. */
export function statusOf(report: Report): ExitStatus {
  return report.incidents.length === 0 ? EXIT.nothingFound : EXIT.incidentsFound
}

/** Diagnoses each subject by itself, narrows it to what was asked for, and joins the reports. */
export function diagnoseAll({ subjects, scope, generatedAt, gaps }: DiagnosisRequest): Report {
  const reports = subjects.map(({ snapshot, cluster }) => {
    const report = narrow(
      diagnose(snapshot, { generatedAt, knowledge: KNOWLEDGE }),
      snapshot,
      scope,
    )
    return cluster === null ? report : named(report, cluster)
  })
  const [first, ...others] = reports
  if (first === undefined) throw new TypeError('A diagnosis needs a subject.')
  const joined = others.reduce(join, first)
  return { ...joined, gaps: [...joined.gaps, ...gaps] }
}

/** A report of one cluster among several: ids begin with the cluster's name, as two clusters may have the same incident. */
const named = (report: Report, cluster: string): Report => ({
  ...report,
  incidents: report.incidents.map((incident) => ({
    ...incident,
    id: `${cluster}/${incident.id}`,
    cluster,
    victimOf: incident.victimOf === null ? null : `${cluster}/${incident.victimOf}`,
    victims: incident.victims.map((id) => `${cluster}/${id}`),
  })),
  gaps: report.gaps.map((gap) => `${cluster}: ${gap}`),
})

/** Two reports as one; incidents stay in the order of the subjects. */
const join = (all: Report, next: Report): Report => ({
  ...all,
  source: { kind: all.source.kind, ...joinedSource(all.source, next.source) },
  incidents: [...all.incidents, ...next.incidents],
  scanned: {
    pods: all.scanned.pods + next.scanned.pods,
    containers: all.scanned.containers + next.scanned.containers,
  },
  gaps: [...all.gaps, ...next.gaps],
})
