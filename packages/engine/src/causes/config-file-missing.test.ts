import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('config-file-missing', {
  found: [
    {
      when: 'the path that an argument names is not in the image',
      scene: {
        container: { args: ['--config=/etc/app/app.yaml'] },
        status: crashed(1),
        log: 'error: open /etc/app/app.yaml: no such file or directory\n',
      },
      line: 'error: open /etc/app/app.yaml: no such file or directory',
    },
  ],
  missed: [
    {
      when: 'what is missing is a module of the program',
      scene: {
        status: crashed(1),
        log: "node:internal/modules/cjs/loader:1215\n  throw err;\n  ^\n\nError: Cannot find module 'express'\nRequire stack:\n- /app/server.js\n",
      },
      instead: 'missing-dependency',
    },
  ],
})
