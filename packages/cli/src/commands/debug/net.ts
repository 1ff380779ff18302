import { inspect } from './inspect.ts'
import type { Command } from '../command.ts'

export const netCommand: Command<'net'> = ({ operands: [operand = ''], options }, io) =>
  inspect({ what: 'net', operand, options, keepsInit: false, isKept: false, io })
