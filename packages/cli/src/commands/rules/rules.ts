import { EXIT, UsageError } from '../../errors.ts'
import type { Command } from '../command.ts'
import { BUILT_IN_RULES } from '@unloop/alerting/rules'
import { checkRules } from './check.ts'
import { convertRuleObjects } from './convert.ts'
import { testRules } from './test.ts'

/** `check`, `test`, `convert` and `export` of Prometheus rules. */
export const rulesCommand: Command<'rules'> = async ({ operands, options }, io) => {
  const [what, ...paths] = operands
  const ignoresUnknownFields = options['ignore-unknown-fields']
  if (what === 'check' && paths.length > 0)
    return checkRules({ paths, ignoresUnknownFields, lintFails: options['lint-fatal'] }, io)
  if (what === 'test' && paths.length > 0)
    return testRules({ paths, ignoresUnknownFields, run: options.run }, io)
  if (what === 'convert' && paths.length > 0) return convertRuleObjects(paths, io)
  if (what === 'export' && paths.length === 0) {
    await io.out(BUILT_IN_RULES)
    return EXIT.nothingFound
  }
  throw new UsageError({
    code: 'operand-invalid',
    message: `unloop rules takes no ${JSON.stringify(operands.join(' '))}.`,
    next: 'unloop rules check FILE…, test FILE…, convert FILE… or export: see unloop help rules.',
  })
}
