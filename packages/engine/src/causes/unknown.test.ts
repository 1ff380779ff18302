import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('unknown', {
  found: [
    {
      when: 'nothing but an exit code is at hand',
      scene: { status: crashed(1) },
      line: '"exitCode": 1',
    },
  ],
  missed: [
    {
      when: 'a signal says more',
      scene: { status: crashed(132) },
      instead: 'illegal-instruction',
    },
  ],
})
