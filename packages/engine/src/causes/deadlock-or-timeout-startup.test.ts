import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('deadlock-or-timeout-startup', {
  found: [
    {
      when: 'the runtime of Go sees that nothing can go on',
      scene: {
        status: crashed(2),
        log: 'fatal error: all goroutines are asleep - deadlock!\n\ngoroutine 1 [chan receive]:\nmain.main()\n\t/src/main.go:9 +0x25\n',
      },
      line: 'fatal error: all goroutines are asleep - deadlock!',
      fix: 'deadlock-or-timeout-startup/code',
    },
  ],
  missed: [
    {
      when: 'the panic is about something else',
      scene: {
        status: crashed(2),
        log: 'panic: runtime error: invalid memory address or nil pointer dereference\n[signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x48f1c5]\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x25\n',
      },
      instead: 'app-exception',
    },
  ],
})
