import { UsageError } from '../../errors.ts'
import type { Command } from '../command.ts'
import { checkRules } from './check.ts'
import { testRules } from './test.ts'

export const rulesCommand: Command<'rules'> = async ({ operands, options }, io) => {
  const [what, ...paths] = operands
  const ignoresUnknownFields = options['ignore-unknown-fields']
  if (what === 'check')
    return checkRules({ paths, ignoresUnknownFields, lintFails: options['lint-fatal'] }, io)
  if (what === 'test') return testRules({ paths, ignoresUnknownFields, run: options.run }, io)
  throw new UsageError({
    code: 'operand-invalid',
    message: `unloop rules takes no ${JSON.stringify(what)}.`,
    next: 'unloop rules check FILE… checks files of rules, and unloop rules test FILE… runs their unit tests.',
  })
}
