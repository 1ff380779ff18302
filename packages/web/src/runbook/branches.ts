import { BRANCHES, type Branch } from '@unloop/engine/catalogue'
import type { Incident } from '@unloop/engine/report'
import type { Run, Story } from '../story/story.ts'

export type Verdict = 'cause' | 'rival' | 'clear' | 'open'

/** One branch of the runbook with the answer that the evidence gives. */
export interface BranchAnswer {
  readonly branch: Branch
  readonly question: string
  readonly verdict: Verdict
  readonly answer: string
}

const QUESTIONS: Readonly<Record<Branch, string>> = {
  app: 'Does the program itself fail: code, settings, start command?',
  resources: 'Does it lack memory, CPU or disk?',
  probes: 'Does a probe or a hook end it?',
  'rbac-mounts': 'Is it kept from a right, a file or a volume?',
  'image-config': 'Is the image, a Secret or a ConfigMap wrong or missing?',
  'network-deps': 'Does something that it needs not answer?',
  'node-runtime': 'Is it the node, the kernel or a component of the cluster?',
}

/** The six branches of the runbook, each answered; the node's as the seventh where it is in question. */
export function runbookOf(story: Story): BranchAnswer[] {
  const { incident } = story
  return (Object.keys(BRANCHES) as Branch[])
    .map((branch) => ({ branch, question: QUESTIONS[branch], ...answerOf(branch, story) }))
    .filter(
      ({ branch, verdict }) => branch !== 'node-runtime' || verdict !== 'clear' || isNode(incident),
    )
}

const isNode = ({ causes }: Incident): boolean =>
  causes.some(({ branch }) => branch === 'node-runtime')

function answerOf(
  branch: Branch,
  story: Story,
): { readonly verdict: Verdict; readonly answer: string } {
  const { causes } = story.incident
  const [leader] = causes
  if (leader !== undefined && leader.branch === branch && leader.id !== 'unknown')
    return { verdict: 'cause', answer: `${leader.title}.` }
  const rival = causes.slice(1).find((cause) => cause.branch === branch && cause.id !== 'unknown')
  if (rival !== undefined && rival.confidence >= 0.1)
    return { verdict: 'rival', answer: `Possibly: ${rival.title}.` }
  return seen(branch, story)
}

/** What was looked at and found well. "Nothing points there" is said where nothing could be looked at. */
function seen(branch: Branch, { runs, events }: Story): { verdict: Verdict; answer: string } {
  const clear = (answer: string) => ({ verdict: 'clear' as const, answer })
  if (branch === 'resources' && runs.some(hasEnded))
    return runs.some(({ reason }) => reason === 'OOMKilled')
      ? {
          verdict: 'open',
          answer: 'One run was ended by the kernel for memory: look at its limit.',
        }
      : clear('No run was ended by the kernel for memory.')
  if (branch === 'probes' && events.length > 0)
    return events.some(({ reason }) => reason === 'Unhealthy')
      ? {
          verdict: 'open',
          answer: 'Probes failed as well, which follows from a program that is gone.',
        }
      : clear('No probe failed.')
  if (branch === 'image-config' && runs.some(hasEnded))
    return clear('The image was pulled and started.')
  if (branch === 'rbac-mounts' && runs.some(hasEnded))
    return clear('All volumes were mounted; no refusal was seen.')
  return { verdict: 'clear', answer: 'Nothing points there.' }
}

const hasEnded = ({ exitCode }: Run): boolean => exitCode !== null
