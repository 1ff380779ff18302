/** The door of `engine`: a snapshot in, a report out. Its parts have doors of their own, see `exports` in package.json. */
export { diagnose, logsWanted, inspectionPlan, type DiagnoseOptions } from './diagnose.ts'
export type { Knowledge } from './knowledge.ts'
export type { PlannedAddress } from './inspection-plan/addresses.ts'
export type { InspectedContainer, InspectionPlan } from './inspection-plan/plan.ts'
