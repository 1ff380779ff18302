import { parseLogPath } from '../../paths/log-path.ts'
import { NOWHERE, type Place } from './message.ts'

const NAME = /^[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?$/

/** A name as Kubernetes allows it, null for everything else. */
export function nameOf(value: unknown): string | null {
  return typeof value === 'string' && NAME.test(value) ? value : null
}

/** The letters of `k8s.io/apimachinery/pkg/util/rand`: no vowels, no 0, 1 and 3. */
const HASHED = /-[bcdfghjklmnpqrstvwxz2456789]{5,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/
const RANDOM = /-[bcdfghjklmnpqrstvwxz2456789]{5}$/

/** True for the name of a pod that a controller made; `weak` ones (`db-0`, `agent-x2x2k`) are like other names, too. */
export function podLike(name: string): 'sure' | 'weak' | null {
  if (!NAME.test(name)) return null
  if (HASHED.test(name) || /-[0-9a-f]{8,10}-[a-z0-9]{5}$/.test(name)) return 'sure'
  return (RANDOM.test(name) && /\d/.test(name.slice(-5))) || /-\d{1,3}$/.test(name) ? 'weak' : null
}

/** dockershim and cri-dockerd: `k8s_CONTAINER_POD_NAMESPACE_UID_ATTEMPT` */
const DOCKER_NAME = /^\/?k8s_([a-z0-9][-a-z0-9]*)_([a-z0-9][-a-z0-9.]*)_([a-z0-9][-a-z0-9]*)_/

/** What a runtime's name of a container says. */
export function dockerPlace(name: string): Place | null {
  const match = DOCKER_NAME.exec(name)
  if (match === null) return null
  return { container: match[1] ?? null, pod: match[2] ?? null, namespace: match[3] ?? null }
}

/**
 * What the name of a file or stream says: `/var/log/pods/NS_POD_UID/C/0.log`, `var.log.containers.POD_NS_C-HASH.log`
 * with whatever an agent puts before it (`kube.`, `from-fluent-bit-`).
 */
export function pathPlace(path: string): Place | null {
  if (path.length > 600 || !path.includes('_')) return null
  const links = /var\.log\.containers\.(.+\.log)$/.exec(path)
  const found = parseLogPath(links === null ? path : `/var/log/containers/${links[1]}`)
  if (found === null || found.certainty !== 'exact') return null
  return { namespace: found.namespace, pod: found.pod, container: found.container }
}

/** What words before a message say: `shop/web-7d9f8b6c5-h2m8q/api`, `web-7d9f8b6c5-h2m8q:api`, `web-… api`. */
export function wordsPlace(words: readonly string[]): Place {
  const whole = words.map(pathPlace).find((place) => place !== null)
  if (whole !== undefined) return whole
  const parts = words
    .flatMap((word) => word.split(/[/:[\](){}|›»>,=]+/))
    .filter((part) => NAME.test(part) && !/^(?:pods?|container|ns|namespace)$/.test(part))
  const at = parts.findIndex((part) => podLike(part) === 'sure')
  const pod = at === -1 ? parts.findIndex((part) => podLike(part) !== null) : at
  if (pod === -1) return { ...NOWHERE, container: parts.length === 1 ? (parts[0] ?? null) : null }
  return {
    namespace: parts[pod - 1] ?? null,
    pod: parts[pod] ?? null,
    container: parts[pod + 1] ?? null,
  }
}

/** The first place fills what the second leaves open. */
export function filledPlace(inner: Place, outer: Place): Place {
  return {
    namespace: inner.namespace ?? outer.namespace,
    pod: inner.pod ?? outer.pod,
    container: inner.container ?? outer.container,
  }
}
