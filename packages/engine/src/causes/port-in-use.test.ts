import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('port-in-use', {
  found: [
    {
      when: 'the address is bound already',
      scene: {
        status: crashed(1),
        log: 'Error: listen EADDRINUSE: address already in use :::8080\n    at Server.setupListenHandle [as _listen2] (node:net:1937:16)\n',
      },
      line: 'Error: listen EADDRINUSE: address already in use :::8080',
    },
  ],
  missed: [
    {
      when: 'the address is not of this host',
      scene: {
        status: crashed(1),
        log: 'Error: listen EADDRNOTAVAIL: address not available 10.1.2.3:8080\n    at Server.setupListenHandle [as _listen2] (node:net:1915:21)\n',
      },
      instead: 'app-config-invalid',
    },
  ],
})
