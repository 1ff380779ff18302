import { crashed, waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('lifecycle-hook-failed', {
  found: [
    {
      when: 'the postStart hook ends with 7',
      scene: {
        container: {
          lifecycle: {
            postStart: { exec: { command: ['sh', '-c', 'curl -f http://localhost/warm'] } },
          },
        },
        status: waiting(
          'PostStartHookError',
          'Exec lifecycle hook ([sh -c curl -f http://localhost/warm]) for Container "api" in Pod "web-2-x_shop(1)" failed - error: command \'sh -c curl -f http://localhost/warm\' exited with 7',
        ),
        events: [['FailedPostStartHook', 'PostStartHook failed']],
      },
      line: 'message: Exec lifecycle hook ([sh -c curl -f http://localhost/warm]) for Container "api" in Pod "web-2-x_shop(1)" failed - error: command \'sh -c curl -f http://localhost/warm\' exited with 7',
      fix: 'lifecycle-hook-failed/remove',
    },
  ],
  missed: [
    {
      when: 'a preStop hook fails as the pod ends: that is no reason',
      scene: {
        container: { lifecycle: { preStop: { exec: { command: ['sh', '-c', 'nginx -s quit'] } } } },
        status: crashed(139),
        events: [['FailedPreStopHook', 'PreStopHook failed']],
      },
      instead: 'segfault',
    },
  ],
})
