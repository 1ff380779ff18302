import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('kernel-or-node', {
  found: [
    {
      when: 'a map in memory that no page is behind',
      scene: { status: crashed(135) },
      line: '"exitCode": 135',
    },
  ],
  missed: [
    {
      when: 'the kernel ended it for its memory',
      scene: { status: crashed(137, 'OOMKilled') },
      instead: 'oom-killed',
    },
  ],
})
