import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseObjects } from '@unloop/formats'
import type { KubeObject, Pod } from '@unloop/engine/evidence'
import { Inventory } from '../../packages/engine/src/evidence/inventory.ts'
import { casesIn, type LabelledCase } from '../../scripts/score/cases.mjs'
import { shiftTimes } from '../../scripts/lib/shift-times.mjs'
import type { Random } from '../../scripts/lib/random.mjs'
import type { RunLog, World } from './world.ts'

/** A recorded crash that is put into a cluster: its objects and logs, moved to the cluster's time. */
export interface Plant {
  readonly recorded: LabelledCase
  readonly namespaces: readonly string[]
  readonly objects: readonly KubeObject[]
  readonly logs: readonly RunLog[]
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url))

/** Cases of one crash in one workload; what is well, or waits, is no crash to find. */
export const recordedCrashes = (): readonly LabelledCase[] =>
  casesIn(ROOT).filter(
    ({ kind, label, path }) =>
      kind === 'dump' &&
      !['healthy', 'other-waiting', 'unknown'].includes(label.category) &&
      existsSync(join(path, 'dump/objects.json')) &&
      existsSync(join(path, 'dump/logs')),
  )

/** So many crashes whose namespaces differ. */
export function drawPlants(
  all: readonly LabelledCase[],
  random: Random,
  count: number,
): readonly LabelledCase[] {
  const drawn = new Map<string, LabelledCase>()
  for (let tries = 0; drawn.size < count && tries < 50; tries++) {
    const one = random.pick(all)
    const { namespace } = one.label
    const key = typeof namespace === 'string' ? namespace : one.name
    if (![...drawn.values()].includes(one)) drawn.set(key, one)
  }
  return [...drawn.values()]
}

export function plantOf(recorded: LabelledCase, now: number): Plant {
  const dump = join(recorded.path, 'dump')
  const { objects } = parseObjects(readFileSync(join(dump, 'objects.json'), 'utf8'), 'objects.json')
  const logs = logsBelow(join(dump, 'logs'))
  const origin = { source: 'objects.json' }
  const inventory = new Inventory({
    source: { kind: 'dump', name: recorded.name, capturedAt: null },
    objects: objects.map((object) => ({ object, origin })),
    logs: [],
    samples: [],
    gaps: [],
  })
  const by = Math.round((now - (inventory.now ?? now)) / 1000) * 1000
  const namespaces = objects.flatMap(({ kind, metadata }) =>
    kind === 'Pod' ? [metadata.namespace ?? ''] : [],
  )
  return {
    recorded,
    namespaces: [...new Set(namespaces)],
    objects: shiftTimes(objects, by),
    logs: logs.map((log) => ({ ...log, text: shiftTimes(log.text, by) })),
  }
}

const logsBelow = (folder: string): readonly RunLog[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => {
      const [namespace = '', pod = '', file = ''] = relative(folder, path).split('/')
      const run = file.includes('.previous') ? 'previous' : 'current'
      return {
        namespace,
        pod,
        container: file.split('.')[0] ?? '',
        run,
        text: readFileSync(path, 'utf8'),
      } as const
    })

/** A world that holds the crash alone. */
export const aloneIn = (plant: Plant, { now }: Pick<Plotted, 'now'>): Plotted => ({
  now,
  objects: plant.objects,
  logs: plant.logs,
  plants: [plant],
})

/** What is rendered: a cluster's objects and logs with the crashes in it. */
export interface Plotted {
  readonly now: number
  readonly objects: readonly KubeObject[]
  readonly logs: readonly RunLog[]
  readonly plants: readonly Plant[]
}

/** The crashes among the pods of a cluster. Objects that both have (nodes) are the cluster's. */
export function planted(world: World, plants: readonly Plant[]): Plotted {
  const keyOf = ({ kind, metadata }: KubeObject): string =>
    `${kind}/${metadata.namespace ?? ''}/${metadata.name ?? ''}`
  const known = new Set(world.objects.map(keyOf))
  const added = plants
    .flatMap(({ objects }) => objects)
    .filter((object) => !known.has(keyOf(object)))
  return {
    now: world.now,
    objects: [...world.objects, ...added],
    logs: [...world.logs, ...plants.flatMap(({ logs }) => logs)],
    plants,
  }
}

export const podsIn = (objects: readonly KubeObject[]): readonly Pod[] =>
  objects.flatMap((object) => (object.kind === 'Pod' ? [object as Pod] : []))
