import { BRANCHES } from '@unloop/engine/catalogue'
import { Section } from '../parts/section.tsx'
import { Tag } from '../parts/tag.tsx'
import { runbookOf, type Verdict } from '../runbook/branches.ts'
import type { Story } from '../story/story.ts'
import type { Tone } from '../style/tone.ts'
import css from './incident.module.css'

const LOOKS: Readonly<Record<Verdict, readonly [Tone, string]>> = {
  cause: ['bad', 'The cause'],
  rival: ['warn', 'Possible'],
  clear: ['good', 'Checked'],
  open: ['calm', 'Look'],
}

export function Runbook({ story }: { readonly story: Story }) {
  return (
    <Section id="runbook" title="Runbook" note="each branch, answered by the evidence">
      <ol className={css['steps']}>
        {runbookOf(story).map(({ branch, question, verdict, answer }) => {
          const [tone, word] = LOOKS[verdict]
          return (
            <li key={branch}>
              <span>
                <Tag tone={tone}>{word}</Tag>
              </span>
              <div>
                <strong title={BRANCHES[branch]}>{question}</strong>
                <p className={verdict === 'cause' ? css['isCause'] : undefined}>{answer}</p>
              </div>
            </li>
          )
        })}
      </ol>
    </Section>
  )
}
