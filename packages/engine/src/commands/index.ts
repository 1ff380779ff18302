/** The door `@unloop/engine/commands`: how command lines for a shell are written. */
export { sh, type Command, type Word } from './sh.ts'
export { shellQuote } from './shell-quote.ts'
