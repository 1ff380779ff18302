import type { KubeObject, Snapshot } from '@unloop/engine/evidence'
import { levelOf, mask } from '@unloop/engine/logs'
import type { Incident, Report } from '@unloop/engine/report'
import { cleanLine } from '../ansi/segments.ts'
import { byStart } from './from-api.ts'
import { millis } from './millis.ts'
import { fieldsOf } from './revisions.ts'
import type { Relative, Run, Story, StoryEvent, StoryLine, Version } from './story.ts'

type Fields = Readonly<Record<string, unknown>>

/** One incident of a dump that was diagnosed here. */
export function storyFromSnapshot(incident: Incident, report: Report, snapshot: Snapshot): Story {
  const objects = snapshot.objects.map(({ object }) => object)
  const own = objects.filter(({ metadata }) => metadata.namespace === incident.namespace)
  return {
    incident,
    tracked: null,
    relatives: relativesOf(incident, report),
    runs: own
      .filter((object) => isPodOf(object, incident))
      .flatMap((pod) => runsOf(pod, incident))
      .toSorted(byStart),
    events: own.flatMap((object) => eventOf(object, incident)).toSorted((a, b) => a.ms - b.ms),
    calls: [],
    versions: own.flatMap(versionOf),
    nowMs: Date.parse(report.source.capturedAt ?? report.generatedAt),
  }
}

// The time that `kubectl logs --timestamps` puts before each line.
const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?/

/** The log lines of an incident's container, secrets masked, with their times as far as they have any. */
export function linesFromSnapshot(incident: Incident, { logs }: Snapshot): StoryLine[] {
  const seen = new Set<string>()
  return logs
    .filter(({ namespace, pod, container }) => isOwn(incident, { namespace, pod, container }))
    .flatMap(({ pod, run, text }) => {
      // The log of a container that waits for its next start is given as both runs.
      if (seen.has(`${pod} ${text}`)) return []
      seen.add(`${pod} ${text}`)
      let ms = 0
      return mask(text)
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const stamp = STAMP.exec(line)
          ms = stamp === null ? ms : (millis(stamp[1]) ?? ms)
          const raw = stamp === null ? line : line.slice(stamp[0].length)
          const number =
            run === 'previous' ? Math.max(0, incident.state.restarts - 1) : incident.state.restarts
          return { ms, pod: pod ?? '', run: number, raw, level: levelOf(cleanLine(raw)) }
        })
    })
    .toSorted((a, b) => a.ms - b.ms)
}

interface LogPlace {
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
}

/** A pasted log names neither: then it is the incident's. */
function isOwn({ namespace, pods, container }: Incident, place: LogPlace): boolean {
  if (place.pod === null) return true
  if (place.namespace !== null && place.namespace !== namespace) return false
  if (!pods.includes(place.pod)) return false
  return place.container === null || container === null || place.container === container.name
}

/** The root and the victims among the incidents of the report. */
function relativesOf({ victimOf, victims }: Incident, { incidents }: Report): Relative[] {
  const relative = (id: string, role: Relative['role']): Relative[] => {
    const other = incidents.find((incident) => incident.id === id)
    if (other === undefined) return []
    const { namespace, workload, causes } = other
    const title = causes[0]?.title ?? ''
    return [{ id, role, title, namespace, workload: workload.name, kind: workload.kind }]
  }
  return [
    ...(victimOf === null ? [] : relative(victimOf, 'root')),
    ...victims.flatMap((id) => relative(id, 'victim')),
  ]
}

/** Whether an object is one of the incident's pods. */
const isPodOf = ({ kind, metadata }: KubeObject, { pods }: Incident): boolean =>
  kind === 'Pod' && pods.includes(metadata.name ?? '')

/** Runs of the failing container in a pod, or of all where the incident names none. */
function runsOf(pod: KubeObject, { container }: Incident): Run[] {
  const status = fieldsOf(pod['status'])
  const lists = [status['initContainerStatuses'], status['containerStatuses']]
  return lists
    .flatMap((list) => (Array.isArray(list) ? list.map(fieldsOf) : []))
    .filter(({ name }) => container === null || name === container.name)
    .flatMap((one) => runsOfStatus(pod, one))
}

/** What a status tells of runs: the last that ended, and the one that goes on. */
function runsOfStatus(pod: KubeObject, status: Fields): Run[] {
  const restarts = Number(status['restartCount'] ?? 0)
  const state = fieldsOf(status['state'])
  // While it waits for its next start the count is that of the run that ended.
  const last = state['waiting'] === undefined ? restarts - 1 : restarts
  return [
    ...runOf(pod, status, { run: last, state: fieldsOf(status['lastState']) }),
    ...runOf(pod, status, { run: restarts, state }),
  ]
}

/** A run as a state tells it; none for a container that waits. */
function runOf(pod: KubeObject, status: Fields, at: { run: number; state: Fields }): Run[] {
  const ended = at.state['terminated'] === undefined ? null : fieldsOf(at.state['terminated'])
  const which = ended ?? (at.state['running'] === undefined ? null : fieldsOf(at.state['running']))
  if (which === null || at.run < 0) return []
  const [name, container] = [pod.metadata.name ?? '', text(status['name'])]
  return [
    {
      key: `${name}/${container}/${at.run}`,
      pod: name,
      container,
      run: at.run,
      startedMs: millis(text(which['startedAt'])),
      finishedMs: ended === null ? null : millis(text(ended['finishedAt'])),
      exitCode: ended === null ? null : Number(ended['exitCode'] ?? 0),
      signal: ended?.['signal'] === undefined ? null : Number(ended['signal']),
      reason: text(ended?.['reason']),
      message: text(ended?.['message']),
      image: text(status['image']),
      imageId: text(status['imageID']),
      node: text(fieldsOf(pod['spec'])['nodeName']),
    },
  ]
}

/** An event of the incident's pods, its workload, or what its name says is between; none for others. */
function eventOf(object: KubeObject, { pods, workload }: Incident): StoryEvent[] {
  if (object.kind !== 'Event') return []
  const about = fieldsOf(object['involvedObject'] ?? object['regarding'])
  const name = text(about['name'])
  if (!pods.includes(name) && name !== workload.name && !name.startsWith(`${workload.name}-`))
    return []
  const ms = millis(text(object['lastTimestamp']) || text(object['eventTime']))
  if (ms === null) return []
  return [
    {
      ms,
      name,
      kind: text(about['kind']),
      type: text(object['type']),
      reason: text(object['reason']),
      message: mask(text(object['message'] ?? object['note'])),
      count: Number(object['count'] ?? 1),
    },
  ]
}

// Kinds that hold a template of pods.
const VERSIONED = new Set([
  'ReplicaSet',
  'ControllerRevision',
  'Deployment',
  'StatefulSet',
  'DaemonSet',
])

/** An object of a dump as the one version of it that is known. */
function versionOf(object: KubeObject): Version[] {
  if (!VERSIONED.has(object.kind)) return []
  const { namespace = '', name = '', creationTimestamp } = object.metadata
  const ms = millis(creationTimestamp ?? null) ?? 0
  return [{ ms, kind: object.kind, namespace, name, change: 'seen', object }]
}

/** A text; '' for anything else. */
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
