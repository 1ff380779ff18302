import type { ContainerDraft } from './draft.ts'
import { CONTAINER_KEYS, keyLine, type KeyLine } from './describe-keys.ts'
import { indentOf, type Line } from '../lines/line.ts'
import { envOf, mountOf, probeOf } from './probe-line.ts'
import { isoTime, timeOf } from './time.ts'
import { getPath } from './tree.ts'

type List =
  'command' | 'args' | 'limits' | 'requests' | 'env' | 'envFrom' | 'mounts' | 'message' | 'skip'

const LISTS: Readonly<Record<string, List>> = {
  Command: 'command',
  Args: 'args',
  Limits: 'limits',
  Requests: 'requests',
  Environment: 'env',
  'Environment Variables': 'env',
  'Environment Variables from': 'envFrom',
  Mounts: 'mounts',
  'Volume Mounts': 'mounts',
  Devices: 'skip',
}
const ENV_FROM =
  /^([a-z0-9][-a-z0-9.]*)\s+(ConfigMap|Secret)(?: with prefix '([^']*)')?(?:\s+Optional: (true|false))?/
const PROBES: Readonly<Record<string, string>> = {
  Liveness: 'livenessProbe',
  Readiness: 'readinessProbe',
  Startup: 'startupProbe',
}
/** What ends a termination message, which may have any number of lines. */
const AFTER_MESSAGE =
  /^\s*(?:Exit Code:\s+-?\d|Signal:\s+\d|Started:\s|Finished:\s|Ready:\s+(?:True|False)|Last State:\s|Restart Count:\s+\d)/

export function endsMessage(text: string): boolean {
  return AFTER_MESSAGE.test(text)
}

const ON_ONE_LINE = /[\s,;(-]+(?=(?:Reason|Exit Code|Signal|Message|Started|Finished):)/

/** Narrower than this, a break is the message's own. */
const TERMINAL_WIDTH = 100

/**
 * A terminal breaks a long line at its width, in the middle of a word, and begins the next at the margin; a line of the
 * message's own ends where a word does.
 */
const isWrapped = (before: string, next: string): boolean =>
  before.length >= TERMINAL_WIDTH &&
  next.length <= before.length + 2 &&
  (next.length >= before.length - 2 ||
    (/[\w/.-]$/.test(before) && /^[a-z\d/.-]/.test(next)) ||
    /^[:,;)]/.test(next))

/** Waiting reasons; every other reason is a termination's. */
const WAITING =
  /BackOff$|^ErrImage|^Create|^RunContainerError|^ContainerCreating|^PodInitializing|^InvalidImageName|^PostStartHook/

/** Reads the lines of one container of a description. */
export class DescribedContainer {
  readonly #draft: ContainerDraft
  #list: List | null = null
  #listIndent = 0
  #bucket: 'state' | 'lastState' | null = null
  #messagePath = ''
  /** The message's last line, as it was pasted. */
  #messageLine = ''

  constructor(draft: ContainerDraft) {
    this.#draft = draft
  }

  /** True while a message of many lines is read, in which anything may stand. */
  get inText(): boolean {
    return this.#list === 'message'
  }

  /** Takes the line if it belongs to the list or text that is being read. */
  takes(line: Line, indent: number): boolean {
    const list = this.#list
    if (list === null) return false
    if (list === 'message') {
      if (AFTER_MESSAGE.test(line.text)) {
        this.#list = null
        return false
      }
      this.#appendMessage(line)
      return true
    }
    if (!this.#inList(line, indent)) {
      this.#list = null
      return false
    }
    this.#item(list, line)
    return true
  }

  /** True where the line goes on with the list that is being read, after a blank line (an empty argument). */
  continues(indent: number): boolean {
    return (
      (this.#list === 'command' || this.#list === 'args' || this.#list === 'env') &&
      indent > this.#listIndent
    )
  }

  /** Deeper than the list's key, or, where pasting lost the indentation, anything that is no key of a container. */
  #inList(line: Line, indent: number): boolean {
    if (indent > this.#listIndent) return true
    const key = keyLine(line.text, indent)
    if (key === null) return this.#fitsList(line.text)
    return !CONTAINER_KEYS.has(key.key) && this.#fitsList(line.text) && indent === this.#listIndent
  }

  #fitsList(text: string): boolean {
    switch (this.#list) {
      case 'env':
        return /^\s*[A-Za-z_][\w.-]*:(?:\s|$)/.test(text)
      case 'envFrom':
        return ENV_FROM.test(text.trim())
      case 'limits':
      case 'requests':
        return /^\s*[a-z][\w./-]*:\s+\d/.test(text)
      case 'mounts':
        return mountOf(text) !== null
      default:
        return this.#list === 'command' || this.#list === 'args'
    }
  }

