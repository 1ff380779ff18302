import { destinationOf, serviceSpec, type Destination } from '../evidence/services.ts'
import type { Container, Pod } from '../evidence/kube.ts'
import type { CaseFile } from '../case/case-file.ts'
import { objectPatch, patchFix } from '../fixes/patch.ts'
import type { Correction } from './correction.ts'

/** A Service leads to a port that its pods do not have, and they have one: it is pointed there. */
export const targetPort: Correction = (file, { cause, facts, evidence }) => {
  if (cause !== 'dependency-unreachable' || !facts['host']) return []
  const { inventory, failing } = file
  const found = destinationOf(inventory, failing.namespace, {
    host: facts['host'],
    port: facts['port'],
  })
  const service = found?.service
  if (!found || !service) return []
  const ports =
    (found.pods[0]?.object as Pod | undefined)?.spec?.containers?.flatMap(declared) ?? []
  const isRefused = evidence.some(({ excerpt }) => REFUSED.test(excerpt))
  const wrong =
    found.problem?.kind === 'target-port-not-listened'
      ? found.problem.targetPort
      : isRefused
        ? undeclaredNumber(found, ports)
        : null
  if (wrong === null) return []
  const [only, ...more] = ports
  const spec = serviceSpec(service.object).ports?.find(
    (each) => String(each.targetPort ?? each.port) === String(wrong),
  )
  if (!only || more.length > 0 || !spec) return []
  const right = typeof wrong === 'string' ? (only.name ?? only.containerPort) : only.containerPort
  return [
    patchFix(file, {
      id: 'dependency-unreachable/target-port',
      title: `Lead Service ${found.name} to port ${right} of its pods, which they have, instead of ${wrong}`,
      patch: objectPatch(
        { kind: 'Service', namespace: found.namespace, name: found.name },
        { spec: { ports: [{ port: spec.port, targetPort: right }] } },
      ),
      verify: verify(file),
    }),
  ]
}

const REFUSED = /\brefused\b|ECONNREFUSED/i

/**
 * The number that the Service leads to, where its pods are ready and name other ports alone. Naming ports is optional, so this
 * says nothing by itself; together with a refusal it does: a pod is there, and nothing listens on that port.
 */
function undeclaredNumber(
  { service, port, pods, problem }: Destination,
  ports: readonly NonNullable<Container['ports']>[number][],
): number | null {
  if (!service || problem !== null || pods.length === 0) return null
  const entry = serviceSpec(service.object).ports?.find((each) => each.port === port)
  const target = entry?.targetPort ?? entry?.port
  return typeof target === 'number' &&
    ports.length > 0 &&
    !ports.some(({ containerPort }) => containerPort === target)
    ? target
    : null
}

const declared = ({ ports }: Container): readonly NonNullable<Container['ports']>[number][] =>
  ports ?? []

const verify = ({ target }: CaseFile): string =>
  `The Service has ready addresses, and ${target} connects: its restart count stays level.`
