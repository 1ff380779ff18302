import { makeCluster } from '../../test/clusters/cluster.ts'
import { planted, plantOf, podsIn, recordedCrashes } from '../../test/clusters/plants.ts'
import { sessionText } from '../../test/clusters/render.ts'

const PODS = 400
const SEED = 11

/** The text of a session in which every pod of a cluster was looked into, until it has so many characters. */
export function clusterText(size) {
  const world = makeCluster(SEED, PODS)
  const crashes = recordedCrashes().slice(0, 3)
  const cluster = planted(
    world,
    crashes.map((one) => plantOf(one, world.now)),
  )
  const pods = podsIn(cluster.objects)
  const text = sessionText(cluster, pods)
  const lines = text.length < size ? Math.ceil(size / text.length) : 1
  const longer = { ...cluster, logs: cluster.logs.map((log) => longerLog(log, lines)) }
  return sessionText(longer, pods).slice(0, Math.max(size, text.length))
}

const longerLog = (log, times) => ({ ...log, text: Array(times).fill(log.text).join('\n') })
