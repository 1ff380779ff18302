import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('segfault', {
  found: [
    {
      when: 'the kernel ended it with SIGSEGV',
      scene: { status: crashed(139) },
      line: '"exitCode": 139',
      fix: 'segfault/image',
      tells: /SIGSEGV/,
    },
  ],
  missed: [
    {
      when: 'process 1 aborted as the heap of Node.js was full',
      scene: {
        container: { resources: { limits: { memory: '2Gi' } } },
        status: crashed(139),
        log: '<--- Last few GCs --->\n\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory\n',
      },
      instead: 'heap-exhausted',
    },
  ],
})
