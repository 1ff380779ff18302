import { containerCount } from '../evidence/container-count.ts'
import type { Inventory } from '../evidence/inventory.ts'
import { rfc3339 } from '../evidence/time.ts'
import { orderIncidents } from '../incidents/order.ts'
import { quietSentence } from '../incidents/sign.ts'
import type { Report } from '../report/report.ts'
import { sealed } from '../report/seal.ts'
import type { Incidents } from './incidents.ts'
import type { Stage } from './stage.ts'

/** Puts the incidents in order, with what was scanned and what could not be read, and masks every secret in them. */
export const reportOf: Stage<Incidents, Report> = function* (found, diagnosis) {
  const { inventory, generatedAt } = diagnosis
  const { source, gaps } = inventory.snapshot
  for (const { drafts, quiet } of found) {
    const report: Report = {
      schema: 'unloop/report@1',
      generatedAt,
      source: { ...source, capturedAt: source.capturedAt ?? rfc3339(inventory.now) },
      incidents: orderIncidents(drafts),
      scanned: scannedOf(inventory),
      gaps: quiet.length === 0 ? gaps : [...gaps, quietSentence(quiet)],
    }
    yield sealed(report, diagnosis)
  }
}

const scannedOf = ({ pods }: Inventory): Report['scanned'] => ({
  pods: pods.length,
  containers: pods.reduce((sum, { pod }) => sum + containerCount(pod), 0),
})
