/** The door of `engine`: a snapshot in, a report out. Its parts have doors of their own, see `exports` in package.json. */
export { diagnose, type DiagnoseOptions } from './diagnose.ts'
export { logsWanted } from './logs-wanted.ts'
export { looksWanted } from './inspection-plan/looks-wanted.ts'
export type { Knowledge } from './knowledge.ts'
export type { AddressWish } from './inspection-plan/addresses.ts'
export type { LookAt, LookWish } from './inspection-plan/plan.ts'
