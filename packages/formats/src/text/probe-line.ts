import type { EnvVar, Probe, VolumeMount } from '@unloop/engine/evidence'

/** Mutable while it is read. */
type Draft<T> = { -readonly [K in keyof T]: T[K] }

/**
 * Reads a probe as `kubectl describe` prints it:
 * `http-get http://:8080/health delay=0s timeout=1s period=4s #success=1 #failure=3`, `exec [cat /tmp/ok] delay=…`,
 * `tcp-socket :3306 delay=…`, `grpc <pod>:9090 svc delay=…`. Null where the text is no probe.
 */
export function probeOf(text: string): Probe | null {
  const match = /^(http-get|tcp-socket|exec|grpc)\s+(.*)$/.exec(text.trim())
  if (match === null) return null
  const rest = match[2] ?? ''
  const cut = rest.search(/\s(?:delay|timeout|period)=|\s#(?:success|failure)=/)
  const what = (cut === -1 ? rest : rest.slice(0, cut)).trim()
  return { ...handlerOf(match[1] ?? '', what), ...timingOf(cut === -1 ? '' : rest.slice(cut)) }
}

function handlerOf(kind: string, what: string): Probe {
  if (kind === 'exec')
    return { exec: { command: wordsOf(what.replace(/^\[/, '').replace(/\]$/, '')) } }
  if (kind === 'tcp-socket') {
    const { host, port } = hostAndPort(what)
    return { tcpSocket: { ...(host === '' ? {} : { host }), port } }
  }
  if (kind === 'grpc') {
    const [address = '', service] = what.split(/\s+/, 2)
    const { port } = hostAndPort(address)
    return {
      grpc: {
        ...(typeof port === 'number' ? { port } : {}),
        ...(service === undefined ? {} : { service }),
      },
    }
  }
  const url = /^(https?):\/\/(\[[^\]]*\]|[^:/]*)(?::([^/]*))?(\/.*)?$/i.exec(what)
  if (url === null) return { httpGet: {} }
  const { port } = hostAndPort(`:${url[3] ?? ''}`)
  const host = url[2] ?? ''
  return {
    httpGet: {
      scheme: (url[1] ?? '').toUpperCase(),
      ...(host === '' ? {} : { host }),
      port,
      path: url[4] ?? '/',
    },
  }
}

function hostAndPort(text: string): { readonly host: string; readonly port: number | string } {
  const colon = text.lastIndexOf(':')
  const port = text.slice(colon + 1)
  return {
    host: text.slice(0, Math.max(0, colon)),
    port: /^\d{1,5}$/.test(port) ? Number(port) : port,
  }
}

/** describe prints a command's words with spaces between them and no quotes; `sh -c` takes the rest as one. */
function wordsOf(text: string): readonly string[] {
  const shell = /^(\S*sh) (-\w*c) ([^]*)$/.exec(text)
  if (shell !== null) return [shell[1] ?? '', shell[2] ?? '', shell[3] ?? '']
  return text.split(/\s+/).filter((word) => word !== '')
}

function timingOf(text: string): Probe {
  const seconds = (name: string): number | undefined => {
    const match = new RegExp(`${name}=(?:(\\d+)m)?(\\d+)?s?`).exec(text)
    return match === null ? undefined : Number(match[1] ?? 0) * 60 + Number(match[2] ?? 0)
  }
  const probe: Draft<Probe> = {}
  const delay = seconds('delay')
  const timeout = seconds('timeout')
  const period = seconds('period')
  const success = seconds('#success')
  const failure = seconds('#failure')
  if (delay !== undefined && delay > 0) probe.initialDelaySeconds = delay
  if (timeout !== undefined) probe.timeoutSeconds = timeout
  if (period !== undefined) probe.periodSeconds = period
  if (success !== undefined) probe.successThreshold = success
  if (failure !== undefined) probe.failureThreshold = failure
  return probe
}

/** `KEY:  value`, `KEY: <set to the key 'k' in secret 's'>  Optional: false`, `NS:  default (v1:metadata.namespace)` */
export function envOf(text: string): EnvVar | null {
  const match = /^\s*([A-Za-z_.-][\w.-]*):(?:\s+(.*))?$/.exec(text)
  if (match === null) return null
  const name = match[1] ?? ''
  const value = (match[2] ?? '').trim()
  const key =
    /^<set to the key '([^']*)' (?:in|of) (secret|config map) '([^']*)'>(?:\s+Optional: (true|false))?/.exec(
      value,
    )
  if (key !== null) {
    const selector = {
      name: key[3] ?? '',
      key: key[1] ?? '',
      ...(key[4] === undefined ? {} : { optional: key[4] === 'true' }),
    }
    return {
      name,
      valueFrom: key[2] === 'secret' ? { secretKeyRef: selector } : { configMapKeyRef: selector },
    }
  }
  const field = /\(v1:([\w.[\]'"/-]+)\)$/.exec(value)
  if (field !== null) return { name, valueFrom: { fieldRef: { fieldPath: field[1] ?? '' } } }
  const resource = /\((limits|requests)\.([\w-]+)\)$/.exec(value)
  if (resource !== null) {
    return { name, valueFrom: { resourceFieldRef: { resource: `${resource[1]}.${resource[2]}` } } }
  }
  return { name, value }
}

/** `/etc/nginx from config (ro,path="nginx.conf")` */
export function mountOf(text: string): VolumeMount | null {
  const match = /^\s*(\/\S*) from (\S+)(?: \(([^)]*)\))?$/.exec(text)
  if (match === null) return null
  const options = match[3] ?? ''
  const subPath = /path="([^"]*)"/.exec(options)?.[1]
  return {
    mountPath: match[1] ?? '',
    name: match[2] ?? '',
    ...(options.startsWith('ro') ? { readOnly: true } : {}),
    ...(subPath === undefined ? {} : { subPath }),
  }
}
