import { BRANCHES, type Branch } from '@unloop/engine/catalogue'
import { percent } from '@unloop/engine/phrases'
import type { RankedCause } from '@unloop/engine/report'
import { look, well, type Check } from './check.ts'
import { CHECKS } from './checks.ts'
import type { Looked } from './looked.ts'

/** `clear`: all was looked at and nothing found; `part`: some of it; `open`: nothing of it. */
export type Verdict = 'cause' | 'rival' | 'look' | 'clear' | 'part' | 'open'

/** One branch of the runbook with the answers that the evidence gives. */
export interface BranchAnswer {
  readonly branch: Branch
  readonly question: string
  readonly verdict: Verdict
  /** At least one. */
  readonly checks: readonly Check[]
}

// As the runbook asks them, one a branch.
const QUESTIONS: Readonly<Record<Branch, string>> = {
  app: 'Does the program itself fail: code, settings, start command?',
  resources: 'Does it lack memory, CPU or disk?',
  probes: 'Does a probe or a hook end it?',
  'rbac-mounts': 'Is it kept from a right, a file or a volume?',
  'image-config': 'Is the image, a Secret or a ConfigMap wrong or missing?',
  'network-deps': 'Does something that it needs not answer?',
  'node-runtime': 'Is it the node, the kernel or a component of the cluster?',
}

/** From here on a rival is worth naming as possible. */
const POSSIBLE = 0.1

/** The six branches of the runbook, each answered; the node's as the seventh where a cause of it is in question. */
export function runbookOf(looked: Looked): BranchAnswer[] {
  const { causes } = looked.story.incident
  return (Object.keys(BRANCHES) as Branch[])
    .filter(
      (branch) => branch !== 'node-runtime' || causes.some((cause) => cause.branch === branch),
    )
    .map((branch) => ({ branch, question: QUESTIONS[branch], ...answerOf(branch, looked) }))
}

type Answer = Pick<BranchAnswer, 'verdict' | 'checks'>

/** The answer of one branch: the verdict's cause and its rivals go before what was looked at. */
function answerOf(branch: Branch, looked: Looked): Answer {
  const known = looked.story.incident.causes.filter(({ id }) => id !== 'unknown')
  const [leader] = known
  if (
    leader !== undefined &&
    leader === looked.story.incident.causes[0] &&
    leader.branch === branch
  )
    return { verdict: 'cause', checks: [look(`${leader.title.replace(/\.$/, '')}.`)] }
  const rival = known.find((cause) => cause !== leader && cause.branch === branch)
  if (rival !== undefined && rival.confidence >= POSSIBLE)
    return { verdict: 'rival', checks: [look(`Possible, ${named(rival)}.`)] }
  // What does not come close is told, as it was looked at, and then the rest.
  const far = rival === undefined ? [] : [well(`Unlikely, ${named(rival)}.`)]
  const checks = CHECKS[branch](looked)
  return { verdict: verdictOf(checks), checks: [...far, ...checks] }
}

/** Some titles quote a message, which may end in a full stop of its own. */
const named = ({ title, confidence }: RankedCause): string =>
  `${percent(confidence)}: ${title.replace(/\.$/, '')}`

/** What the checks of a branch come to; one that is worth a look outweighs all. */
function verdictOf(checks: readonly Check[]): Verdict {
  if (checks.some(({ kind }) => kind === 'look')) return 'look'
  const unlooked = checks.filter(({ kind }) => kind === 'unlooked').length
  if (unlooked === 0) return 'clear'
  return unlooked === checks.length ? 'open' : 'part'
}
