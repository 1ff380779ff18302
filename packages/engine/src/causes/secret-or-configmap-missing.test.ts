import { crashed, waiting } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('secret-or-configmap-missing', {
  found: [
    {
      when: 'the Secret is not there',
      scene: {
        container: { envFrom: [{ secretRef: { name: 'db-login' } }] },
        status: waiting('CreateContainerConfigError', 'secret "db-login" not found'),
      },
      line: 'message: secret "db-login" not found',
      fix: 'secret-or-configmap-missing/create',
    },
  ],
  missed: [
    {
      when: 'a file of the program is not there',
      scene: {
        container: { args: ['--config=/etc/app/app.yaml'] },
        status: crashed(1),
        log: 'error: open /etc/app/app.yaml: no such file or directory\n',
      },
      instead: 'config-file-missing',
    },
  ],
})
