import { sh } from '../commands/sh.ts'
import { duration } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice } from './shared/advice.ts'
import { classFixes, missingClass } from './shared/missing-class.ts'
import { findingsByPath } from './shared/by-path.ts'

/** Sysctl, kernel module, inotify or file limits, node reboot (255). */
export const kernelOrNode: Cause = {
  id: 'kernel-or-node',
  explain: (_, { rule, facts }) =>
    rule === 'kernel-or-node/class'
      ? `The pod template names ${facts['kind']} ${facts['name']}, and the API server creates no pod with a class that it does not know.`
      : rule === 'kernel-or-node/restarted'
        ? 'The container did not end by itself: its node went down or its runtime lost it, and the kubelet started it again when the node was back.'
        : "The node's kernel or its limits do not allow what the program needs. Another node, or the same one with the limit raised, would run it.",
  find: (file) => [
    ...nodeRestart(file),
    ...busError(file),
    ...kernelPaths(file),
    ...missingClass(file),
  ],
  fixes: (file, { facts, rule }) => [
    ...(rule === 'kernel-or-node/class' ? classFixes(file, facts) : []),
    ...fewerConnections(file, facts),
    advice(file, {
      id: 'kernel-or-node/node',
      title: 'Raise the limit or load the module on the node (or lower what the program asks for)',
      where: 'infra',
      risk: 'medium',
      raw: [
        sh`kubectl describe node ${file.podSpec?.nodeName ?? []}`,
        sh`kubectl get events -A --field-selector involvedObject.kind=Node`,
      ],
    }),
  ],
}

/** A proxy needs two descriptors a connection and some of its own: the limit that is there says how many it can take. */
const fewerConnections = (file: CaseFile, { have, want }: Finding['facts']): readonly Fix[] => {
  const limit = Number(have)
  if (!limit || !want) return []
  const setting =
    /^([ \t]*)(maxconn|worker_connections|worker_rlimit_nofile|ulimit-n)([ \t]+)(\d+)/m
  const place = placesOf(file).find(({ kind, text }) => kind === 'configmap' && setting.test(text))
  if (!place) return []
  const most = Math.floor((limit - 200) / 2 / 100) * 100
  return [
    editFix(file, {
      id: 'kernel-or-node/fewer-connections',
      title: `Ask for no more than the node's limit of ${limit} open files gives: ${most} connections in ${placeTitle(place)}`,
      place,
      text: place.text.replace(setting, `$1$2$3${most}`),
    }),
  ]
}

const NODE_EVENTS = new Set(['Rebooted', 'NodeNotReady', 'Starting', 'SystemOOM', 'KubeletIsDown'])

/** Exit 255 with reason Unknown, or Error right when the node came back: the runtime lost the container. */
const nodeRestart = (file: CaseFile): readonly Finding[] => {
  const { exit, inventory } = file
  if (exit?.code !== 255 && exit?.reason !== 'ContainerStatusUnknown' && exit?.reason !== 'Unknown')
    return []
  if (exit.reason === 'OOMKilled' || file.terminatedBy === 'eviction') return []
  const node = file.podSpec?.nodeName ?? ''
  const near = inventory
    .eventsOf('Node', '', node)
    .filter(
      ({ reason, last }) =>
        NODE_EVENTS.has(reason) &&
        last !== null &&
        exit.finishedAt !== null &&
        Math.abs(last - exit.finishedAt) < 10 * 60_000,
    )
  const event = near.at(-1)
  const lost = exit.reason === 'ContainerStatusUnknown' || exit.reason === 'Unknown'
  return [
    {
      cause: 'kernel-or-node',
      weight: event ? 80 : lost ? 62 : 42,
      rule: 'kernel-or-node/restarted',
      title: event
        ? `Node ${node} restarted ${exit.finishedAt !== null && event.last !== null ? duration(Math.abs(event.last - exit.finishedAt)) : 'shortly'} from this exit`
        : 'The runtime lost the container (exit 255): its node or runtime restarted',
      evidence: [
        ...(event ? [file.fromEvent(event)] : []),
        file.fromStatus(`${exit.field}.exitCode`, exit.code),
        ...(exit.reason ? [file.fromStatus(`${exit.field}.reason`, exit.reason)] : []),
      ],
      facts: {},
    },
  ]
}

/** 128 + 7. */
const SIGBUS_EXIT = 135

/**
 * SIGBUS: the kernel cannot give a page that was mapped: huge pages that the node has too few of, a mapped file that was cut
 * short, a full tmpfs (signal(7)).
 */
const busError = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  if (!exit || (exit.code !== SIGBUS_EXIT && exit.signal !== 7)) return []
  return [
    {
      cause: 'kernel-or-node',
      weight: 78,
      rule: 'kernel-or-node/bus-error',
      title: `SIGBUS (exit ${exit.code}): the kernel could not give a page that the program had mapped`,
      explanation:
        'The usual reasons are huge pages that the node has but the pod may not use (resources.limits.hugepages-*), a mapped file that was cut short, and a full /dev/shm.',
      evidence: [file.fromStatus(`${exit.field}.exitCode`, exit.code)],
      facts: {},
    },
  ]
}

/** Files of the kernel and its devices are made by the node, not by an image, a ConfigMap or a volume. */
const KERNEL_PATH = /^\/(?:proc|sys|dev|lib\/modules|boot)\//
/** What the runtime puts there for every container. */
const OF_RUNTIME = /^\/dev\/(?:shm|stdin|stdout|stderr|null|zero|random|urandom|tty|pts|fd)\b/
const isOfKernel = (path: string): boolean => KERNEL_PATH.test(path) && !OF_RUNTIME.test(path)

const kernelPaths = (file: CaseFile): readonly Finding[] =>
  findingsByPath(file, {
    of: ['config-file-missing', 'permission-denied-fs', 'missing-dependency', 'mount-failed'],
    tells: isOfKernel,
    as: (path) => ({
      cause: 'kernel-or-node',
      rule: 'kernel-or-node/path',
      title: `${path} is the kernel's: the node lacks it, or does not let the pod use it`,
    }),
  })
