/** The door `@unloop/engine/fixes`: how commands are written. */
export { shellQuote } from './commands.ts'
export { inForeground } from './foreground.ts'
