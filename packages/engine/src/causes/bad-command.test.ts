import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('bad-command', {
  found: [
    {
      when: 'the program that command names is not in the image',
      scene: {
        container: { command: ['servr'] },
        status: crashed(
          128,
          'StartError',
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "servr": executable file not found in $PATH: unknown',
        ),
      },
      line: 'message: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "servr": executable file not found in $PATH: unknown',
      fix: 'bad-command/own-command',
    },
  ],
  missed: [
    {
      when: 'the program ends by itself with 1',
      scene: { container: { command: ['server'] }, status: crashed(1) },
      instead: 'unknown',
    },
  ],
})
