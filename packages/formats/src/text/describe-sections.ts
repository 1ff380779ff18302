import type { Condition, Volume } from '@unloop/engine/evidence'
import type { ObjectDraft } from './draft.ts'
import { indentOf, isBlank, type Line } from '../lines/line.ts'
import { RFC1123, isoTime, timeOf } from './time.ts'

const TIMED = new RegExp(
  `^\\s*(\\w+)\\s+(True|False|Unknown)\\s+(${RFC1123})\\s+(${RFC1123})\\s+(\\w+)(?:\\s+(\\S.*))?$`,
)
const PLAIN = /^\s*(\w[\w./-]*)\s+(True|False|Unknown)(?:\s+(\w+))?\s*$/

/** Reads the table below `Conditions:` of a pod, a node or a workload; the index after it. */
export function readConditions(object: ObjectDraft, lines: readonly Line[], from: number): number {
  const conditions: Condition[] = []
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i] as Line
    if (/^\s*(?:Type\s+Status|----)/.test(line.text)) continue
    const condition = conditionOf(line.text)
    if (condition === null) break
    object.cites.set(`status.conditions[${conditions.length}]`, {
      line: line.number,
      text: line.raw,
    })
    conditions.push(condition)
  }
  if (conditions.length > 0) object.set('status.conditions', conditions, lines[from - 1] as Line)
  return i
}

function conditionOf(text: string): Condition | null {
  const timed = TIMED.exec(text)
  if (timed !== null) {
    const [, type = '', status = '', heartbeat, transition, reason = '', message] = timed
    return {
      type,
      status,
      reason,
      ...timeField('lastHeartbeatTime', heartbeat),
      ...timeField('lastTransitionTime', transition),
      ...(message === undefined ? {} : { message }),
    }
  }
  const plain = PLAIN.exec(text)
  if (plain === null) return null
  const reason = plain[3]
  return {
    type: plain[1] ?? '',
    status: plain[2] ?? '',
    ...(reason === undefined ? {} : { reason }),
  }
}

function timeField(name: string, text: string | undefined): Record<string, string> {
  const at = timeOf(text)
  return at === null ? {} : { [name]: isoTime(at) }
}

const NOT_A_VOLUME_FIELD = /^\s*(?:QoS Class|Node-Selectors|Tolerations|Events|Topology|No events)/

/** Reads the section below `Volumes:`; the index after it. */
export function readVolumes(object: ObjectDraft, lines: readonly Line[], from: number): number {
  const volumes: Volume[] = []
  let i = from
  while (i < lines.length) {
    const line = lines[i] as Line
    const name = /^\s*([a-z0-9][-a-z0-9.]*):\s*$/.exec(line.text)?.[1]
    if (name === undefined) break
    const { fields, next } = volumeFields(lines, i + 1, indentOf(line.text))
    object.cites.set(`spec.volumes[${volumes.length}]`, { line: line.number, text: line.raw })
    volumes.push(volumeOf(name, fields))
    i = next
  }
  if (volumes.length > 0) object.set('spec.volumes', volumes, lines[from - 1] as Line)
  return i
}

function volumeFields(
  lines: readonly Line[],
  from: number,
  indent: number,
): { readonly fields: ReadonlyMap<string, string>; readonly next: number } {
  const fields = new Map<string, string>()
  let i = from
  for (; i < lines.length; i++) {
    const line = lines[i] as Line
    if (isBlank(line) || NOT_A_VOLUME_FIELD.test(line.text)) break
    const match = /^\s*([A-Z]\w*):(?:\s+(.*))?$/.exec(line.text)
    if (match === null && indentOf(line.text) <= indent) break
    if (match !== null && !fields.has(match[1] ?? '')) fields.set(match[1] ?? '', match[2] ?? '')
  }
  return { fields, next: i }
}

function volumeOf(name: string, fields: ReadonlyMap<string, string>): Volume {
  const type = fields.get('Type') ?? ''
  const get = (field: string): string => fields.get(field) ?? ''
  const optional = fields.has('Optional') ? { optional: get('Optional') === 'true' } : {}
  if (type.startsWith('ConfigMap ')) return { name, configMap: { name: get('Name'), ...optional } }
  if (type.startsWith('Secret '))
    return { name, secret: { secretName: get('SecretName'), ...optional } }
  if (type.startsWith('PersistentVolumeClaim ')) {
    return { name, persistentVolumeClaim: { claimName: get('ClaimName') } }
  }
  if (type.startsWith('HostPath ')) {
    return {
      name,
      hostPath: {
        path: get('Path'),
        ...(fields.has('HostPathType') ? { type: get('HostPathType') } : {}),
      },
    }
  }
  if (type.startsWith('EmptyDir ')) {
    const limit = get('SizeLimit')
    return {
      name,
      emptyDir: {
        ...(get('Medium') === '' ? {} : { medium: get('Medium') }),
        ...(limit === '' || limit === '<unset>' ? {} : { sizeLimit: limit }),
      },
    }
  }
  if (type.startsWith('Projected ')) return { name, projected: {} }
  if (type.startsWith('CSI ')) return { name, csi: { driver: get('Driver') } }
  return { name }
}
