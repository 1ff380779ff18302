import { diagnose, logsWanted } from '@unloop/engine'
import { snapshotFromEntries, snapshotFromText } from '@unloop/formats'
import type { Incident, Report } from '@unloop/engine/report'
import { KNOWLEDGE } from '../../packages/signatures/src/knowledge.ts'
import { judgeCase } from '../../scripts/score/judge.mjs'
import { randomOf } from '../../scripts/lib/random.mjs'
import type { LabelledCase } from '../../scripts/score/cases.mjs'
import { makeCluster } from './cluster.ts'
import {
  aloneIn,
  drawPlants,
  planted,
  plantOf,
  podsIn,
  type Plant,
  type Plotted,
} from './plants.ts'
import type { Layout, TextFile } from './render.ts'

/** What came of one cluster in one layout. */
export interface Trial {
  readonly seed: number
  readonly layout: string
  readonly pods: number
  /** Incidents about pods that are well or gone. */
  readonly falseAlarms: readonly string[]
  /** Of the crashes that are found where they stand alone, those that were not found in the cluster. */
  readonly lost: readonly string[]
  readonly planted: number
  readonly foundAlone: number
  readonly found: number
}

export function report(files: readonly TextFile[]): Report {
  const [only] = files
  const snapshot =
    files.length === 1 && only !== undefined
      ? snapshotFromText(only.text, only.path)
      : snapshotFromEntries(
          files.map(({ path, text }) => ({ path, size: text.length, text: () => text })),
          'cluster',
          logsWanted,
        )
  return diagnose(snapshot, { generatedAt: '2026-11-30T00:00:00Z', knowledge: KNOWLEDGE })
}

/** Text knows owners by their names alone, so that the kind of a workload is not asked of it. */
function asked({ recorded }: Plant, { kind }: Layout): LabelledCase {
  if (kind === 'json') return recorded
  const { root, roots, ...label } = recorded.label
  const untold = (one: unknown): object => ({ ...(one as object), kind: undefined })
  return {
    ...recorded,
    label: {
      ...label,
      category: recorded.label.category,
      ...(root === undefined ? {} : { root: untold(root) }),
      ...(Array.isArray(roots) ? { roots: roots.map(untold) } : {}),
    },
  }
}

const sayOf = ({ namespace, pods, workload, container, causes }: Incident): string =>
  `${namespace}/${pods[0] ?? workload.name}/${container?.name ?? ''}: ${causes[0]?.id} ${causes[0]?.confidence} ${causes[0]?.title.slice(0, 90)}`

const isOf = ({ namespace, pods, workload }: Incident, plants: readonly Plant[]): boolean =>
  plants.some(({ namespaces, objects }) => {
    if (namespaces.includes(namespace)) return true
    return (
      namespace === '' &&
      objects.some(
        ({ metadata }) => pods.includes(metadata.name ?? '') || workload.name === metadata.name,
      )
    )
  })

export interface Try {
  readonly seed: number
  readonly layout: Layout
  readonly crashes: readonly LabelledCase[]
  /** How many pods the cluster has at least; drawn where it is left out. */
  readonly pods?: number
}

/** Makes the cluster of a seed, saves it in a layout, and looks at what is found in it. */
export function tryOut({ seed, layout, crashes, pods }: Try): Trial {
  const random = randomOf(seed * 7919)
  const world = makeCluster(seed, pods ?? 60 + random.int(random.pick([40, 120, 340])))
  const drawn = drawPlants(crashes, random, random.int(6))
  const plants = drawn.map((one) => plantOf(one, world.now))
  return judged({ seed, layout, cluster: planted(world, plants) })
}

function judged({
  seed,
  layout,
  cluster,
}: {
  readonly seed: number
  readonly layout: Layout
  readonly cluster: Plotted
}): Trial {
  const { plants } = cluster
  const whole = report(layout.files(cluster))
  const isRight = (plant: Plant, of: Report): boolean => {
    const { right } = judgeCase({ ...asked(plant, layout), kind: 'dump' }, of)
    return right
  }
  const alone = plants.filter((plant) =>
    isRight(plant, report(layout.files(aloneIn(plant, cluster)))),
  )
  const found = plants.filter((plant) => isRight(plant, whole))
  return {
    seed,
    layout: layout.name,
    pods: podsIn(cluster.objects).length,
    falseAlarms: whole.incidents.filter((one) => !isOf(one, plants)).map(sayOf),
    lost: alone.filter((plant) => !found.includes(plant)).map(({ recorded }) => recorded.name),
    planted: plants.length,
    foundAlone: alone.length,
    found: found.length,
  }
}
