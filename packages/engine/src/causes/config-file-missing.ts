import { kubectl, verifyRollout } from '../fixes/commands.ts'
import { containerPatch, objectPatch, patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix, Patch } from '../report/report.ts'
import { placesOf } from '../fixes/place.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { lastSaid, saidEvidence, relevanceOf } from './shared/log.ts'
import { filesIn, missingFile } from './shared/missing-file.ts'
import { mountAt, mountEvidence, volumeWords } from './shared/mounts.ts'
import { nearestName } from './shared/nearest.ts'
import { withOwnFindings } from './shared/own.ts'

/** The program's configuration file is not where it looks for it. */
export const configFileMissing: Cause = withOwnFindings({
  id: 'config-file-missing',
  explain: (_, { facts }) => {
    const { path = 'its configuration file', what, nearest } = facts
    if (what)
      return `The program looks for ${path}, and ${what} is mounted there without a file of that name${nearest ? `: it has ${nearest}` : ''}. The name in the program's setting and the key must be the same.`
    return `The program looks for ${path} and does not find it. Nothing is mounted there: a ConfigMap, a volume or a flag with another path is missing.`
  },
  find: (file) => [...missing(file), ...namedOnly(file)],
  fixes: (file, { facts }) => fixes(file, facts),
})

const CONFIG =
  /\.(?:ya?ml|json|toml|ini|cfg|conf|cnf|config|properties|xml|env|hcl|acl|rules|lua|vcl|tmpl)$|\/(?:config|conf|etc|settings)\/|(?:config|conf|settings|Caddyfile|Corefile|myid)$/i
const NOT_OURS =
  /\.(?:crt|pem|key|p12|jks|pub)$|kubernetes\.io\/serviceaccount|^\/(?:proc|sys|dev)\//

const missing = (file: CaseFile): readonly Finding[] => {
  const found = missingFile(file)
  if (!found || found.program || NOT_OURS.test(found.path)) return []
  const mounted = mountAt(file, found.path)
  const files = mounted ? filesIn(file, mounted) : null
  const name = found.path.slice(found.path.lastIndexOf('/') + 1)
  const configLike = CONFIG.test(found.path)
  if (!configLike && files === null) return []
  if (files?.includes(name)) return []
  const nearest = files
    ? (nearestName(name, files) ?? (files.length === 1 ? (files[0] ?? null) : null))
    : null
  const base = files ? 86 : 70
  return [
    {
      cause: 'config-file-missing',
      weight: base * found.relevance,
      rule: files ? 'config-file-missing/key' : 'config-file-missing/path',
      title:
        mounted && files
          ? `${found.path} does not exist: ${volumeWords(mounted)} has ${files.join(', ').slice(0, 80) || 'no key'}`
          : `${found.path} does not exist`,
      evidence: [...found.evidence, ...(mounted ? mountEvidence(file, mounted) : [])],
      facts: {
        path: found.path,
        ...(mounted && files ? { what: volumeWords(mounted), volume: mounted.volume.name } : {}),
        ...(nearest ? { nearest } : {}),
      },
    },
  ]
}

const NAMED =
  /\b([\w.-]{3,40}) file (?:is|was) (?:missing|not found|not present)|\b(?:missing|no) (?:required )?config(?:uration)? file\b:?\s*([\w./-]*)|config(?:uration)? file (?:is |was )?not (?:found|present|specified)/i

const GOES_ON = /\bskipp|\bignor|\boptional|\bdefaults?\b|\bwarn/i

/** The program names the file without its folder. */
const namedOnly = (file: CaseFile): readonly Finding[] => {
  const said = lastSaid(file, NAMED)
  if (!said || GOES_ON.test(said.line.text)) return []
  const name = said.match[1] ?? said.match[2]
  return [
    {
      cause: 'config-file-missing',
      weight: 76 * relevanceOf(said),
      rule: 'config-file-missing/named',
      title: name ? `The file ${name} is missing` : 'The configuration file is missing',
      evidence: saidEvidence(file, said),
      facts: name ? { path: name } : {},
    },
  ]
}

