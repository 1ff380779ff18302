import { configMapsOf } from '../case/settings.ts'
import { configData, envValue, namedDestinations } from '../evidence/services.ts'
import type { CaseFile } from '../case/case-file.ts'

/** A host to resolve and, where a port is known, to connect to. */
export interface PlannedAddress {
  readonly host: string
  readonly port: number | null
  /** What names it: `its log`, `env DATABASE_URL`. */
  readonly from: string
}

/** Addresses that the incident and the settings of the container name: what failed first. */
export function addressesOf(file: CaseFile): readonly PlannedAddress[] {
  const said = file.messages
    .filter(({ weight, facts }) => weight >= 20 && facts['host'])
    .map(({ facts }): PlannedAddress => planned(facts['host'] ?? '', facts['port'], 'its log'))
  const all = [...said, ...inSettings(file), ...services(file)]
    .map((each) => ({ ...each, host: each.host.toLowerCase().replace(/\.$/, '') }))
    .filter(({ host }) => isHost(host))
  const known = all.map((each) => ({ ...each, port: each.port ?? portElsewhere(all, each.host) }))
  return known.filter(
    ({ host, port }, index) =>
      known.findIndex((other) => other.host === host && other.port === port) === index,
  )
}

const portElsewhere = (all: readonly PlannedAddress[], host: string): number | null =>
  all.find((each) => each.host === host && each.port !== null)?.port ?? null

const planned = (host: string, port: string | undefined, from: string): PlannedAddress => {
  const number = Number(port)
  return {
    host,
    port: Number.isInteger(number) && number > 0 && number < 65536 ? number : null,
    from,
  }
}

const HOST = /^(?=.{1,253}$)[a-z0-9_](?:[a-z0-9_-]{0,62})(?:\.[a-z0-9_](?:[a-z0-9_-]{0,62}))*$/
/** What never leaves the machine, or names none. */
const isHost = (host: string): boolean =>
  HOST.test(host) && !/^(?:localhost|127\..*|0\.0\.0\.0|\d+)$/.test(host)

/** Ports that a scheme means where it names none (IANA, and the programs' documentation). */
const PORTS: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  ws: 80,
  wss: 443,
  postgres: 5432,
  postgresql: 5432,
  mysql: 3306,
  mariadb: 3306,
  redis: 6379,
  rediss: 6379,
  mongodb: 27017,
  amqp: 5672,
  amqps: 5671,
  nats: 4222,
  kafka: 9092,
  ldap: 389,
  ldaps: 636,
  smtp: 25,
  memcached: 11211,
  etcd: 2379,
}
const URL =
  /\b([a-z][a-z0-9+.-]{1,20}):\/\/(?:[^\s/"']*@)?((?:[a-z0-9_.-]+)(?::\d{1,5})?(?:,[a-z0-9_.-]+(?::\d{1,5})?)*)/gi
const PAIR = /(?<![\w.:/@-])([a-z0-9][a-z0-9_.-]*[a-z0-9]):(\d{2,5})(?![\w:@])/gi
/** `DB_HOST`, `KAFKA_BROKERS`: the whole value is an address. */
const NAMES_HOST =
  /(?:^|[_.-])(?:HOST|HOSTNAME|SERVERS?|ADDR|ADDRESS|ENDPOINT|BROKERS?|BOOTSTRAP_SERVERS)$/i

interface Setting {
  readonly name: string
  readonly value: string
  readonly from: string
}

const inSettings = (file: CaseFile): readonly PlannedAddress[] => {
  const settings = settingsOf(file)
  return settings.flatMap((setting) => [
    ...urls(setting),
    ...pairs(setting),
    ...hosts(setting, settings),
  ])
}

const settingsOf = (file: CaseFile): readonly Setting[] => {
  const { inventory, failing } = file
  const { env = [], envFrom = [], args = [], command = [] } = failing.spec ?? {}
  const mapped = envFrom.flatMap(({ configMapRef }) =>
    Object.entries(configData(inventory, failing.namespace, configMapRef?.name)).map(
      ([name, value]): Setting => ({ name, value, from: `env ${name}` }),
    ),
  )
  const files = configMapsOf(file).flatMap((map) =>
    Object.entries(configData(inventory, failing.namespace, map)).map(([key, value]): Setting => ({
      name: '',
      value,
      from: `ConfigMap ${map} key ${key}`,
    })),
  )
  return [
    ...env.map((each): Setting => ({
      name: each.name,
      value: envValue(inventory, failing.namespace, each),
      from: `env ${each.name}`,
    })),
    ...mapped,
    ...[...command, ...args].map((value): Setting => ({ name: '', value, from: 'its arguments' })),
    ...files,
  ].map((setting) => ({ ...setting, value: String(setting.value).slice(0, 8000) }))
}

const urls = ({ value, from }: Setting): readonly PlannedAddress[] =>
  [...value.matchAll(URL)].flatMap(([, scheme = '', list = '']) =>
    list.split(',').map((each) => {
      const [host = '', port] = each.split(':')
      const bare = scheme.toLowerCase().replace(/^jdbc:|\+.*$/g, '')
      return planned(host, port ?? String(PORTS[bare] ?? ''), from)
    }),
  )

/** `host:port`; file names and versions with a colon have no such host. */
const pairs = ({ value, from }: Setting): readonly PlannedAddress[] =>
  [...value.matchAll(PAIR)].flatMap(([, host = '', port]) =>
    /[a-z]/i.test(host) || /^\d+\.\d+\.\d+\.\d+$/.test(host) ? [planned(host, port, from)] : [],
  )

const hosts = (
  { name, value, from }: Setting,
  all: readonly Setting[],
): readonly PlannedAddress[] => {
  if (!NAMES_HOST.test(name) || !/^[a-z0-9][a-z0-9.-]*$/i.test(value)) return []
  const stem = name.replace(NAMES_HOST, '')
  const port = all.find((each) => each.name === `${stem}_PORT` || each.name === `${stem}PORT`)
  return [planned(value, port?.value, from)]
}

const services = (file: CaseFile): readonly PlannedAddress[] =>
  namedDestinations(file.inventory, file.failing.namespace, file.failing.spec).map(
    ({ host, port }) => ({ host, port, from: 'its settings' }),
  )
