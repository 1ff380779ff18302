import { fieldsOf, templateOf } from '../story/revisions.ts'
import type { Run, Story, StoryEvent } from '../story/story.ts'
import type { Curve } from '../timeline/lanes.ts'

/** What there was to look at: an answer rests on this alone. */
export interface Looked {
  readonly story: Story
  /** How many lines of how many runs are there. */
  readonly log: { readonly lines: number; readonly runs: number }
  readonly curves: readonly Curve[]
}

/** What the workload makes its failing container from. */
export interface PodTemplate {
  /** The failing container as the workload asks for it; empty where it is not in it. */
  readonly container: Readonly<Record<string, unknown>>
  /** `default` where the template names none. */
  readonly serviceAccount: string
}

/** Every run of which the end is known. */
export function endedRuns({ story }: Looked): readonly Run[] {
  return story.runs.filter(({ exitCode }) => exitCode !== null)
}

/** The newest run that began; null where none is known. */
export function startedRun({ story }: Looked): Run | null {
  return story.runs.findLast(({ startedMs }) => startedMs !== null) ?? null
}

/** Events of the incident's own pods. */
export function podEvents({ story }: Looked): readonly StoryEvent[] {
  return story.events.filter(({ name }) => story.incident.pods.includes(name))
}

/** The newest template that makes the workload's pods; null where no object that holds one is known. */
export function podTemplate({ story }: Looked): PodTemplate | null {
  const { workload, container } = story.incident
  const owner = story.versions.findLast(
    ({ kind, name }) => kind === workload.kind && name === workload.name,
  )
  if (owner === undefined || container === null) return null
  const spec = fieldsOf(fieldsOf(templateOf(owner))['spec'])
  const lists = [spec['containers'], spec['initContainers']]
  const found = lists
    .flatMap((list) => (Array.isArray(list) ? list.map(fieldsOf) : []))
    .find(({ name }) => name === container.name)
  if (found === undefined) return null
  const account = spec['serviceAccountName']
  return { container: found, serviceAccount: typeof account === 'string' ? account : 'default' }
}
