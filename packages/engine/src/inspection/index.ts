/** The door `@unloop/engine/inspection`: what observations inside a container mean. */
export { addressMeaning } from './address-meaning.ts'
export { observationVerdict, observationText, type Verdict } from './wording.ts'
