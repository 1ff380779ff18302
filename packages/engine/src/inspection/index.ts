/** The door `@unloop/engine/inspection`: what to look at inside a container, and what was seen there means. */
export { addressMeaning } from './address-meaning.ts'
export type { AddressWish } from './addresses.ts'
export type { LookAt, LookWish } from './plan.ts'
export { seenVerdict, seenWords, type Verdict } from './wording.ts'
