import { UsageError } from '../../errors.ts'
import type { Command } from '../command.ts'
import { checkFiles } from './check.ts'
import { convertObjects } from './convert.ts'
import { testReceiver } from './test.ts'

/** `check`, `convert` and `test` of an `alertmanager.yml`. */
export const alertCommand: Command<'alert'> = async ({ operands, options }, io) => {
  const [what, ...rest] = operands
  if (what === 'check') return checkFiles(rest, io)
  if (what === 'convert' && rest.length > 0)
    return convertObjects({ paths: rest, base: options.base }, io)
  const [file, receiver] = rest
  if (what === 'test' && file !== undefined && rest.length <= 2)
    return testReceiver({ file, receiver, sends: !options['dry-run'] }, io)
  throw new UsageError({
    code: 'operand-invalid',
    message: `unloop alert takes no ${JSON.stringify(what === 'test' ? rest[2] : what)}.`,
    next: 'unloop alert check FILE… checks configurations, unloop alert test FILE [RECEIVER] sends a sample, and unloop alert convert FILE… reads AlertmanagerConfig objects.',
  })
}
