import { crashed } from '../testing/cause-cases.ts'
import { testCause } from '../testing/test-cause.ts'

testCause('dns-loop', {
  found: [
    {
      when: 'CoreDNS is asked by itself',
      scene: {
        container: { image: 'registry.k8s.io/coredns/coredns:v1.12.0' },
        status: crashed(1),
        log: '[FATAL] plugin/loop: Loop (127.0.0.1:58179 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."\n',
      },
      line: '[FATAL] plugin/loop: Loop (127.0.0.1:58179 -> :53) detected for zone ".", see https://coredns.io/plugins/loop#troubleshooting. Query: "HINFO 4547991504243258144.3688648895315093531."',
      fix: 'dns-loop/upstream',
    },
  ],
  missed: [
    {
      when: 'its Corefile has an unknown directive',
      scene: {
        container: { image: 'registry.k8s.io/coredns/coredns:v1.12.0' },
        status: crashed(1),
        log: "/etc/coredns/Corefile:4 - Error during parsing: Unknown directive 'forwrd'\n",
      },
      instead: 'app-config-invalid',
    },
  ],
})
