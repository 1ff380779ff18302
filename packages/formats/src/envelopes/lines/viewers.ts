import { NOWHERE, type Opened } from '../message/message.ts'
import { nameOf, podLike } from '../message/place.ts'
import type { LineEnvelope } from './line-envelope.ts'

const NAME = '[a-z0-9](?:[-a-z0-9.]{0,251}[a-z0-9])?'
const at = (source: string): RegExp => new RegExp(source.replaceAll('NAME', NAME))

/** `kubectl logs --prefix`: `[pod/web-7d9f8b6c5-h2m8q/api] text` */
const KUBECTL = at('^\\[pods?/(NAME)/(NAME)\\] ?(.*)$')

/** `[pod/web-1/app] text`. */
export const kubectlPrefix: LineEnvelope = {
  name: 'kubectl logs --prefix',
  least: 1,
  open(line) {
    const match = KUBECTL.exec(line)
    if (match === null) return null
    const [, pod = null, container = null, text = ''] = match
    return { text, place: { ...NOWHERE, pod, container } }
  },
}

/** stern until 1.22 and with `--all-namespaces`; the sign between is missing in its newer default template. */
const STERN = at('^(?:(NAME) )?(NAME) (?:› )?(NAME)(?: [›│|»])? (.*)$')
const STERN_MARKED = at('^(?:(NAME) )?(NAME) (?:› (NAME)|(NAME) [›│»])(?: (.*)|)$')
const STERN_NOTE = at('^[+-] (?:NAME )?NAME › NAME\\s*$')

function sternMarked(line: string): Opened | null {
  const match = STERN_MARKED.exec(line)
  if (match === null) return null
  const [, namespace = null, pod = null, after, before, text = ''] = match
  return { text, place: { namespace, pod, container: after ?? before ?? null } }
}

/** `web-1 app text`, as stern's default template has it; with `--timestamps` the time comes third. */
export const stern: LineEnvelope = {
  name: 'stern',
  least: 2,
  open(line) {
    const marked = sternMarked(line)
    if (marked !== null) return marked
    const match = STERN.exec(line) ?? STERN.exec(`${line} `)
    if (match === null) return null
    const [, first, second = '', third = '', text = ''] = match
    // Three names in a row are a namespace, a pod and a container only where the second is a pod's.
    if (first !== undefined && (podLike(second) === 'sure' || calledLike(second, third)))
      return { text, place: { namespace: first, pod: second, container: third } }
    const pod = first ?? second
    const container = first === undefined ? third : second
    if (podLike(pod) !== 'sure' && !calledLike(pod, container)) return null
    if (first === undefined) return { text, place: { ...NOWHERE, pod, container: third } }
    const rest = `${third} ${text}`.trimEnd()
    return { text: rest, place: { ...NOWHERE, pod, container: second } }
  },
  isNote: (line) => STERN_NOTE.test(line),
}

/** `db-0` may be any name; with a container that is called like it, it is a pod's. */
const calledLike = (pod: string, container: string): boolean =>
  podLike(pod) === 'weak' && pod.includes(container)

const KUBETAIL = at('^\\[(NAME)(?: (NAME))?\\] ?(.*)$')

/** `[web-7d9f8b6c5-h2m8q api] text`, of several pods `[web-7d9f8b6c5-h2m8q] text`; Lens' copy of several pods, too. */
export const kubetail: LineEnvelope = {
  name: 'kubetail',
  least: 2,
  open(line) {
    const match = KUBETAIL.exec(line)
    if (match === null) return null
    const [, pod = '', container, text = ''] = match
    if (podLike(pod) === null) return null
    return { text, place: { ...NOWHERE, pod, container: nameOf(container) } }
  },
  isNote: (line) => /^Will tail \d+ logs/.test(line),
}

const KAIL = at('^(NAME)/(NAME)\\[(NAME)\\]: ?(.*)$')

/** `shop/web-1[app]: text`. */
export const kail: LineEnvelope = {
  name: 'kail',
  least: 1,
  open(line) {
    const match = KAIL.exec(line)
    if (match === null) return null
    const [, namespace = null, pod = null, container = null, text = ''] = match
    return { text, place: { namespace, pod, container } }
  },
}

const COMPOSE = /^(?:\d\d:\d\d:\d\d )?([a-zA-Z0-9][\w.-]{0,80}(?:@[\w.-]+)?)\s*\| ?(.*)$/

/** docker compose, podman-compose, nerdctl compose, `docker service logs`, foreman and honcho: `web-1  | text` */
export const compose: LineEnvelope = {
  name: 'docker compose',
  least: 3,
  open(line) {
    const match = COMPOSE.exec(line)
    if (match === null) return null
    const [, service = '', text = ''] = match
    const name = (service.split('@', 1)[0] ?? '').toLowerCase().replaceAll('_', '-')
    const task = name.replace(/\.\d+\.[a-z0-9]{20,}$/, '')
    return { text, place: { ...NOWHERE, container: nameOf(task) } }
  },
  isNote: (line) =>
    /^(?:Attaching to |Gracefully stopping|\S+ exited with code -?\d+$|\[\+\] Running )/.test(line),
}

const K9S = at('^(?:(NAME)/)?(NAME):(NAME)(?: ?[│|›:])? (.*)$')

/** k9s' and other viewers' `pod:container text`, with or without the namespace. */
export const podColonContainer: LineEnvelope = {
  name: 'k9s',
  least: 2,
  open(line) {
    const match = K9S.exec(line) ?? K9S.exec(`${line} `)
    if (match === null) return null
    const [, namespace = null, pod = '', container = null, text = ''] = match
    if (podLike(pod) !== 'sure' && !calledLike(pod, container ?? '-')) return null
    return { text, place: { namespace, pod, container } }
  },
}
