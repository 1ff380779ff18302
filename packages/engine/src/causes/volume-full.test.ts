import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('volume-full', {
  found: [
    {
      when: 'the program finds no space',
      scene: {
        container: { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
        pod: { volumes: [{ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } }] },
        status: crashed(1),
        log: "OSError: [Errno 28] No space left on device: '/cache/index'\n",
      },
      line: "OSError: [Errno 28] No space left on device: '/cache/index'",
    },
  ],
  missed: [
    {
      when: 'what is used up is a limit of the kernel',
      scene: {
        status: crashed(1),
        log: "Error: ENOSPC: System limit for number of file watchers reached, watch '/app/src'\n",
      },
      instead: 'kernel-or-node',
    },
  ],
})
