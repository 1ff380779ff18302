import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('app-config-invalid', {
  found: [
    {
      when: 'nginx refuses a directive',
      scene: {
        container: { image: 'nginx:1.27' },
        status: crashed(1),
        log: '2026/01/01 10:00:39 [emerg] 1#1: unknown directive "gzip_statics" in /etc/nginx/nginx.conf:19\n',
      },
      line: '2026/01/01 10:00:39 [emerg] 1#1: unknown directive "gzip_statics" in /etc/nginx/nginx.conf:19',
      fix: 'app-config-invalid/correct',
    },
  ],
  missed: [
    {
      when: 'the file itself is not there',
      scene: {
        container: { image: 'nginx:1.27' },
        status: crashed(1),
        log: '2026/01/01 10:00:39 [emerg] 1#1: open() "/etc/nginx/conf.d/app.conf" failed (2: No such file or directory) in /etc/nginx/nginx.conf:31\n',
      },
      instead: 'config-file-missing',
    },
  ],
})
