import { maskedCommand } from '../commands/masked-command.ts'
import { maskValue } from '../masking/mask-value.ts'
import type { Fix, Incident, Report } from './report.ts'

/** The fixes as they were planned, by those that may be shown: a secret in a patch is still needed to apply it. */
const planned = new WeakMap<Fix, Fix>()

/**
 * The report with every secret in it masked, whatever field it stands in: the one door that reports leave the engine by, so
 * that no reporter, page or message can forget it.
 */
export const sealed = (report: Report): Report => ({
  ...maskValue({ ...report, incidents: [] }),
  incidents: report.incidents.map(sealedIncident),
})

const sealedIncident = ({ fixes, collect, ...rest }: Incident): Incident => ({
  ...maskValue(rest),
  fixes: fixes.map(sealedFix),
  collect: collect.map(({ why, command }) => ({ why, command: maskedCommand(command) })),
})

const sealedFix = (fix: Fix): Fix => {
  const { commands, ...rest } = fix
  const shown: Fix = { ...maskValue(rest), commands: commands.map(maskedCommand) }
  planned.set(shown, fix)
  return shown
}

/** A fix as it has to be applied, with the values that are not shown. It must not be printed. */
export const unsealed = (fix: Fix): Fix => planned.get(fix) ?? fix
