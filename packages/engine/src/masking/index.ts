/** The door `@unloop/engine/masking`: secrets taken out of what is shown, stored or sent. */
export { mask } from './mask.ts'
export { maskText } from './mask-text.ts'
export { maskValue } from './mask-value.ts'
export { learn, maskPage, withoutLearned } from './learned.ts'