  key({ key, value, indent }: KeyLine, line: Line): void {
    // A copy may put a state and what belongs to it on one line.
    const [own = '', ...more] = /State/.test(key) ? value.split(ON_ONE_LINE) : [value]
    this.#oneKey({ key, value: own.trim(), indent }, line)
    for (const part of more) {
      const colon = part.indexOf(':')
      const inner = { key: part.slice(0, colon), value: part.slice(colon + 1).trim(), indent }
      this.#oneKey(inner, line)
    }
  }

  #oneKey({ key, value, indent }: KeyLine, line: Line): void {
    const list = LISTS[key]
    if (list !== undefined) {
      this.#openList(list, value, line)
      return
    }
    const probe = PROBES[key]
    if (probe !== undefined) this.#setSpec(probe, probeOf(value), line)
    else if (key === 'State' || key === 'Last State' || key === 'Last Termination State') {
      this.#state(key === 'State' ? 'state' : 'lastState', value, line)
    } else if (!this.#simpleKey(key, value, line)) this.#stateKey(key, value, line)
    this.#listIndent = indent
  }

  #simpleKey(key: string, value: string, line: Line): boolean {
    switch (key) {
      case 'Image':
        this.#setSpec('image', value, line)
        this.#setStatus('image', value, line)
        return true
      case 'Image ID':
        if (value !== '') this.#setStatus('imageID', value, line)
        return true
      case 'Container ID':
        if (this.#bucket === null && value !== '') this.#setStatus('containerID', value, line)
        return true
      case 'Ready':
        if (/^(?:True|False)$/.test(value)) this.#setStatus('ready', value === 'True', line)
        return true
      case 'Restart Count':
        if (/^\d+$/.test(value)) this.#setStatus('restartCount', Number(value), line)
        return true
      case 'Port':
      case 'Ports':
        this.#ports(value, line)
        return true
      case 'Restart Policy':
        this.#setSpec('restartPolicy', value, line)
        return true
      default:
        return CONTAINER_KEYS.has(key)
    }
  }

  #state(bucket: 'state' | 'lastState', value: string, line: Line): void {
    this.#bucket = bucket
    const kind = /^(Waiting|Running|Terminated)/.exec(value)?.[1]?.toLowerCase()
    if (kind === undefined) return
    if (getPath(this.#draft.status, `${bucket}.${kind}`) === undefined) {
      this.#setStatus(`${bucket}.${kind}`, {}, line)
    }
  }

