import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('version-skew', {
  found: [
    {
      when: 'BullMQ needs a newer Redis',
      scene: {
        status: crashed(1),
        log: 'Error: Redis version needs to be greater or equal than 5.0.0 Current: 3.2.100\n',
      },
      line: 'Error: Redis version needs to be greater or equal than 5.0.0 Current: 3.2.100',
      fix: 'version-skew/match',
    },
  ],
  missed: [
    {
      when: 'a library is not there at all',
      scene: {
        status: crashed(127),
        log: '/app/server: error while loading shared libraries: libpq.so.5: cannot open shared object file: No such file or directory\n',
      },
      instead: 'missing-dependency',
    },
  ],
})
