/** The door of `engine`: a snapshot in, a report out. Its parts have doors of their own, see `exports` in package.json. */
export { diagnose, type DiagnoseOptions } from './diagnose.ts'
export { logsWanted } from './logs-wanted.ts'
export { inspectionPlan } from './inspection-plan/inspection-plan.ts'
export type { Knowledge } from './knowledge.ts'
export type { PlannedAddress } from './inspection-plan/addresses.ts'
export type { InspectedContainer, InspectionPlan } from './inspection-plan/plan.ts'
