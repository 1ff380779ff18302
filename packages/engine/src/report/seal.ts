import { noted } from '../commands/noted.ts'
import type { Inventory } from '../evidence/inventory.ts'
import { learn, withoutLearned } from '../masking/learned.ts'
import { maskValue } from '../masking/mask-value.ts'
import type { Fix, Incident, Report } from './report.ts'

/** The fixes as they were planned, by those that may be shown, and the other way round. */
const planned = new WeakMap<Fix, Fix>()
const shown = new WeakMap<Fix, Fix>()

/** What the secrets are learned from, and who is told before each incident. */
interface Sealing {
  readonly inventory: Inventory
  onStep(): void
}

/**
 * The report with every secret in it masked, whatever field it stands in: the one door that reports leave the engine by, so
 * that no reporter, page or message can forget it. What a fix was made from is looked at too: an edited text may have lost
 * the name that gives its secret away.
 */
export function sealed(report: Report, { inventory, onStep }: Sealing): Report {
  return {
    ...maskValue({ ...report, incidents: [] }),
    incidents: report.incidents.map((incident) => {
      onStep()
      return sealedIncident(incident, inventory)
    }),
  }
}

function sealedIncident(incident: Incident, inventory: Inventory): Incident {
  const { fixes, collect, ...rest } = incident
  const made = originals(incident, inventory)
  const masked = { rest: maskValue(rest), fixes: fixes.map((fix) => maskValue(fix)) }
  const learned = learn(
    [rest, ...fixes, ...made],
    [masked.rest, ...masked.fixes, ...made.map((each) => maskValue(each))],
  )
  const hide = <Value>(value: Value): Value => withoutLearned(value, learned)
  return {
    ...hide(masked.rest),
    fixes: masked.fixes.map((fix, at) => sealedFix(fixes[at] ?? fix, hide(fix))),
    collect: collect.map(({ why, command }) => ({
      why: hide(maskValue(why)),
      command: noted(hide(maskValue(command)), command),
    })),
  }
}

/**
 * The objects that the fixes change, and those of the incident itself: what the texts of a patch were edited from, and what
 * stands in a log without what gives it away.
 */
function originals(incident: Incident, inventory: Inventory): readonly unknown[] {
  const patches = incident.fixes.flatMap(({ patch, also = [] }) => [
    ...(patch ? [patch] : []),
    ...also,
  ])
  const { namespace, workload, pods } = incident
  const targets = [
    ...patches.map(({ target }) => target),
    { ...workload, namespace },
    ...pods.slice(0, PODS).map((name) => ({ kind: 'Pod', namespace, name })),
  ]
  const objects = new Set(
    targets.map(({ kind, ...at }) => inventory.get(kind, at.namespace, at.name)),
  )
  return [...objects].flatMap((found) =>
    found ? [found.object['spec'], found.object['data'], found.object['status']] : [],
  )
}

/** The pods of a workload hold the same texts. */
const PODS = 3

/** `hidden` is the fix without its secrets; a command that lost one says so. */
const sealedFix = (fix: Fix, hidden: Fix): Fix => {
  const safe: Fix = {
    ...hidden,
    commands: hidden.commands.map((one, at) => noted(one, fix.commands[at])),
  }
  planned.set(safe, fix)
  shown.set(fix, safe)
  return safe
}

/** A fix as it has to be applied, with the values that are not shown. It must not be printed. */
export function unsealed(fix: Fix): Fix {
  return planned.get(fix) ?? fix
}

/** A fix as it may be shown, by the one that is applied. */
export function shownFix(fix: Fix): Fix {
  return shown.get(fix) ?? fix
}
