import type { Cause } from './cause.ts'

/** SIGILL, exit 132: the CPU lacks an instruction. */
export const illegalInstruction: Cause = {
  id: 'illegal-instruction',
  explain: () =>
    "The program was built for a newer processor than the node has: it met an instruction that the CPU does not know.",
  fixes: () => [],
}
