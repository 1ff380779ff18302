import { crashed, waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('init-container-failed', {
  found: [
    {
      when: 'an init container ends with 3 and says nothing known',
      scene: {
        status: waiting('PodInitializing'),
        pod: { initContainers: [{ name: 'prepare', image: 'registry.example/prepare:1' }] },
        podStatus: {
          phase: 'Pending',
          initContainerStatuses: [{ name: 'prepare', ...crashed(3) }],
        },
      },
      line: '"exitCode": 3',
      fix: 'init-container-failed/log',
      tells: /prepare/,
    },
  ],
  missed: [
    {
      when: 'the same end of a main container',
      scene: { status: crashed(3) },
      instead: 'unknown',
    },
  ],
})
