import { sh } from '../commands/sh.ts'
import { inNamespace, kubectl } from '../fixes/commands.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { settingFix } from '../fixes/correct-address-fix.ts'
import { settingThatNames } from '../case/settings.ts'
import { editDistance } from '../evidence/names.ts'

/** A host name does not resolve. */
export const dnsFailure: Cause = {
  id: 'dns-failure',
  explain: (file, finding) => {
    const host = finding.facts['host'] ?? 'A host name'
    const why = reasonFor(file, finding)
    return `${host} does not resolve, and the program ends because of it.${why ? ` ${why.sentence}` : ''}`
  },
  find: (file) =>
    file.messages
      .filter(({ cause, weight }) => cause === 'dns-failure' && weight >= 30)
      .flatMap((message) => {
        const why = reasonFor(file, message)
        return why
          ? [
              {
                ...message,
                weight: message.weight + 6,
                rule: `dns-failure/${why.kind}`,
                title: `${message.facts['host']} does not resolve: ${why.phrase}`,
                evidence: [...message.evidence, ...why.evidence],
              },
            ]
          : []
      }),
  fixes: (file, finding) => reasonFor(file, finding)?.fixes ?? [lookUp(file, finding)],
}

interface Reason {
  readonly kind: string
  readonly phrase: string
  readonly sentence: string
  readonly evidence: Finding['evidence']
  readonly fixes: readonly Fix[]
}

/** What is wrong with the name, worked out from the objects: the most specific reason first. */
const reasonFor = (file: CaseFile, finding: Finding): Reason | null =>
  nodeResolver(file, finding) ??
  wrongNamespace(file, finding) ??
  wrongDomain(file, finding) ??
  noService(file, finding)

const CLUSTER =
  /^(?:(?<pod>[a-z0-9-]+)\.)??(?<service>[a-z0-9-]+)\.(?<namespace>[a-z0-9-]+)\.svc(?<domain>\.[a-z0-9.-]+)?$/

/** hostNetwork pods use the node's resolver unless `dnsPolicy` says ClusterFirstWithHostNet. */
const nodeResolver = (file: CaseFile, { facts }: Finding): Reason | null => {
  const spec = file.podSpec
  const host = facts['host'] ?? ''
  const inCluster = CLUSTER.test(host) || isServiceName(file, host)
  const policy = spec?.dnsPolicy ?? 'ClusterFirst'
  const useless =
    policy === 'Default' ||
    policy === 'None' ||
    (spec?.hostNetwork === true && policy === 'ClusterFirst')
  if (!spec || !inCluster || !useless) return null
  const wanted = spec.hostNetwork ? 'ClusterFirstWithHostNet' : 'ClusterFirst'
  return {
    kind: 'node-resolver',
    phrase: `the pod asks the node's resolver (dnsPolicy ${policy}${spec.hostNetwork ? ' with hostNetwork' : ''})`,
    sentence: `The pod uses the node's own resolver, which does not know the cluster's Services${spec.hostNetwork ? ': with hostNetwork, dnsPolicy ClusterFirst means that' : ''}.`,
    evidence: [
      file.fromSubject('spec.dnsPolicy', policy),
      ...(spec.hostNetwork ? [file.fromSubject('spec.hostNetwork', true)] : []),
    ],
    fixes: [
      patchFix(file, {
        id: 'dns-failure/dns-policy',
        title: `Set dnsPolicy: ${wanted}`,
        patch: podPatch(file, { dnsPolicy: wanted }),
      }),
    ],
  }
}

const isServiceName = (file: CaseFile, host: string): boolean => {
  const [first = '', second] = host.split('.')
  return file.inventory.get('Service', second ?? file.failing.namespace, first) !== null
}

/** The Service exists under this name, but in another namespace than the one that is named. */
const wrongNamespace = (file: CaseFile, finding: Finding): Reason | null => {
  const host = finding.facts['host'] ?? ''
  const full = CLUSTER.exec(host)?.groups
  const [first = '', second] = host.split('.')
  const name = full?.['service'] ?? first
  const named = full?.['namespace'] ?? second ?? file.failing.namespace
  if (host.split('.').length > 2 && !full) return null
  if (file.inventory.get('Service', named, name)) return null
  const elsewhere = file.inventory
    .all('Service')
    .find(({ object }) => object.metadata.name === name)
  const namespace = elsewhere?.object.metadata.namespace
  if (!elsewhere || !namespace) return null
  const right = `${name}.${namespace}.svc.cluster.local`
  return {
    kind: 'other-namespace',
    phrase: `Service ${name} is in namespace ${namespace}, not ${named}`,
    sentence: `Service ${name} exists in namespace ${namespace}, but the name asks for it in ${named}.`,
    evidence: [file.fromObject(elsewhere, 'metadata.namespace', namespace)],
    fixes: [settingFix(file, finding, { host, newHost: right })],
  }
}

