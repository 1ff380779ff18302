import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('heap-exhausted', {
  found: [
    {
      when: "Java's heap is full",
      scene: {
        container: {
          env: [{ name: 'JAVA_TOOL_OPTIONS', value: '-Xmx256m' }],
          resources: { limits: { memory: '1Gi' } },
        },
        status: crashed(1),
        log: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space\n\tat com.example.Cache.load(Cache.java:31)\n\tat com.example.Main.main(Main.java:9)\n',
      },
      line: 'Exception in thread "main" java.lang.OutOfMemoryError: Java heap space',
    },
  ],
  missed: [
    {
      when: 'the kernel ended it at the limit of the container',
      scene: {
        container: { resources: { limits: { memory: '256Mi' } } },
        status: crashed(137, 'OOMKilled'),
      },
      instead: 'oom-killed',
    },
  ],
})