const fixes = (file: CaseFile, facts: Finding['facts']): readonly Fix[] => {
  const { path, nearest, volume } = facts
  const mounted = path ? mountAt(file, path) : null
  if (
    path &&
    nearest &&
    volume &&
    mounted &&
    (mounted.kind === 'configMap' || mounted.kind === 'secret')
  ) {
    const items = [
      { key: nearest, path: path.slice(mounted.mount.mountPath.replace(/\/$/, '').length + 1) },
    ]
    const source = mounted.kind === 'configMap' ? { configMap: { items } } : { secret: { items } }
    return [
      patchFix(file, {
        id: 'config-file-missing/items',
        title: `Mount key ${nearest} as ${path}`,
        patch: podPatch(file, { volumes: [{ name: volume, ...source }] }),
      }),
      ...argumentFix(file, path, `${mounted.mount.mountPath.replace(/\/$/, '')}/${nearest}`),
    ]
  }
  return [...ordinalFile(file, path ?? facts['file']), look(file, path)]
}

/** ZooKeeper's servers are told apart by a number in a file, which a StatefulSet knows as the pod's ordinal. */
const ordinalFile = (file: CaseFile, path: string | undefined): readonly Fix[] => {
  if (file.failing.workload.kind !== 'StatefulSet' || !/(?:^|\/)myid$/.test(path ?? '')) return []
  const folder =
    placesOf(file)
      .map(({ text }) => /^\s*dataDir\s*=\s*(\S+)/m.exec(text)?.[1])
      .find((each) => each !== undefined) ??
    (path?.startsWith('/') ? path.replace(/\/myid$/, '') : '/data')
  const mount = mountAt(file, `${folder}/myid`)?.mount
  const peers = peersByName(file)
  const image = file.failing.spec?.image
  if (!mount || !image) return []
  return [
    patchFix(file, {
      id: 'config-file-missing/ordinal',
      title: `Write the ordinal of the pod plus one to ${folder}/myid, in an init container${peers ? `, and let Service ${peers.target.name} name pods that are not ready yet` : ''}`,
      ...(peers ? { also: [peers] } : {}),
      patch: podPatch(file, {
        initContainers: [
          {
            name: 'write-myid',
            image,
            command: ['sh', '-c', `echo $((\${HOSTNAME##*-} + 1)) > ${folder}/myid`],
            volumeMounts: [{ name: mount.name, mountPath: mount.mountPath }],
          },
        ],
      }),
    }),
  ]
}

/**
 * Servers of an ensemble look up their own and each other's names before they can be ready: the headless Service has to
 * publish them (`publishNotReadyAddresses`, core/v1 ServiceSpec).
 */
const peersByName = (file: CaseFile): Patch | null => {
  const { failing, inventory } = file
  const { namespace, workload } = failing
  const set = inventory.get(workload.kind, namespace, workload.name)?.object['spec'] as
    { serviceName?: string } | undefined
  const service = set?.serviceName ? inventory.get('Service', namespace, set.serviceName) : null
  const spec = service?.object['spec'] as
    { clusterIP?: string; publishNotReadyAddresses?: boolean } | undefined
  if (spec?.clusterIP !== 'None' || spec.publishNotReadyAddresses) return null
  const target = { kind: 'Service', namespace, name: set?.serviceName ?? '' }
  return objectPatch(target, { spec: { publishNotReadyAddresses: true } })
}

/** Or tell the program the path that is there, where the pod names the wrong one in its arguments. */
const argumentFix = (file: CaseFile, path: string, there: string): readonly Fix[] => {
  const args = file.failing.spec?.args
  if (!args?.some((word) => word.includes(path))) return []
  return [
    patchFix(file, {
      id: 'config-file-missing/argument',
      title: `Point the program to ${there}`,
      patch: containerPatch(file, { args: args.map((word) => word.replace(path, there)) }),
    }),
  ]
}

const look = (file: CaseFile, path: string | undefined): Fix => ({
  id: 'config-file-missing/provide',
  title: `Provide ${path ?? 'the file'}: mount a ConfigMap that has it, or name the path that exists`,
  where: 'manifest',
  risk: 'low',
  commands: [kubectl(file, 'get', 'configmap'), kubectl(file, 'get', file.target, '-o', 'yaml')],
  patch: null,
  verify: verifyRollout(file),
})