  #stateKey(key: string, value: string, line: Line): void {
    const base = this.#statePath(key, value)
    switch (key) {
      case 'Reason':
        this.#setStatus(`${base}.reason`, value, line)
        break
      case 'Message':
        this.#messagePath = `${base}.message`
        this.#setStatus(this.#messagePath, value, line)
        this.#messageLine = line.raw
        this.#list = 'message'
        break
      case 'Exit Code':
      case 'Signal':
        if (/^-?\d+$/.test(value)) {
          this.#setStatus(
            `${base}.${key === 'Signal' ? 'signal' : 'exitCode'}`,
            Number(value),
            line,
          )
        }
        break
      case 'Started':
      case 'Finished': {
        const at = timeOf(value)
        const field = key === 'Started' ? 'startedAt' : 'finishedAt'
        if (at !== null) this.#setStatus(`${base}.${field}`, isoTime(at), line)
        break
      }
      default:
    }
  }

  /** The state that a key belongs to; where the line with the state is cut off, the key itself tells. */
  #statePath(key: string, value: string): string {
    if (this.#bucket === null) {
      return key === 'Reason' && WAITING.test(value) ? 'state.waiting' : 'lastState.terminated'
    }
    const state = getPath(this.#draft.status, this.#bucket)
    const kind = typeof state === 'object' && state !== null ? Object.keys(state)[0] : undefined
    return `${this.#bucket}.${kind ?? 'terminated'}`
  }

  #ports(value: string, line: Line): void {
    const ports = value.split(/,\s*/).flatMap((part) => {
      const match = /^(\d+)\/(TCP|UDP|SCTP)(?: \((\S+)\))?$/.exec(part)
      if (match === null || match[1] === '0') return []
      const name = match[3]
      return [
        {
          containerPort: Number(match[1]),
          protocol: match[2],
          ...(name === undefined ? {} : { name }),
        },
      ]
    })
    if (ports.length > 0) this.#setSpec('ports', ports, line)
  }

  #openList(list: List, value: string, line: Line): void {
    this.#list = list
    this.#listIndent = indentOf(line.text)
    if (list === 'env' && value === '<none>') this.#setSpec('env', [], line)
    else if (value !== '' && value !== '<none>' && (list === 'command' || list === 'args')) {
      this.#setSpec(list, [value], line)
    }
  }

  #item(list: List, line: Line): void {
    const text = line.text.trim()
    if (list === 'command' || list === 'args') this.#push(list, text, line)
    else if (list === 'limits' || list === 'requests') {
      const match = /^([\w./-]+):\s+(\S+)$/.exec(text)
      // Resource names may hold dots, so the map is filled in by hand.
      if (match !== null) this.#resource(list, match[1] ?? '', { value: match[2] ?? '', line })
    } else if (list === 'env') this.#env(line)
    else if (list === 'envFrom') this.#envFrom(text, line)
    else if (list === 'mounts') {
      const mount = mountOf(text)
      if (mount !== null) this.#push('volumeMounts', mount, line)
    }
  }

  #resource(list: 'limits' | 'requests', name: string, at: { value: string; line: Line }): void {
    const resources = (this.#draft.spec['resources'] ??= {}) as Record<string, unknown>
    const map = (resources[list] ??= {}) as Record<string, string>
    map[name] = at.value
    this.#draft.cites.set(`spec.resources.${list}.${name}`, {
      line: at.line.number,
      text: at.line.raw,
    })
  }

  #env(line: Line): void {
    const env = envOf(line.text)
    if (env !== null) {
      this.#push('env', env, line)
      return
    }
    const list = this.#draft.spec['env'] as { value?: string }[] | undefined
    const last = list?.at(-1)
    if (last?.value !== undefined) last.value = `${last.value}\n${line.text.trim()}`
  }

  #envFrom(text: string, line: Line): void {
    const match = ENV_FROM.exec(text)
    if (match === null) return
    const reference = {
      name: match[1] ?? '',
      ...(match[4] === undefined ? {} : { optional: match[4] === 'true' }),
    }
    this.#push(
      'envFrom',
      {
        ...(match[3] === undefined ? {} : { prefix: match[3] }),
        ...(match[2] === 'Secret' ? { secretRef: reference } : { configMapRef: reference }),
      },
      line,
    )
  }

  #push(list: string, item: unknown, line: Line): void {
    const items = (this.#draft.spec[list] ??= []) as unknown[]
    this.#draft.cites.set(`spec.${list}[${items.length}]`, { line: line.number, text: line.raw })
    items.push(item)
  }

  #appendMessage(line: Line): void {
    const before = getPath(this.#draft.status, this.#messagePath)
    const text = line.text.trim()
    const glue = isWrapped(this.#messageLine, line.raw) ? '' : '\n'
    this.#messageLine = line.raw
    const message = typeof before === 'string' && before !== '' ? `${before}${glue}${text}` : text
    if (message.length < 16_384) this.#replace(this.#messagePath, message)
  }

  #replace(path: string, value: string): void {
    const cite = this.#draft.cites.get(`status.${path}`)
    this.#draft.set('status', path, {
      value,
      line: { number: cite?.line ?? 0, raw: cite?.text ?? '', text: '' },
    })
  }

  #setSpec(path: string, value: unknown, line: Line): void {
    if (value !== null && value !== undefined) this.#draft.set('spec', path, { value, line })
  }

  #setStatus(path: string, value: unknown, line: Line): void {
    if (value !== null && value !== undefined) this.#draft.set('status', path, { value, line })
  }
}
