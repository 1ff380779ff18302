import type { Retained } from '../tables/table.ts'

/** How many days each kind of data is kept. */
export type Retention = Readonly<Record<Retained, number>>

/** Long enough to compare with last week; what is small and precious is kept longer. */
export const DEFAULT_RETENTION: Retention = {
  logs: 7,
  events: 30,
  traces: 3,
  metrics: 15,
  runs: 90,
  objects: 30,
  incidents: 400,
  reports: 90,
}
