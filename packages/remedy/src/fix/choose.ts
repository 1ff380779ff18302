import { unsealed } from '@unloop/engine/fixes'
import type { Fix, Incident, Report } from '@unloop/engine/report'
import { isApplicable } from '@unloop/engine/phrases'

/** A fix with the incident whose proof it has to bring. */
export interface Choice {
  readonly incident: Incident
  readonly fix: Fix
}

/** Plans for what was asked for, those of a root before those of its victims; what unloop can't do itself stays in the list. */
export function choicesFor(report: Report): readonly Choice[] {
  const roots = report.incidents.filter(({ victimOf }) => victimOf === null)
  const ordered = [...roots, ...report.incidents.filter(({ victimOf }) => victimOf !== null)]
  return ordered.flatMap((incident) =>
    incident.fixes.map((fix) => ({ incident, fix: unsealed(fix) })),
  )
}

/**
 * The plan that is named by its id or its number from 1; without a name the first that unloop can carry out, that is more than
 * a way to buy time, and whose risk nobody has to agree to first.
 */
export function choose(choices: readonly Choice[], name: string | undefined): Choice | null {
  if (name === undefined)
    return (
      choices.find(({ fix }) => isApplicable(fix) && isUnasked(fix)) ??
      choices.find(({ fix }) => isUnasked(fix)) ??
      choices[0] ??
      null
    )
  return choices.find(({ fix }) => fix.id === name) ?? choices[Number(name) - 1] ?? null
}

/** What switches a protection off, or means another kind of workload, is done by its name alone. */
const isUnasked = ({ temporary, risk }: Fix): boolean => !temporary && risk !== 'high'

/** The plan to try after this one, for the same incident: nothing that needs a value, or only buys time. */
export function nextChoice(choices: readonly Choice[], after: Choice): Choice | null {
  return (
    choices
      .slice(choices.findIndex(({ fix }) => fix.id === after.fix.id) + 1)
      .find(
        ({ incident, fix }) =>
          incident.id === after.incident.id &&
          isApplicable(fix) &&
          isUnasked(fix) &&
          (fix.asks ?? []).every(({ from }) => from !== undefined),
      ) ?? null
  )
}