/** `svc.cluster.local` is the domain of nearly every cluster; pods of this snapshot say which it is where they state it. */
const wrongDomain = (file: CaseFile, finding: Finding): Reason | null => {
  const host = finding.facts['host'] ?? ''
  const full = CLUSTER.exec(host)?.groups
  const domain = full?.['domain']
  if (!full || !domain || domain === '.cluster.local') return null
  const service = file.inventory.get('Service', full['namespace'] ?? '', full['service'] ?? '')
  if (!service) return null
  const right = host.replace(domain, '.cluster.local')
  return {
    kind: 'cluster-domain',
    phrase: `the Service exists, but the cluster's domain is not ${domain.slice(1)}`,
    sentence: `Service ${full['service']} exists in namespace ${full['namespace']}; the ending ${domain.slice(1)} is not the cluster's domain, which is cluster.local unless it was set up otherwise.`,
    evidence: [file.fromObject(service, 'metadata.name', full['service'])],
    fixes: [settingFix(file, finding, { host, newHost: right })],
  }
}

const noService = (file: CaseFile, finding: Finding): Reason | null => {
  const host = finding.facts['host'] ?? ''
  const full = CLUSTER.exec(host)?.groups
  const [first = '', second] = host.split('.')
  const namespace =
    full?.['namespace'] ?? (host.split('.').length <= 2 ? file.failing.namespace : null)
  const name = full?.['service'] ?? first
  if (!namespace || !file.inventory.knows('Service', namespace)) return null
  const services = file.inventory
    .inNamespace('Service', namespace)
    .map(({ object }) => object.metadata.name ?? '')
  if (services.includes(name) || (second && services.includes(second))) return null
  const near = services.find(
    (other) =>
      other.startsWith(name) ||
      name.startsWith(other) ||
      (second !== undefined && second.startsWith(other)),
  )
  const slip = near ? null : oneSlip(name, services)
  return {
    kind: 'no-such-service',
    phrase: `there is no Service ${name} in ${namespace}`,
    sentence: `There is no Service ${name} in namespace ${namespace}${(near ?? slip) ? `; the nearest is ${near ?? slip}` : ''}.`,
    evidence: [],
    fixes: [
      near
        ? settingFix(file, finding, { host, newHost: near })
        : slip
          ? settingFix(file, finding, { host, newHost: host.replace(name, slip) })
          : lookUp(file, finding),
    ],
  }
}

/** The one Service whose name is a slip away. Names that differ by a figure are those of one family: `redis-1`, `redis-2`. */
const oneSlip = (name: string, services: readonly string[]): string | null => {
  const letters = name.replace(/\d+/g, '#')
  const near = services.filter(
    (other) =>
      other.replace(/\d+/g, '#') !== letters &&
      (other.replaceAll('-', '') === name.replaceAll('-', '') ||
        editDistance(other, name) <= (name.length > 7 ? 2 : 1)),
  )
  return name.length > 3 && near.length === 1 ? (near[0] ?? null) : null
}

const lookUp = (file: CaseFile, { facts }: Finding): Fix => {
  const setting = settingThatNames(file, facts['host'])
  return {
    id: 'dns-failure/name',
    title: `Correct the name${facts['host'] ? ` ${facts['host']}` : ''}${setting ? ` in ${setting.title}` : ''}, or create the Service that it means`,
    where: 'config',
    risk: 'low',
    commands: [
      kubectl(file, 'get', 'services'),
      sh`kubectl get pods -n kube-system -l k8s-app=kube-dns`,
      ...(facts['host']
        ? [
            sh`kubectl run dns-check --rm -it --restart=Never --image=busybox:1.36 ${inNamespace(file.failing.namespace)} -- nslookup ${facts['host']}`,
          ]
        : []),
    ],
    patch: null,
    verify: 'The name resolves from a pod, and the restart count stays level for ten minutes.',
  }
}
