/** The door `@unloop/engine/logs`: log text made safe to show, and how severe it says it is. */
export { mask } from '../masking/mask.ts'
export { levelOf } from './level.ts'
export type { Level } from './line.ts'
