import { waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('readiness-gate', {
  found: [
    {
      when: 'no node has what the pod asks for',
      scene: {
        podStatus: {
          phase: 'Pending',
          containerStatuses: [],
          conditions: [
            {
              type: 'PodScheduled',
              status: 'False',
              reason: 'Unschedulable',
              message:
                "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.",
            },
          ],
        },
      },
      line: '"message": "0/3 nodes are available: 3 node(s) didn\'t match Pod\'s node affinity/selector."',
      fix: 'readiness-gate/look',
    },
  ],
  missed: [
    {
      when: 'an image that is not pulled waits for the registry',
      scene: {
        status: waiting(
          'ErrImagePull',
          'failed to pull and unpack image "registry.example/web:2": not found',
        ),
        podStatus: { phase: 'Pending' },
      },
      instead: 'image-bad',
    },
  ],
})
