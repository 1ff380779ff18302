export { runScript, type EvalOutcome } from './run-script.ts'
export { describeForComparison, loadForComparison } from './comparison.ts'
