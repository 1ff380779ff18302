import type { Reporter } from './reporter.ts'

/** The report itself, as packages/engine/schema/report.schema.json describes it. */
export const jsonReporter: Reporter = (report) => `${JSON.stringify(report, null, 2)}\n`
