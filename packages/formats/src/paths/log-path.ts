/** What a path says of the log in it. Null parts are for the objects of the dump to fill (`resolveLog`). */
export interface LogPlace {
  readonly namespace: string | null
  readonly pod: string | null
  readonly container: string | null
  readonly run: 'current' | 'previous'
  /**
   * `exact`: a layout that names its parts; `likely`: `<namespace>/<pod>/<container>.log` under any prefix, which other
   * files may resemble; `stem`: only a file name, to be matched with the pods of the dump.
   */
  readonly certainty: 'exact' | 'likely' | 'stem'
  /** The kubelet numbers its files by restart: the highest is the current run. */
  readonly number?: number
}

const NAME = '[a-z0-9](?:[-a-z0-9.]*[a-z0-9])?'
const pattern = (source: string): RegExp => new RegExp(source.replaceAll('NAME', NAME))

/** oc adm must-gather and inspect: namespaces/NS/pods/POD/CONTAINER/CONTAINER/logs/previous.log */
const MUST_GATHER = pattern(
  '(?:^|/)namespaces/(NAME)/pods/(NAME)/(NAME)/(?:NAME/)?logs/(current|previous)(?:\\.insecure)?\\.log$',
)
/** kubectl cluster-info dump --output-directory: NS/POD/logs.txt, all containers after one another. */
const CLUSTER_INFO = pattern('(?:^|/)(NAME)/(NAME)/logs\\.txt$')
/** troubleshoot.sh: cluster-resources/pods/logs/NS/POD/CONTAINER[-previous].log */
const SUPPORT_BUNDLE = pattern('(?:^|/)pods/logs/(NAME)/(NAME)/(NAME)\\.log$')
/** The kubelet's own folder: /var/log/pods/NS_POD_UID/CONTAINER/3.log */
const KUBELET_POD = pattern('(?:^|/)(NAME)_(NAME)_[0-9a-f-]{8,}/(NAME)/(\\d+)\\.log$')
/** The kubelet's links: /var/log/containers/POD_NS_CONTAINER-<64 hex>.log */
const KUBELET_LINK = pattern('(?:^|/)(NAME)_(NAME)_(NAME)-[0-9a-f]{64}\\.log$')
const IS_NAME = pattern('^NAME$')

/** Folders of a dump between a namespace and its pods. */
const OF_LOGS = /^(?:logs?|pods?|containers?)$/

const PREVIOUS = /[-._](?:previous|prev)$/

/** The place that a path names, by layouts that leave no doubt first; null where it names none. */
export function parseLogPath(path: string): LogPlace | null {
  return exactPlace(path) ?? likelyPlace(path)
}

function exactPlace(path: string): LogPlace | null {
  // Most paths are none of these, and a look for a few letters is quicker than a pattern.
  if (!/pods\/|\/logs\.txt$|_/.test(path)) return null
  const gathered = MUST_GATHER.exec(path)
  if (gathered !== null) {
    const run = gathered[4] === 'previous' ? 'previous' : 'current'
    return place(gathered[1], gathered[2], { container: gathered[3], more: { run } })
  }
  const bundled = SUPPORT_BUNDLE.exec(path)
  if (bundled !== null) {
    const { stem, run } = splitRun(bundled[3] ?? '')
    return place(bundled[1], bundled[2], { container: stem, more: { run } })
  }
  const kubelet = KUBELET_POD.exec(path)
  if (kubelet !== null) {
    return place(kubelet[1], kubelet[2], {
      container: kubelet[3],
      more: { number: Number(kubelet[4]) },
    })
  }
  const link = KUBELET_LINK.exec(path)
  if (link !== null) return place(link[2], link[1], { container: link[3], more: {} })
  const dumped = CLUSTER_INFO.exec(path)
  return dumped === null ? null : place(dumped[1], dumped[2], { container: null, more: {} })
}

function place(
  namespace: string | undefined,
  pod: string | undefined,
  {
    container,
    more,
  }: { readonly container: string | null | undefined; readonly more: Partial<LogPlace> },
): LogPlace {
  return {
    namespace: namespace ?? null,
    pod: pod ?? null,
    container: container ?? null,
    run: 'current',
    certainty: 'exact',
    ...more,
  }
}

function likelyPlace(path: string): LogPlace | null {
  const extension = path.endsWith('.log') ? '.log' : path.endsWith('.txt') ? '.txt' : ''
  if (extension === '' && !/(?:^|\/)logs?\/[^.]+$/.test(path)) return null
  const slash = path.lastIndexOf('/')
  const { stem, run } = splitRun(path.slice(slash + 1, path.length - extension.length))
  if (extension === '.log' && slash > 0 && IS_NAME.test(stem)) {
    const above = path.lastIndexOf('/', slash - 1)
    const pod = path.slice(above + 1, slash)
    const folders = path.slice(0, Math.max(0, above)).split('/')
    const namespace = folders.findLast((folder) => !OF_LOGS.test(folder)) ?? ''
    if (IS_NAME.test(pod) && !OF_LOGS.test(pod) && IS_NAME.test(namespace))
      return { ...place(namespace, pod, { container: stem, more: { run } }), certainty: 'likely' }
  }
  return { namespace: null, pod: null, container: stem, run, certainty: 'stem' }
}

function splitRun(name: string): { readonly stem: string; readonly run: 'current' | 'previous' } {
  const stem = name.replace(PREVIOUS, '')
  return stem === name ? { stem, run: 'current' } : { stem, run: 'previous' }
}
