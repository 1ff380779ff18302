import { memo } from 'react'
import { BRANCHES } from '@unloop/engine/catalogue'
import { CopyButton } from '../parts/copy-button.tsx'
import { Section } from '../parts/section.tsx'
import { Tag } from '../parts/tag.tsx'
import { runbookOf, type BranchAnswer, type Verdict } from '../runbook/branches.ts'
import type { Check } from '../runbook/check.ts'
import type { Looked } from '../runbook/looked.ts'
import type { Tone } from '../style/tone.ts'
import css from './incident.module.css'

const LOOKS: Readonly<Record<Verdict, readonly [Tone, string]>> = {
  cause: ['bad', 'The cause'],
  rival: ['warn', 'Possible'],
  look: ['warn', 'Look'],
  clear: ['good', 'Nothing found'],
  part: ['calm', 'Part looked at'],
  open: ['calm', 'Not looked at'],
}

/** Answers wait until all that they rest on has been read. */
export const Runbook = memo(function Runbook({ looked }: { readonly looked: Looked | null }) {
  return (
    <Section id="runbook" title="Runbook" note="each branch, answered by what was there to look at">
      {looked === null ? (
        <p className={css['steps']} style={{ minHeight: 380, color: 'var(--soft)' }}>
          reading …
        </p>
      ) : (
        <ol className={css['steps']}>
          {runbookOf(looked).map((answer) => (
            <Step key={answer.branch} {...answer} />
          ))}
        </ol>
      )}
    </Section>
  )
})

/** One branch with its answers. */
function Step({ branch, question, verdict, checks }: BranchAnswer) {
  const [tone, word] = LOOKS[verdict]
  return (
    <li>
      <span>
        <Tag tone={tone}>{word}</Tag>
      </span>
      <div>
        <strong title={BRANCHES[branch]}>{question}</strong>
        {checks.map((check) => (
          <Answer key={check.answer} check={check} isCause={verdict === 'cause'} />
        ))}
      </div>
    </li>
  )
}

/** One answer; of what was not looked at, the command that would show it. */
function Answer({ check, isCause }: { readonly check: Check; readonly isCause: boolean }) {
  if (check.kind !== 'unlooked')
    return <p className={isCause ? css['isCause'] : css[check.kind]}>{check.answer}</p>
  const { command } = check
  return (
    <p>
      {check.answer}
      {command === null ? null : (
        <span className={css['run']}>
          <span>Run</span> <code>{command}</code>
          <CopyButton text={command} what="the command" />
        </span>
      )}
    </p>
  )
}
