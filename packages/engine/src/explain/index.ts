/** What is known of causes, exit codes, signals and reasons, for people. */
export { CAUSES } from './causes.data.ts'
export { EXIT_CODES } from './exit-codes.data.ts'
export { lookUp, topicNames, type Found } from './lookup.ts'
export { REASONS } from './reasons.data.ts'
export type { Topic } from './topic.ts'
