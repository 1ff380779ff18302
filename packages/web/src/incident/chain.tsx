import { stateWords } from '@unloop/engine/phrases'
import type { Story } from '../story/story.ts'
import css from './incident.module.css'

/** From what began it to what is seen, in one line. */
export function Chain({ story }: { readonly story: Story }) {
  const { incident, relatives } = story
  const root = relatives.find(({ role }) => role === 'root')
  const [leader] = incident.causes
  const steps = [
    root === undefined ? null : `${root.workload}: ${root.title}`,
    incident.change === null ? null : incident.change.what,
    leader?.title ?? null,
    stateWords(incident),
    relatives.length === 0 || root !== undefined
      ? null
      : `${relatives.length} ${relatives.length === 1 ? 'victim' : 'victims'}`,
  ].filter((step) => step !== null && step !== '')
  if (steps.length < 3) return null
  return (
    <ol className={css['chain']} aria-label="How it came about">
      {steps.map((step) => (
        <li key={step}>{step}</li>
      ))}
    </ol>
  )
}
