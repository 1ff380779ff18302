/** The door `@unloop/engine/logs`: log text made safe to show. */
export { mask } from '../masking/mask.ts'
