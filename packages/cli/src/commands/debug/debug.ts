import { inspect } from './inspect.ts'
import type { Command } from '../command.ts'

/** Looks inside a container that crashes, mostly in a copy of its pod. */
export const debugCommand: Command<'debug'> = ({ operands: [operand = ''], options }, io) =>
  inspect({
    what: 'debug',
    operand,
    options,
    keepsInit: options['with-init'],
    isKept: options.keep,
    io,
  })
