import { patchFix, podPatch } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

/** `tcp://10.96.4.7:6379`: the value of the variables that the kubelet makes of Services (Docker's link format). */
const LINK = /\btcp:\/\/(\d{1,3}(?:\.\d{1,3}){3}):\d{2,5}\b/

/** A Service's variable has the name of a setting of the program: the pod can do without those variables. */
export const serviceLinks: Correction = (file, lead) => {
  const address = LINK.exec(saidWords(file, lead))?.[1]
  if (!address || file.podSpec?.enableServiceLinks === false) return []
  const service = file.inventory
    .inNamespace('Service', file.failing.namespace)
    .find(({ object }) => (object['spec'] as { clusterIP?: string })?.clusterIP === address)
  const name = service?.object.metadata.name
  const variable = name ? `${name.toUpperCase().replaceAll('-', '_')}_PORT` : 'the variable'
  return [
    patchFix(file, {
      id: 'service-links/off',
      title: `Switch the variables of Services off (enableServiceLinks: false): ${variable} holds a Service's address${name ? ` (of ${name})` : ''}, where the program reads a setting of its own`,
      patch: podPatch(file, { enableServiceLinks: false }),
    }),
  ]
}
