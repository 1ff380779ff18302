import { inspect } from './inspect.ts'
import type { Command } from '../command.ts'

/** Looks at names and ports alone, from where the container is. */
export const netCommand: Command<'net'> = ({ operands: [operand = ''], options }, io) =>
  inspect({ what: 'net', operand, options, keepsInit: false, isKept: false, io })
