import { NOWHERE, type Place } from '../message/message.ts'
import { dockerPlace, nameOf, podLike, wordsPlace } from '../message/place.ts'
import { stampOf } from '../message/stamp.ts'
import type { LineEnvelope } from './line-envelope.ts'

const SHORT_TIME = '[A-Z][a-z]{2} [ \\d]\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?'
const ISO_TIME =
  '\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d:\\d\\d(?:[.,]\\d+)?(?:Z|[+-]\\d\\d:?\\d\\d)?'
const FULL_TIME =
  '[A-Z][a-z]{2} \\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?(?: [A-Z]{2,5})?'
const MONOTONIC = '\\[ *\\d+\\.\\d+\\]'

/** `journalctl` and rsyslog's files: time, host, `program[pid]:`, text. `-o with-unit` puts the unit before the program. */
const JOURNAL = new RegExp(
  `^(?:(${ISO_TIME}|${FULL_TIME})|${SHORT_TIME}|${MONOTONIC}) ([A-Za-z0-9][\\w.-]*) ([\\w@:./-]{1,200}?)(?:\\[(\\d+)\\])?: ?(.*)$`,
)

/** `journalctl` in its short formats. Lines of the kernel are left as they are: they are about the node. */
export const journal: LineEnvelope = {
  name: 'journald',
  least: 2,
  open(line) {
    const match = JOURNAL.exec(line)
    if (match === null || match[3] === 'kernel') return null
    const at = stampOf(match[1])
    const [, , host = '', program = '', pid, text = ''] = match
    // After a full time, two words and a colon are any program's; a process id is not.
    if (match[1] !== undefined && pid === undefined) return null
    return { text, place: programPlace(program, host), ...(at === null ? {} : { at }) }
  },
  isNote: (line) => /^-- (?:Logs begin|Journal begins|Boot |No entries|Reboot)/.test(line),
  loose: true,
}

/** Programs of the node itself are no containers. */
const OF_NODE =
  /^(?:kubelet|containerd|dockerd|docker|crio|cri-o|conmon|systemd.*|podman|k3s|k3s-agent|rke2.*|k0s|kernel|cloud-init|sshd|CRON|cron|audit|sudo|NetworkManager|dbus.*|snapd|microk8s.*|rancher-system-agent)$/

function programPlace(program: string, host: string): Place {
  const known = dockerPlace(program)
  if (known !== null) return known
  if (OF_NODE.test(program)) return NOWHERE
  if (podLike(program) === 'sure') return { ...NOWHERE, pod: program }
  const pod = podLike(host) === 'sure' ? host : null
  // Docker's journald driver tags lines with the container's id.
  const container = /^[0-9a-f]{12,64}$/.test(program) ? null : nameOf(program)
  return { ...NOWHERE, pod, container }
}

const RFC3164 = new RegExp(
  `^<\\d{1,3}>(?:(${ISO_TIME})|${SHORT_TIME}) (?:(\\S+) )?([\\w@./-]{1,200}?)(?:\\[([^\\]]*)\\])?: ?(.*)$`,
)
const RFC5424 =
  /^<\d{1,3}>1 (\S+) (\S+) (\S+) (\S+) (\S+) (-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*")*\])+) ?(.*)$/

function structured(data: string): Place {
  const value = (names: string): string | null =>
    nameOf(new RegExp(`[ [](?:${names})="([^"]+)"`).exec(data)?.[1])
  return {
    pod: value('pod|pod_name|podName|pod-name'),
    namespace: value('namespace|namespace_name|namespaceName|ns'),
    container: value('container|container_name|containerName'),
  }
}

/** Syslog on the wire (RFC 3164, RFC 5424), with its priority. */
export const syslog: LineEnvelope = {
  name: 'syslog',
  least: 1,
  open(line) {
    if (!line.startsWith('<')) return null
    const modern = RFC5424.exec(line)
    if (modern !== null) {
      const [, time, host = '', app = '', , , data = '', text = ''] = modern
      const at = stampOf(time)
      const told = structured(data)
      const place = told.pod === null ? programPlace(app, host) : told
      return { text: text.replace(/^\ufeff/, ''), place, ...(at === null ? {} : { at }) }
    }
    const old = RFC3164.exec(line)
    if (old === null) return null
    const [, time, host = '', tag = '', , text = ''] = old
    const at = stampOf(time)
    return { text, place: programPlace(tag, host), ...(at === null ? {} : { at }) }
  },
}

/** `logcli query`: a time, labels in braces, the line. Grafana's downloads have tabs between. */
const LOGCLI = new RegExp(`^(${ISO_TIME}) \\{([a-zA-Z_]\\w*="[^}]*)\\} ?(.*)$`)

export const logcli: LineEnvelope = {
  name: 'Loki',
  least: 1,
  open(line) {
    const match = LOGCLI.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    const data = `[${(match[2] ?? '').replaceAll(', ', ' ')}`
    return { text: match[3] ?? '', place: structured(data), ...(at === null ? {} : { at }) }
  },
  isNote: (line) =>
    /^(?:https?:\/\/\S+\/loki\/api\/|Common labels: |\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d (?:https?:|Common labels:))/i.test(
      line,
    ),
  loose: true,
}

/** What Grafana downloads as text: nanoseconds, the time, the line, with tabs between. */
export const grafana: LineEnvelope = {
  name: 'Loki',
  least: 1,
  open(line) {
    const match = /^(\d{19})\t(?:\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)\t)?(.*)$/.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    return { text: match[2] ?? '', ...(at === null ? {} : { at }) }
  },
  loose: true,
}

const CLOUDWATCH =
  /^(\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) (\S*[/_.]\S*|\S*[0-9a-f]{16,}\S*) (.*)$/

/** `aws logs tail`: a time, the stream, the message. */
export const cloudwatchTail: LineEnvelope = {
  name: 'CloudWatch Logs',
  least: 2,
  open(line) {
    const match = CLOUDWATCH.exec(line)
    if (match === null) return null
    const at = stampOf(match[1])
    const place = wordsPlace([match[2] ?? ''])
    return { text: match[3] ?? '', place, ...(at === null ? {} : { at }) }
  },
  loose: true,
}

const CLOUDWATCH_TEXT = /^EVENTS\t(?:\d{50,60}\t)?(\d{13})\t(?:(\S+)\t)?(.*?)(?:\t(\d{13}))?$/
const CLOUDWATCH_FILTER =
  /^EVENTS\t\d{50,60}\t(\d{13})\t(\S+)\t(\d{13})\t(.*)$|^EVENTS\t\d{50,60}\t(\d{13})\t(\S+)\t(.*)\t(\d{13})$/

/** `--output text` of `get-log-events` and `filter-log-events`: the fields in the order of their names. */
export const cloudwatchText: LineEnvelope = {
  name: 'CloudWatch Logs',
  least: 1,
  open(line) {
    if (!line.startsWith('EVENTS\t')) return null
    const filter = CLOUDWATCH_FILTER.exec(line)
    if (filter !== null) {
      const stream = filter[2] ?? filter[6] ?? ''
      const at = stampOf(filter[3] ?? filter[8])
      const text = filter[4] ?? filter[7] ?? ''
      return { text, place: wordsPlace([stream]), ...(at === null ? {} : { at }) }
    }
    const plain = CLOUDWATCH_TEXT.exec(line)
    if (plain === null) return null
    const at = stampOf(plain[4] ?? plain[1])
    return { text: plain[3] ?? '', place: NOWHERE, ...(at === null ? {} : { at }) }
  },
  loose: true,
}
