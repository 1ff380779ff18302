import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('env-missing', {
  found: [
    {
      when: 'a setting is named in the exception',
      scene: {
        status: crashed(1),
        log: 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    url = os.environ["DATABASE_URL"]\n  File "<frozen os>", line 685, in __getitem__\nKeyError: \'DATABASE_URL\'\n',
      },
      line: "KeyError: 'DATABASE_URL'",
      fix: 'env-missing/provide',
      tells: /DATABASE_URL/,
    },
  ],
  missed: [
    {
      when: 'the key is one of a dictionary of the program',
      scene: {
        status: crashed(1),
        log: 'Traceback (most recent call last):\n  File "/app/main.py", line 3, in <module>\n    price = prices["apple"]\nKeyError: \'apple\'\n',
      },
      instead: 'app-exception',
    },
  ],
})
