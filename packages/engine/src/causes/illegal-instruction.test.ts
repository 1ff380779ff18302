import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('illegal-instruction', {
  found: [
    {
      when: 'the kernel ended it with SIGILL',
      scene: { status: crashed(132) },
      line: '"exitCode": 132',
      fix: 'illegal-instruction/node',
      tells: /SIGILL/,
    },
  ],
  missed: [
    {
      when: 'SIGSEGV',
      scene: { status: crashed(139) },
      instead: 'segfault',
    },
  ],
})
