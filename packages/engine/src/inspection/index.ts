/** The door `@unloop/engine/inspection`: what was seen inside a container means. */
export { addressMeaning } from './address-meaning.ts'
export { seenVerdict, seenWords, type Verdict } from './wording.ts'
