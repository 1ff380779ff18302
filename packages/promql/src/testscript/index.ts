export { runScript, type EvalOutcome } from './run-script.ts'
