/** The door `@unloop/engine/evidence`: what a cluster is made of, and how its values are read. */
export {
  BACKOFF_RESET_SECONDS,
  FIRST_BACKOFF_SECONDS,
  LONGEST_BACKOFF_SECONDS,
  totalBackoffSeconds,
} from './backoff.ts'
export { containerCount } from './container-count.ts'
export { daemonizing } from './daemons.ts'
export { goMemoryLimit, heapSizes, type HeapSize } from './heap-flags.ts'
export { INSPECTION_LABEL } from './inspection.ts'
export type * from './inspection.ts'
export type * from './kube.ts'
export { editDistance, nearest } from './names.ts'
export { memoryText, quantity } from './quantity.ts'
export { REVISION_ANNOTATION, revisionNumber } from './revision.ts'
export { shellCommands, type ShellCommand } from './shell.ts'
export type * from './snapshot.ts'
