import { sh } from '../commands/sh.ts'
import { destinationOf, type Destination, type ServiceProblem } from '../evidence/services.ts'
import { kubectl } from '../fixes/commands.ts'
import { portFixes } from '../fixes/address-fixes.ts'
import { waitFixes } from '../fixes/wait-fixes.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Evidence, Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { settingThatNames } from '../case/settings.ts'
import { settingFix } from '../fixes/correct-address-fix.ts'

/** A database, queue or service refuses or times out, or has no endpoints. */
export const dependencyUnreachable: Cause = {
  id: 'dependency-unreachable',
  explain: (file, finding) => {
    const destination = destinationFor(file, finding)
    const where = addressOf(finding)
    const problem = destination?.problem ? problemSentence(destination, destination.problem) : null
    return `The program ends because ${where} does not answer.${problem ? ` ${problem}` : ''}`
  },
  find: (file) => crossChecks(file),
  fixes: (file, finding) => {
    const destination = destinationFor(file, finding)
    const others = destination?.problem
      ? problemFixes(file, finding, { destination, problem: destination.problem })
      : [...waitFixes(file, destination), ...reachFixes(file, finding, destination)]
    return others[0]?.patch ? others : [...portFixes(file, 'dependency-unreachable'), ...others]
  },
}

const addressOf = ({ facts }: Finding): string =>
  facts['host'] ? `${facts['host']}${facts['port'] ? `:${facts['port']}` : ''}` : 'what it needs'

const destinationFor = (file: CaseFile, { facts }: Finding): Destination | null =>
  facts['host']
    ? destinationOf(file.inventory, file.failing.namespace, {
        host: facts['host'],
        port: facts['port'],
      })
    : null

/** The Service behind the address is looked at: what is wrong with it is evidence that words alone don't give. */
const crossChecks = (file: CaseFile): readonly Finding[] =>
  file.messages
    .filter(
      ({ cause, weight, facts }) =>
        cause === 'dependency-unreachable' && weight >= 30 && facts['host'],
    )
    .flatMap((message) => {
      const destination = destinationFor(file, message)
      if (!destination?.problem) return []
      return [
        {
          cause: 'dependency-unreachable' as const,
          weight: message.weight + (destination.problem.kind === 'pods-not-ready' ? 2 : 6),
          rule: `dependency-unreachable/${destination.problem.kind}`,
          title: `${addressOf(message)} does not answer: ${problemPhrase(destination, destination.problem)}`,
          evidence: [
            ...message.evidence,
            ...problemEvidence(file, destination, destination.problem),
          ],
          facts: message.facts,
        },
      ]
    })

const problemPhrase = ({ name, namespace, port }: Destination, problem: ServiceProblem): string => {
  switch (problem.kind) {
    case 'no-such-service':
      return `there is no Service ${name} in ${namespace}`
    case 'scaled-to-zero':
      return `${problem.workload.object.kind} ${problem.workload.object.metadata.name} is scaled to 0`
    case 'selector-matches-nothing':
      return `Service ${name} selects no pod`
    case 'no-such-port':
      return `Service ${name} has port ${problem.ports.join(', ')}, not ${port}`
    case 'target-port-not-listened':
      return `Service ${name} leads to port ${problem.targetPort}, which its pods do not name`
    case 'pods-not-ready':
      return `no pod behind Service ${name} is ready`
  }
}

const problemSentence = (destination: Destination, problem: ServiceProblem): string => {
  const phrase = problemPhrase(destination, problem)
  return `${phrase[0]?.toUpperCase()}${phrase.slice(1)}.`
}

const problemEvidence = (
  file: CaseFile,
  { service }: Destination,
  problem: ServiceProblem,
): readonly Evidence[] => {
  switch (problem.kind) {
    case 'scaled-to-zero':
      return [file.fromObject(problem.workload, 'spec.replicas', 0)]
    case 'selector-matches-nothing':
      return service
        ? [
            file.fromObject(
              service,
              'spec.selector',
              (service.object['spec'] as { selector?: unknown }).selector,
            ),
          ]
        : []
    case 'no-such-port':
      return service ? [file.fromObject(service, 'spec.ports', problem.ports)] : []
    case 'target-port-not-listened':
      return service ? [file.fromObject(service, 'spec.ports', problem.targetPort)] : []
    default:
      return []
  }
}

const VERIFY =
  'The program connects: its restart count stays level for ten minutes and the line does not come back.'

const problemFixes = (
  file: CaseFile,
  finding: Finding,
  { destination, problem }: { readonly destination: Destination; readonly problem: ServiceProblem },
): readonly Fix[] => {
  const at = ['-n', destination.namespace]
  switch (problem.kind) {
    case 'scaled-to-zero': {
      const { kind, metadata } = problem.workload.object
      const target = { kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '' }
      return [
        {
          id: 'dependency-unreachable/scale-up',
          title: `Scale ${kind} ${metadata.name} up again`,
          where: 'manifest',
          risk: 'low',
          commands: [
            sh`kubectl scale ${kind.toLowerCase()}/${metadata.name ?? ''} --replicas=1 ${at}`,
          ],
          patch: { target, type: 'merge', body: { spec: { replicas: 1 } } },
          verify: VERIFY,
        },
      ]
    }
    case 'no-such-port':
    case 'no-such-service':
      return [
        settingFix(file, finding, {
          host: destination.host,
          port: problem.kind === 'no-such-port' ? (problem.ports[0] ?? null) : null,
        }),
      ]
    case 'selector-matches-nothing': {
      const labels = podLabels(problem.nearest?.object)
      const target = { kind: 'Service', namespace: destination.namespace, name: destination.name }
      return [
        {
          id: 'dependency-unreachable/selector',
          title: `Make the selector of Service ${destination.name} match its pods`,
          where: 'manifest',
          risk: 'low',
          commands: [
            sh`kubectl get pods --show-labels ${at}`,
            sh`kubectl edit service ${destination.name} ${at}`,
          ],
          patch: labels ? { target, type: 'merge', body: { spec: { selector: labels } } } : null,
          verify: `\`${sh`kubectl get endpointslices -l kubernetes.io/service-name=${destination.name} ${at}`}\` lists addresses.`,
        },
      ]
    }
    case 'pods-not-ready':
      return [...reachFixes(file, finding, destination), ...waitFixes(file, destination)]
    default:
      return reachFixes(file, finding, destination)
  }
}

const podLabels = (
  object: Readonly<Record<string, unknown>> | undefined,
): Readonly<Record<string, string>> | null => {
  const spec = object?.['spec'] as
    { selector?: { matchLabels?: Record<string, string> } } | undefined
  return spec?.selector?.matchLabels ?? null
}

const reachFixes = (
  file: CaseFile,
  finding: Finding,
  destination: Destination | null,
): readonly Fix[] => {
  const service = destination?.service?.object.metadata
  const setting = settingThatNames(file, finding.facts['host'])
  return [
    {
      id: 'dependency-unreachable/bring-up',
      title: service
        ? `Bring Service ${service.name} up, or point the program elsewhere`
        : `Make ${addressOf(finding)} reachable, or correct the address${setting ? ` in ${setting.title}` : ''}`,
      where: 'infra',
      risk: 'low',
      commands: service
        ? [
            sh`kubectl get pods,endpointslices -n ${service.namespace ?? ''} -l kubernetes.io/service-name=${service.name ?? ''}`,
            sh`kubectl describe service ${service.name ?? ''} -n ${service.namespace ?? ''}`,
          ]
        : [kubectl(file, 'get', 'services,endpointslices')],
      patch: null,
      verify: VERIFY,
    },
  ]
}
