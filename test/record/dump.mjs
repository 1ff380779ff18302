// Writes what a cluster knows of a namespace in the corpus' layout: objects, events, logs and kubectl's own text.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { kubectl } from '../lab/lab.mjs'

const KINDS =
  'pods,replicasets,deployments,statefulsets,daemonsets,jobs,cronjobs,services,endpoints,endpointslices,configmaps,' +
  'secrets,serviceaccounts,persistentvolumeclaims,resourcequotas,limitranges,networkpolicies,roles,rolebindings,leases,events'

/** Longest log kept of one run. */
const LOG_LINES = 1500

export async function dump(lab, namespace, target) {
  mkdirSync(target, { recursive: true })
  const text = (...args) => kubectl(lab, ...args).catch((error) => error.stdout || error.stderr)
  const objects = JSON.parse(await kubectl(lab, '-n', namespace, 'get', KINDS, '-o', 'json')).items
  const around = await Promise.all(
    [['namespace', namespace], ['nodes']].map((args) =>
      kubectl(lab, 'get', ...args, '-o', 'json').then((out) => JSON.parse(out)),
    ),
  )
  const items = [...objects, ...around.flatMap((one) => one.items ?? [one])].map(lean)
  const list = { apiVersion: 'v1', kind: 'List', items }
  writeFileSync(join(target, 'objects.json'), usualPaths(lab, JSON.stringify(list, null, 1)))
  writeFileSync(
    join(target, `get-pods-${namespace}.txt`),
    await text('-n', namespace, 'get', 'pods', '-o', 'wide'),
  )
  writeFileSync(
    join(target, `describe-${namespace}.txt`),
    usualPaths(lab, await text('-n', namespace, 'describe', 'pods')),
  )
  for (const pod of items.filter(({ kind }) => kind === 'Pod')) await logs(lab, pod, target)
}

/** The folders of kubelet and containerd as every other node has them. */
const usualPaths = ({ home }, text) =>
  text.replaceAll(`${home}/run/kubelet`, '/var/lib/kubelet').replaceAll(`${home}/run/`, '/var/lib/')

/** Without field managers, the values of Secrets and the node's list of images. */
function lean(object) {
  const { managedFields: _, annotations = {}, ...metadata } = object.metadata
  const { 'kubectl.kubernetes.io/last-applied-configuration': __, ...kept } = annotations
  if (Object.keys(kept).length > 0) metadata.annotations = kept
  const copy = { ...object, metadata }
  if (object.kind === 'Secret')
    copy.data = Object.fromEntries(Object.keys(object.data ?? {}).map((key) => [key, '']))
  if (object.kind === 'Node') copy.status = { ...object.status, images: [] }
  if (object.metadata.name === 'kube-root-ca.crt') copy.data = { 'ca.crt': '(left out)' }
  return copy
}

async function logs(lab, pod, target) {
  const { namespace, name } = pod.metadata
  const folder = join(target, 'logs', namespace, name)
  const containers = [...(pod.spec.initContainers ?? []), ...pod.spec.containers]
  for (const container of containers)
    for (const { previous, suffix } of [
      { previous: false, suffix: '.log' },
      { previous: true, suffix: '.previous.log' },
    ]) {
      const args = ['logs', '--timestamps', `--tail=${LOG_LINES}`, `--previous=${previous}`]
      args.push('-c', container.name)
      const text = await kubectl(lab, '-n', namespace, ...args, name).catch(() => null)
      if (text === null) continue
      mkdirSync(folder, { recursive: true })
      writeFileSync(join(folder, `${container.name}${suffix}`), text)
    }
}
