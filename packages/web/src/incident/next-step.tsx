import { commandsOf } from '@unloop/engine/phrases'
import type { Fix } from '@unloop/engine/report'
import { ApplyPlan } from '../fixes/apply-plan.tsx'
import { FixRuns } from '../fixes/fix-runs.tsx'
import { CommandBlock } from '../parts/command.tsx'
import { Prose } from '../parts/prose.tsx'
import { semanticDiff } from '../diff/semantic.ts'
import { patched } from '../diff/patched.ts'
import type { Story } from '../story/story.ts'
import { DiffTable } from './diff-table.tsx'
import css from './incident.module.css'

/** What to do now: the first plan whole, the others to unfold. */
export function NextStep({ story }: { readonly story: Story }) {
  const { fixes, collect } = story.incident
  const [first, ...others] = fixes
  const root = story.relatives.find(({ role }) => role === 'root')
  return (
    <section className={css['next']} id="fix" aria-labelledby="fix-title">
      <h2 id="fix-title">Do this next</h2>
      {story.tracked === null ? null : <FixRuns incident={story.tracked.id} />}
      {root === undefined ? null : (
        <div className={css['fix']}>
          <h3>
            Mend the root first: <a href={`/i/${encodeURIComponent(root.id)}`}>{root.workload}</a>
          </h3>
          <p className={css['proofWord']}>{root.title}. This one follows from it.</p>
        </div>
      )}
      {first === undefined ? null : root === undefined ? (
        <Plan fix={first} story={story} />
      ) : (
        <Folded fix={first} story={story} />
      )}
      {first !== undefined || root !== undefined ? null : <Collect story={story} />}
      {others.map((fix) => (
        <Folded key={fix.id} fix={fix} story={story} />
      ))}
      {collect.length === 0 || first === undefined ? null : (
        <details className={css['otherFix']}>
          <summary>To find out more</summary>
          <div>
            <Collect story={story} />
          </div>
        </details>
      )}
    </section>
  )
}

/** A plan that is not the first, or whose root has to be mended first. */
function Folded({ fix, story }: { readonly fix: Fix; readonly story: Story }) {
  return (
    <details className={css['otherFix']} name="fixes">
      <summary>Or: {fix.title}</summary>
      <div>
        <Plan fix={fix} story={story} isUntitled />
      </div>
    </details>
  )
}

/** A plan to show. */
interface PlanProps {
  readonly fix: Fix
  readonly story: Story
  /** Where the title stands above it already. */
  readonly isUntitled?: boolean
}

const RISKS: Readonly<Record<Fix['risk'], string>> = {
  low: 'low risk',
  medium: 'medium risk',
  high: 'high risk: read it twice',
}

/** What a plan changes, asks for and runs, with what proves it. */
function Plan({ fix, story, isUntitled = false }: PlanProps) {
  const commands = commandsOf(fix)
  const changes = changesOf(fix, story)
  return (
    <div className={css['fix']}>
      {isUntitled ? null : <h3>{fix.title}</h3>}
      <div className={css['fixMeta']}>
        <span>{RISKS[fix.risk]}</span>
        <span>in the {fix.where}</span>
        {fix.temporary === true ? <span>buys time only</span> : null}
      </div>
      {changes.length === 0 ? null : (
        <DiffTable changes={changes} beforeName="now" afterName="after" />
      )}
      {fix.asks === undefined || fix.asks.length === 0 ? null : (
        <p>First, what only you know: {fix.asks.map(({ what }) => what).join('; ')}.</p>
      )}
      {commands.map((command) => (
        <CommandBlock key={command} command={command} />
      ))}
      {fix.verify === '' ? null : (
        <p className={css['proofWord']}>
          Proof: <Prose text={fix.verify} />
        </p>
      )}
      {story.tracked?.state === 'open' ? <ApplyPlan incident={story.tracked.id} fix={fix} /> : null}
    </div>
  )
}

/** What the plan's patch does to the object as it is known; nothing where the object is not. */
function changesOf({ patch }: Fix, { versions }: Story) {
  if (patch === null || patch.type === 'json') return []
  const { kind, name } = patch.target
  const target = versions.findLast((version) => version.kind === kind && version.name === name)
  if (target === undefined) return []
  // A patch that adds a whole container would fill the page.
  return semanticDiff(target.object, patched(target.object, patch.body)).slice(0, 12)
}

/** Commands that gather what the verdict lacks. */
function Collect({ story }: { readonly story: Story }) {
  const { collect } = story.incident
  return (
    <div className={css['fix']}>
      {collect.map(({ why, command }) => (
        <div key={command}>
          <p className={css['proofWord']}>{why}</p>
          <CommandBlock command={command} />
        </div>
      ))}
    </div>
  )
}
