import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('quota-or-eviction', {
  found: [
    {
      when: 'evicted for what its volume holds',
      scene: {
        podStatus: {
          phase: 'Failed',
          reason: 'Evicted',
          message: 'Usage of EmptyDir volume "cache" exceeds the limit "1Gi". ',
        },
        pod: { volumes: [{ name: 'cache', emptyDir: { sizeLimit: '1Gi' } }] },
        status: {
          restartCount: 0,
          ready: false,
          state: { terminated: { exitCode: 137, reason: 'Error' } },
        },
      },
      line: 'message: Usage of EmptyDir volume "cache" exceeds the limit "1Gi".',
      fix: 'quota-or-eviction/size-limit',
    },
  ],
  missed: [
    {
      when: 'the disk is full and the program says so',
      scene: {
        container: { volumeMounts: [{ name: 'cache', mountPath: '/cache' }] },
        pod: { volumes: [{ name: 'cache', persistentVolumeClaim: { claimName: 'cache' } }] },
        status: crashed(1),
        log: "OSError: [Errno 28] No space left on device: '/cache/index'\n",
      },
      instead: 'volume-full',
    },
  ],
})
