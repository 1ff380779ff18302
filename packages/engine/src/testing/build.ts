import { KNOWLEDGE } from '../../../signatures/src/knowledge.ts'
import { diagnose } from '../diagnose.ts'
import type { Container, ContainerStatus, KubeObject, Pod, PodSpec } from '../evidence/kube.ts'
import type { LogStream, Snapshot, SnapshotObject } from '../evidence/snapshot.ts'
import type { Incident, Report } from '../report/report.ts'

/** Small snapshots for tests, made of the fields that the API serves. */
export const NOW = '2026-03-01T12:00:00Z'

/** Seconds before `NOW`, as RFC 3339. */
export function ago(seconds: number): string {
  return new Date(Date.parse(NOW) - 1000 * seconds).toISOString().replace('.000Z', 'Z')
}

export function entry(object: KubeObject): SnapshotObject {
  return {
    object,
    origin: { source: 'objects.json' },
  }
}

export interface PodOptions {
  readonly name?: string
  readonly namespace?: string
  readonly labels?: Readonly<Record<string, string>>
  readonly owner?: { readonly kind: string; readonly name: string }
  readonly container?: Partial<Container>
  readonly status?: Partial<ContainerStatus>
  readonly spec?: Partial<PodSpec>
  readonly podStatus?: Pod['status']
}

/** A pod with one container `app`; without a status it has been running well for a day. */
export function pod(options: PodOptions = {}): Pod {
  const { name = 'web-1', namespace = 'shop', owner } = options
  const status: ContainerStatus = {
    name: 'app',
    ready: true,
    restartCount: 0,
    state: { running: { startedAt: ago(86_400) } },
    ...options.status,
  }
  return {
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      uid: `uid-${name}`,
      creationTimestamp: ago(90_000),
      ...(options.labels ? { labels: options.labels } : {}),
      ...(owner ? { ownerReferences: [{ ...owner, controller: true }] } : {}),
    },
    spec: { containers: [{ name: 'app', image: 'app:1', ...options.container }], ...options.spec },
    status: options.podStatus ?? {
      phase: 'Running',
      startTime: ago(90_000),
      containerStatuses: [status],
    },
  }
}

/** In back-off after a run that ended `finished` seconds ago with this exit code. */
export function crashed(exitCode: number, more: Partial<ContainerStatus> = {}): ContainerStatus {
  return {
    name: 'app',
    ready: false,
    restartCount: 4,
    state: {
      waiting: {
        reason: 'CrashLoopBackOff',
        message: 'back-off 1m20s restarting failed container=app pod=web-1_shop(1)',
      },
    },
    lastState: {
      terminated: {
        exitCode,
        reason: exitCode === 0 ? 'Completed' : 'Error',
        startedAt: ago(32),
        finishedAt: ago(30),
      },
    },
    ...more,
  }
}

export interface EventOptions {
  readonly reason: string
  readonly message: string
  readonly type?: string
  readonly about?: { readonly kind: string; readonly name: string; readonly namespace?: string }
  readonly count?: number
  readonly at?: string
}

export function event(options: EventOptions): KubeObject {
  const { reason, message, type = 'Warning', count = 1, at = ago(20) } = options
  const about = { namespace: 'shop', ...(options.about ?? { kind: 'Pod', name: 'web-1' }) }
  return {
    kind: 'Event',
    metadata: { name: `${about.name}.${reason}`, namespace: about.namespace },
    involvedObject: about,
    type,
    reason,
    message,
    count,
    firstTimestamp: at,
    lastTimestamp: at,
  }
}

export function log(text: string, more: Partial<LogStream> = {}): LogStream {
  return {
    namespace: 'shop',
    pod: 'web-1',
    container: 'app',
    run: 'current',
    origin: { source: 'logs/shop/web-1/app.log' },
    text,
    ...more,
  }
}

export function snapshot(
  objects: readonly KubeObject[],
  logs: readonly LogStream[] = [],
): Snapshot {
  return {
    source: { kind: 'dump', name: 'test', capturedAt: NOW },
    objects: objects.map(entry),
    logs,
    samples: [],
    gaps: [],
  }
}

export function report(objects: readonly KubeObject[], logs: readonly LogStream[] = []): Report {
  return diagnose(snapshot(objects, logs), { generatedAt: NOW, knowledge: KNOWLEDGE })
}

/** The incidents as `kind workload/container: cause` in the report's order. */
export function told({ incidents }: Report): readonly string[] {
  return incidents.map(
    ({ kind, workload, container, causes }: Incident) =>
      `${kind} ${workload.kind}/${workload.name}${container ? `/${container.name}` : ''}: ${causes[0]?.id}`,
  )
}
