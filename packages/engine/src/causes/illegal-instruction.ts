import { sh } from '../commands/sh.ts'
import type { Cause } from './cause.ts'
import { advice } from './shared/advice.ts'

/** SIGILL, exit 132: the CPU lacks an instruction. */
export const illegalInstruction: Cause = {
  id: 'illegal-instruction',
  explain: () =>
    'The program was built for a newer processor than the node has: it met an instruction that the CPU does not know, and the kernel ended it with SIGILL. Emulated CPUs of virtual machines often hide AVX.',
  find: (file) => {
    const { exit } = file
    if (!exit || (exit.code !== 132 && exit.signal !== 4)) return []
    return [
      {
        cause: 'illegal-instruction',
        weight: 82,
        rule: 'illegal-instruction/status',
        title: 'Ended by SIGILL (exit 132): the CPU lacks an instruction that the program uses',
        evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
        facts: {},
      },
    ]
  },
  fixes: (file) => [
    advice(file, {
      id: 'illegal-instruction/node',
      title:
        'Use a build for an older processor, or nodes (or a virtual CPU type) that have the instruction',
      where: 'image',
      raw: [
        ...(file.podSpec?.nodeName
          ? [
              sh`kubectl debug node/${file.podSpec.nodeName} -it --image=busybox:1.36 -- grep -m1 flags /proc/cpuinfo`,
            ]
          : []),
        sh`kubectl get nodes -L node.kubernetes.io/instance-type,kubernetes.io/arch`,
        sh`kubectl get node ${file.podSpec?.nodeName ?? []} --show-labels`,
      ],
    }),
  ],
}
