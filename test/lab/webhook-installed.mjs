// What `unloop webhook manifests` prints, applied as users do it: an image with node and the packed program, two replicas.
import { execFile } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { parseAllDocuments } from 'yaml'
import { send } from './api.mjs'
import { apply, deleteNamespace, kubectl, pause, willMake } from './lab.mjs'

const run = promisify(execFile)
const SYSTEM = 'unloop-system'
const IMAGE = 'docker.io/library/unloop-lab-webhook:1'

/** Node and the packed program over the lab's Debian layer. */
async function buildImage(lab, program) {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-image-'))
  try {
    const layer = join(folder, 'layer', 'usr', 'local')
    mkdirSync(join(layer, 'bin'), { recursive: true })
    cpSync(process.execPath, join(layer, 'bin', 'node'))
    cpSync(dirname(dirname(program)), join(layer, 'lib', 'unloop'), {
      recursive: true,
      dereference: true,
    })
    symlinkSync('../lib/unloop/bin/unloop.cjs', join(layer, 'bin', 'unloop'))
    const spec = [
      {
        tag: IMAGE,
        layers: ['fat', join(folder, 'layer')],
        entrypoint: ['unloop'],
        user: '10001:10001',
      },
    ]
    writeFileSync(join(folder, 'spec.json'), JSON.stringify(spec))
    await run('python3', [join(lab.kit, 'lab', 'image'), join(folder, 'spec.json')], {
      env: lab.env,
    })
  } finally {
    rmSync(folder, { recursive: true })
  }
}

async function installation(program, target) {
  const args = [program, 'webhook', 'manifests', '--image', IMAGE, '--deny', 'will-crash', '--live']
  const { stdout } = await run(process.execPath, args)
  const objects = parseAllDocuments(stdout).map((each) => each.toJS())
  // Others work on the same cluster: only this tier's namespace is asked about.
  for (const { webhooks } of objects)
    for (const hook of webhooks ?? [])
      hook.namespaceSelector = { matchLabels: { 'kubernetes.io/metadata.name': target } }
  return objects
}

const pod = (namespace, more) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'sample', namespace },
  spec: { containers: [{ name: 'c', image: 'docker.io/library/busybox:1.36', ...more }] },
})

const create = (lab, namespace, more) =>
  send(lab, {
    method: 'POST',
    path: `/api/v1/namespaces/${namespace}/pods?dryRun=All`,
    body: pod(namespace, more),
  })

const BAD = { command: ['sleep infinity'] }

/** Both replicas are replaced while requests flow. */
async function restarted(lab, target) {
  let isOver = false
  const flow = (async () => {
    const answers = []
    while (!isOver) answers.push(await create(lab, target, BAD))
    return answers
  })()
  await kubectl(lab, '-n', SYSTEM, 'rollout', 'restart', 'deploy/unloop-webhook')
  await kubectl(lab, '-n', SYSTEM, 'rollout', 'status', 'deploy/unloop-webhook', '--timeout=120s')
  await pause(8)
  isOver = true
  return flow
}

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkInstalled(lab, { target, program }) {
  await buildImage(lab, program)
  const objects = await installation(program, target)
  try {
    willMake(SYSTEM)
    for (const each of objects) await apply(lab, each)
    const wait = ['rollout', 'status', 'deploy/unloop-webhook', '--timeout=120s']
    await kubectl(lab, '-n', SYSTEM, ...wait).catch(() => '')
    await pause(2)
    const bad = await create(lab, target, BAD)
    const good = await create(lab, target, { command: ['sleep', 'infinity'] })
    const resting = await create(lab, target, {
      command: ['sleep', 'infinity'],
      envFrom: [{ configMapRef: { name: 'nowhere' } }],
    })
    const pods = JSON.parse(
      await kubectl(lab, '-n', SYSTEM, 'get', 'pods', '-o', 'json'),
    ).items.map(({ status }) => status.containerStatuses?.[0])
    const path = `/api/v1/namespaces/${SYSTEM}/services/unloop-webhook:metrics/proxy/metrics`
    const metrics = await kubectl(lab, 'get', '--raw', path)
    const memory = Number(/resident_memory_bytes (\d+)/.exec(metrics)?.[1]) / 2 ** 20
    const answers = await restarted(lab, target)
    const unjudged = answers.filter(({ status }) => status !== 403)
    return [
      [
        `installed: two replicas are ready under the restricted level, ${Math.round(memory)} MiB`,
        pods.length === 2 && pods.every((each) => each?.ready && each.restartCount === 0),
        JSON.stringify(pods),
      ],
      [
        'installed: refuses what is bad, is silent on what is good',
        bad.status === 403 && good.status === 201 && good.warnings.length === 0,
        JSON.stringify([bad.body, good.warnings]),
      ],
      [
        'installed: --live warns of a ConfigMap that is not there',
        resting.status === 201 && resting.warnings.join().includes('envfrom-configmap-missing'),
        JSON.stringify(resting),
      ],
      [
        `installed: ${answers.length} requests during a rollout of the webhook, ${unjudged.length} unjudged`,
        answers.length > 0 && unjudged.length === 0,
        JSON.stringify(unjudged.slice(0, 2)),
      ],
    ]
  } finally {
    for (const { kind, metadata } of objects)
      if (metadata.namespace === undefined && kind !== 'Namespace')
        await kubectl(lab, 'delete', kind, metadata.name, '--ignore-not-found').catch(() => '')
    await deleteNamespace(lab, SYSTEM)
  }
}
