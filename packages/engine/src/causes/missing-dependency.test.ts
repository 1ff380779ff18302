import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('missing-dependency', {
  found: [
    {
      when: 'a module of Node.js is not in the image',
      scene: {
        status: crashed(1),
        log: "node:internal/modules/cjs/loader:1215\n  throw err;\n  ^\n\nError: Cannot find module 'express'\nRequire stack:\n- /app/server.js\n",
      },
      line: "Error: Cannot find module 'express'",
      fix: 'missing-dependency/build',
    },
  ],
  missed: [
    {
      when: "the program's own entry point is what is not found",
      scene: {
        container: { command: ['node', 'dist/servr.js'] },
        status: crashed(1),
        log: "node:internal/modules/cjs/loader:1215\n  throw err;\n  ^\n\nError: Cannot find module '/app/dist/servr.js'\n    at Module._resolveFilename (node:internal/modules/cjs/loader:1212:15)\n",
      },
      instead: 'bad-command',
    },
  ],
})
