import { waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('runtime-error', {
  found: [
    {
      when: 'the runtime cannot create it and names no mistake of the pod',
      scene: {
        status: waiting(
          'CreateContainerError',
          'failed to create containerd container: mkdir /var/lib/containerd/x: input/output error',
        ),
      },
      line: '"message": "failed to create containerd container: mkdir /var/lib/containerd/x: input/output error"',
      fix: 'runtime-error/spec',
    },
  ],
  missed: [
    {
      when: 'the runtime names the command',
      scene: {
        container: { command: ['servr'] },
        status: waiting(
          'RunContainerError',
          'failed to create containerd task: OCI runtime create failed: runc create failed: unable to start container process: exec: "servr": executable file not found in $PATH: unknown',
        ),
      },
      instead: 'bad-command',
    },
  ],
})
