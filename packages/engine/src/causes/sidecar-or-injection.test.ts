import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('sidecar-or-injection', {
  found: [
    {
      when: 'it reads a file that another container writes',
      scene: {
        container: {
          name: 'api',
          volumeMounts: [{ name: 'logs', mountPath: '/logs' }],
          command: ['tail', '-f', '/logs/app.log'],
        },
        pod: { volumes: [{ name: 'logs', emptyDir: {} }] },
        status: crashed(1),
        log: "tail: cannot open '/logs/app.log' for reading: No such file or directory\ntail: no files remaining\n",
      },
      line: "tail: cannot open '/logs/app.log' for reading: No such file or directory",
      fix: 'sidecar-or-injection/agree',
    },
  ],
  missed: [
    {
      when: 'the file is in no shared volume',
      scene: {
        container: { args: ['--config=/etc/app/app.yaml'] },
        status: crashed(1),
        log: 'error: open /etc/app/app.yaml: no such file or directory\n',
      },
      instead: 'config-file-missing',
    },
  ],
})
