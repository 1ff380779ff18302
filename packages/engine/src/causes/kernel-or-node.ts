import { sh } from '../commands/sh.ts'
import { duration } from '../evidence/time.ts'
import type { CaseFile } from '../case/case-file.ts'
import { editFix, placesOf, placeTitle } from '../fixes/place.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice } from './shared/advice.ts'

/** Sysctl, kernel module, inotify or file limits, node reboot (255). */
export const kernelOrNode: Cause = {
  id: 'kernel-or-node',
  explain: (_, { rule }) =>
    rule === 'kernel-or-node/restarted'
      ? 'The container did not end by itself: its node went down or its runtime lost it, and the kubelet started it again when the node was back.'
      : "The node's kernel or its limits do not allow what the program needs. Another node, or the same one with the limit raised, would run it.",
  find: (file) => nodeRestart(file),
  fixes: (file, { facts }) => [
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
  if (exit.reason === 'OOMKilled' || file.killer === 'eviction') return []
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
