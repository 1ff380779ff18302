import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('arch-mismatch', {
  found: [
    {
      when: 'the image of another processor',
      scene: {
        container: { image: 'registry.example/web:2-arm64' },
        status: crashed(1),
        log: 'exec /app/server: exec format error\n',
      },
      line: 'exec /app/server: exec format error',
    },
  ],
  missed: [
    {
      when: 'the program is not in the image',
      scene: {
        container: { command: ['servr'] },
        status: crashed(
          128,
          'StartError',
          'failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: exec: "servr": executable file not found in $PATH: unknown',
        ),
      },
      instead: 'bad-command',
    },
  ],
})
