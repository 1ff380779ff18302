/** The door `@unloop/engine/fixes`: what other rooms need to know of how fixes are made. */
export { shownFix, unsealed } from '../report/seal.ts'
export { inForeground } from './foreground.ts'
