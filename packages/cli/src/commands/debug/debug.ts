import { inspect } from './inspect.ts'
import type { Command } from '../command.ts'

export const debugCommand: Command<'debug'> = ({ operands: [operand = ''], options }, io) =>
  inspect({
    what: 'debug',
    operand,
    options,
    keepsInit: options['with-init'],
    isKept: options.keep,
    io,
  })
