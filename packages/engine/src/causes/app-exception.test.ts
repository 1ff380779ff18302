import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('app-exception', {
  found: [
    {
      when: 'a panic of the program itself',
      scene: {
        status: crashed(2),
        log: 'panic: runtime error: index out of range [3] with length 3\n\ngoroutine 1 [running]:\nmain.price(...)\n\t/src/main.go:41 +0x1d\nmain.main()\n\t/src/main.go:12 +0x2f\nexit status 2\n',
      },
      line: 'panic: runtime error: index out of range [3] with length 3',
      fix: 'app-exception/code',
    },
  ],
  missed: [
    {
      when: 'the uncaught exception names a variable that is not set',
      scene: {
        status: crashed(1),
        log: 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    url = os.environ["DATABASE_URL"]\n  File "<frozen os>", line 685, in __getitem__\nKeyError: \'DATABASE_URL\'\n',
      },
      instead: 'env-missing',
    },
  ],
})
