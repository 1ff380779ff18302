import { NOWHERE, type Place } from '../message/message.ts'
import { dockerPlace, nameOf, pathPlace, podLike, filledPlace } from '../message/place.ts'
import { stampOf } from '../message/stamp.ts'
import type { Field } from './fields.ts'

/** What a field is for, told by its name alone; exporters name them differently, but always after what they hold. */
type Role = 'pod' | 'namespace' | 'container' | 'time' | 'stream' | 'file' | 'instance'

const lastOf = ({ path }: Field): string => path.at(-1) ?? ''
const lastTwo = ({ path }: Field): string => path.slice(-2).join('')

const ROLES: Readonly<Record<Role, RegExp>> = {
  pod: /^(?:pod|.*podname)$/,
  namespace:
    /^(?:namespace|.*(?:namespacename|podnamespace|kubenamespace|kubernetesnamespace|k8snamespace)|ns)$/,
  container: /^(?:container|.*(?:containername|kubecontainer|kubernetescontainer|k8scontainer))$/,
  time: /^(?:time|timestamp|ts|t|date|datetime|timegenerated|eventtime|timeunixnano|realtimetimestamp|sourcerealtimetimestamp|messagetime|timenano|createdat|logtime|observedtimestamp|receivetimestamp|ingestiontime)$/,
  stream: /^(?:stream|logtag|iostream|source|logsource|output|fd|logiostream)$/,
  file: /^(?:file|filename|path|filepath|tag|logstream|logstreamname|logname|source|sourcename|logfilepath|fluentbittag|fluenttag|identifier|syslogidentifier|containername|names?)$/,
  instance: /^(?:containerid|dockerid|.*containerid)$/,
}

const fits = (field: Field, role: Role): boolean =>
  ROLES[role].test(lastOf(field)) || ROLES[role].test(lastTwo(field))

/** What the fields of a record say apart from its message. */
export interface Labels {
  readonly place: Place
  readonly at: string | null
  readonly stream: 'stdout' | 'stderr' | null
  readonly instance: string | null
}

export function labelsOf(fields: readonly Field[]): Labels {
  const named = {
    namespace: firstName(fields, 'namespace'),
    pod: firstName(fields, 'pod') ?? hostPod(fields),
    container: firstName(fields, 'container'),
  }
  const stream = valueOf(fields, 'stream', (value) => /^std(?:out|err)$/.test(value))
  return {
    place: filledPlace(named, filePlace(fields)),
    at: timeOf(fields),
    stream: stream === 'stderr' || stream === 'stdout' ? stream : null,
    instance: valueOf(fields, 'instance', (value) => /[0-9a-f]{12,64}$/.test(value)),
  }
}

function firstName(fields: readonly Field[], role: Role): string | null {
  for (const field of fields) {
    const name = fits(field, role) ? nameOf(field.value) : null
    if (name !== null) return name
  }
  return null
}

/** A program in a pod has the pod's name as its host name. */
function hostPod(fields: readonly Field[]): string | null {
  const host = fields.find(
    (field) =>
      /^(?:host|hostname|hostnamename|kuberneteshost|instance|logstreamname)$/.test(
        lastOf(field),
      ) &&
      typeof field.value === 'string' &&
      podLike(field.value) === 'sure',
  )
  return host === undefined ? null : nameOf(host.value)
}

function valueOf(
  fields: readonly Field[],
  role: Role,
  test: (value: string) => boolean,
): string | null {
  for (const field of fields)
    if (typeof field.value === 'string' && fits(field, role) && test(field.value))
      return field.value
  return null
}

function filePlace(fields: readonly Field[]): Place {
  for (const field of fields) {
    if (typeof field.value !== 'string' || !fits(field, 'file')) continue
    const place = dockerPlace(field.value) ?? pathPlace(field.value)
    if (place !== null) return place
  }
  return NOWHERE
}

/** The event's own time goes before those of collecting and ingesting it. */
function timeOf(fields: readonly Field[]): string | null {
  let late: string | null = null
  for (const field of fields) {
    if (!fits(field, 'time')) continue
    const stamp = stampOf(field.value)
    if (stamp === null) continue
    if (!/receive|ingest|observed|created/.test(lastOf(field))) return stamp
    late ??= stamp
  }
  return late
}
