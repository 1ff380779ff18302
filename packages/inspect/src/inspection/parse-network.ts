import type { NameObservation, PortObservation, Observation } from '@unloop/engine/evidence'
import type { PlannedAddress } from '@unloop/engine'
import { decode, type Fields } from './rows.ts'

/** Look-ups and connections, host by host in the order of the plan. */
export function networkObservations(
  rows: readonly Fields[],
  addresses: readonly PlannedAddress[],
): readonly Observation[] {
  const hosts = [...new Set(addresses.map(({ host }) => host))]
  const servers = (rows.find(([kind]) => kind === 'servers')?.[1] ?? '')
    .split(/\s+/)
    .filter((word) => /^[0-9a-fA-F.:%\w]+$/.test(word))
  return hosts.flatMap((host, index): readonly Observation[] => {
    const own = rows.filter(([, at]) => at === String(index))
    const name = nameObservation(host, own, servers)
    return [
      ...(name ? [name] : []),
      ...addresses.flatMap((planned, number) =>
        planned.host === host && planned.port !== null
          ? portObservations(
              planned.host,
              planned.port,
              rows.find(([kind, at]) => kind === 'port' && at === String(number)),
            )
          : [],
      ),
    ]
  })
}

const nameObservation = (
  host: string,
  rows: readonly Fields[],
  servers: readonly string[],
): NameObservation | null => {
  const base = { kind: 'name' as const, host, servers }
  const given = rows.find(([kind]) => kind === 'hosts')?.[2]
  if (given) return { ...base, state: 'resolves', addresses: [given], tried: [] }
  if (rows.some(([kind]) => kind === 'nogetent'))
    return { ...base, state: 'no-such-name', addresses: [], tried: [host] }
  const tries = rows.flatMap(([kind, , name = '', text]) =>
    kind === 'try' ? [{ name: name.replace(/\.$/, ''), ...lookupOf(decode(text)) }] : [],
  )
  if (tries.length === 0) return null
  const tried = tries.map(({ name }) => name)
  const found = tries.find(({ state }) => state === 'resolves')
  if (found) return { ...base, state: 'resolves', addresses: found.addresses, tried }
  const worst = (['no-answer', 'server-failed', 'no-such-name'] as const).find((state) =>
    tries.some((each) => each.state === state),
  )
  return { ...base, state: worst ?? 'unknown', addresses: [], tried }
}

interface Lookup {
  readonly state: NameObservation['state']
  readonly addresses: readonly string[]
}

/** What nslookup of busybox and of BIND print. */
const lookupOf = (text: string): Lookup => {
  const answer = /^Name:[^]*/m.exec(text)?.[0] ?? ''
  const addresses = [...answer.matchAll(/^Address[^:\n]*:[ \t]*([0-9a-fA-F.:]+)/gm)].flatMap(
    ([, address]) => address ?? [],
  )
  if (addresses.length > 0)
    return { state: 'resolves', addresses: [...new Set(addresses)].slice(0, 6) }
  if (/timed out|no servers could be reached|connection refused|Network is unreachable/i.test(text))
    return { state: 'no-answer', addresses: [] }
  if (/SERVFAIL|REFUSED|server failure/i.test(text))
    return { state: 'server-failed', addresses: [] }
  if (/NXDOMAIN|can't find|No answer|does not resolve/i.test(text))
    return { state: 'no-such-name', addresses: [] }
  return { state: text.trim() === '' ? 'no-answer' : 'unknown', addresses: [] }
}

const portObservations = (
  host: string,
  port: number,
  row: Fields | undefined,
): readonly PortObservation[] => {
  if (!row) return []
  const [, , address = '', tool, code, text, from, to] = row
  if (tool === 'unresolved')
    return [{ kind: 'port', host, port, address: null, state: 'unresolved', ms: null }]
  const ms = Math.max(0, Math.round((Number(to) - Number(from)) * 1000))
  const state = connectionOf({ tool: tool ?? '', code: Number(code), said: decode(text), ms })
  return [{ kind: 'port', host, port, address, state, ms: Number.isFinite(ms) ? ms : null }]
}

interface Connection {
  readonly tool: string
  readonly code: number
  readonly said: string
  readonly ms: number
}

const connectionOf = ({ tool, code, said, ms }: Connection): PortObservation['state'] => {
  if (tool === 'none') return 'unknown'
  if (code === 0) return 'connects'
  if (/refused/i.test(said)) return 'refused'
  if (/no route|unreachable/i.test(said)) return 'no-route'
  if (/timed? ?out/i.test(said)) return 'timeout'
  // `timeout` had to end it: nc gives up connecting before that, so it was connected; the others were not.
  if (code === 124 || code === 143)
    return tool === 'busybox' || tool === 'nc' ? 'connects' : 'timeout'
  return said.trim() === '' && tool === 'nc' ? (ms < 3500 ? 'refused' : 'timeout') : 'unknown'
}
