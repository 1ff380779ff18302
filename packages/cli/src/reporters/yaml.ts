import { stringify } from 'yaml'
import type { Reporter } from './reporter.ts'

/** The same value as the JSON report; no anchors, and lines are not folded, so that excerpts can be searched. */
export const yamlReporter: Reporter = (report) =>
  stringify(report, { lineWidth: 0, aliasDuplicateObjects: false })
