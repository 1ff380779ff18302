// unloop webhook on a real API server: as a process of this machine that the server calls by its URL.
import { spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { root } from '../../scripts/lib/workspace.mjs'
import { send } from './api.mjs'
import { apply, deleteNamespace, kubectl, pause, willMake } from './lab.mjs'
import { checkPolicies } from './policies.mjs'
import { checkDefaults } from './webhook-defaults.mjs'
import { checkInstalled } from './webhook-installed.mjs'

const NAMESPACE = 'unloop-lab-webhook'
const OWN = 'unloop-lab-webhook-system'
const CONFIGURATION = 'unloop-lab-webhook'
const PORT = 9643
const STATUS_PORT = 9680

const deployment = (name, { command, annotations = {}, replicas = 0 } = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace: NAMESPACE, annotations },
  spec: {
    replicas,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name } },
      spec: {
        containers: [
          {
            name: 'web',
            image: 'docker.io/library/busybox:1.36',
            ...(command ? { command } : { command: ['sleep', 'infinity'] }),
          },
        ],
      },
    },
  },
})

const BAD = { command: ['sleep infinity'] }

/** As `unloop webhook manifests` has it, called by URL and for this tier's namespace alone. */
async function configuration(url) {
  const text = await unloop(['webhook', 'manifests', '--image', 'none'])
  const made = parseAllDocuments(text)
    .map((each) => each.toJS())
    .find(({ kind }) => kind === 'ValidatingWebhookConfiguration')
  const [hook] = made.webhooks
  const selector = { matchLabels: { 'kubernetes.io/metadata.name': NAMESPACE } }
  return {
    ...made,
    metadata: { name: CONFIGURATION },
    webhooks: [{ ...hook, clientConfig: { url }, namespaceSelector: selector }],
  }
}

const PROGRAM = join(root, 'dist', 'unloop', 'bin', 'unloop.cjs')

function unloop(args) {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [PROGRAM, ...args], { stdio: ['ignore', 'pipe', 'pipe'] })
    let text = ''
    let said = ''
    child.stdout.on('data', (chunk) => (text += chunk))
    child.stderr.on('data', (chunk) => (said += chunk))
    child.on('close', (code) => (code === 0 ? done(text) : fail(new Error(said))))
  })
}

/** The webhook as a process; `stop` sends SIGTERM and gives its exit status. */
async function startWebhook(lab, more = []) {
  const child = spawn(
    process.execPath,
    [
      PROGRAM,
      'webhook',
      `--namespace=${OWN}`,
      `--configuration=${CONFIGURATION}`,
      '--host=127.0.0.1',
      `--listen=127.0.0.1:${PORT}`,
      `--status-listen=127.0.0.1:${STATUS_PORT}`,
      ...more,
    ],
    { env: lab.env, stdio: ['ignore', 'ignore', 'pipe'] },
  )
  let log = ''
  child.stderr.on('data', (chunk) => (log += chunk))
  const ended = new Promise((done) => child.on('close', done))
  for (let i = 0; i < 150 && !log.includes('"answering"'); i++) await pause(0.2)
  if (!log.includes('"answering"')) throw new Error(`the webhook did not start: ${log}`)
  // The API server takes a new caBundle up within moments.
  await pause(1.5)
  return {
    log: () => log,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal)
      return ended
    },
  }
}

async function metrics() {
  const text = await (await fetch(`http://127.0.0.1:${STATUS_PORT}/metrics`)).text()
  const samples = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  return Object.fromEntries(
    samples.map((line) => {
      const at = line.lastIndexOf(' ')
      return [line.slice('unloop_webhook_'.length, at), Number(line.slice(at + 1))]
    }),
  )
}

const list = `/apis/apps/v1/namespaces/${NAMESPACE}/deployments`

const create = (lab, object, isDry = true) =>
  send(lab, { method: 'POST', path: `${list}${isDry ? '?dryRun=All' : ''}`, body: object })

/** What a user sees: standard output and error of `kubectl apply`. */
function kubectlApply(lab, object, ...more) {
  return new Promise((done) => {
    const child = spawn('kubectl', ['apply', ...more, '-f', '-'], { env: lab.env })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (said += chunk))
    child.on('close', (status) => done({ status, said }))
    child.stdin.end(JSON.stringify(object))
  })
}

async function whenWarning(lab) {
  const webhook = await startWebhook(lab)
  try {
    const bad = await kubectlApply(lab, deployment('bad', BAD))
    const good = await kubectlApply(lab, deployment('good'))
    const left = await kubectlApply(
      lab,
      deployment('left', {
        ...BAD,
        annotations: { 'ignore.unloop.dev/cmd-one-string': 'a program of that name' },
      }),
    )
    return [
      [
        'warns: kubectl apply shows the mistake, and the object is there',
        bad.status === 0 &&
          /Warning: unloop: containers\[web\]\.command\[0\].*cmd-one-string/.test(bad.said),
        bad.said,
      ],
      [
        'warns: what is well is silent',
        good.status === 0 && !good.said.includes('Warning'),
        good.said,
      ],
      ['warns: an annotation leaves the check out', !left.said.includes('Warning'), left.said],
      ...(await load(lab)),
      ...(await rotation(lab, webhook)),
      ...(await stopping(lab, webhook)),
    ]
  } finally {
    await webhook.stop('SIGKILL')
  }
}

/** 200 at once, then one after the other for the figures; an object of 1 MB. */
async function load(lab) {
  const burst = await Promise.all(
    Array.from({ length: 200 }, (_, index) => create(lab, deployment(`burst-${index}`, BAD))),
  )
  const warned = burst.filter(({ status, warnings }) => status === 201 && warnings.length === 1)
  const before = await metrics()
  const large = await create(
    lab,
    deployment('large', { ...BAD, annotations: { note: 'x'.repeat(240_000) } }),
  )
  const wide = deployment('wide', BAD)
  wide.spec.template.spec.containers[0].env = Array.from({ length: 10_000 }, (_, index) => ({
    name: `NAME_${index}`,
    value: 'x'.repeat(70),
  }))
  const megabyte = await create(lab, wide)
  const figures = await series(lab)
  const after = await metrics()
  return [
    [
      `load: 200 requests at once are all judged (${warned.length})`,
      warned.length === 200,
      JSON.stringify(before),
    ],
    [
      `load: an object of 1 MB is judged (${megabyte.seconds.toFixed(2)} s)`,
      large.warnings.length === 1 &&
        megabyte.warnings.some((text) => text.includes('cmd-one-string')),
      JSON.stringify([megabyte.status, megabyte.warnings]),
    ],
    [
      `load: none was admitted unjudged; ${figures}; ${Math.round(after.resident_memory_bytes / 2 ** 20)} MiB`,
      Object.entries(after).every(([name, value]) => !name.startsWith('failures') || value === 0),
      JSON.stringify(after),
    ],
  ]
}

/** What the webhook adds to a request: with it, less without it (another namespace). */
async function series(lab) {
  const seconds = []
  const started = await metrics()
  for (let i = 0; i < 300; i++) seconds.push((await create(lab, deployment('one', BAD))).seconds)
  const ended = await metrics()
  const mean =
    (ended.duration_seconds_sum - started.duration_seconds_sum) /
    (ended.duration_seconds_count - started.duration_seconds_count)
  const at = (share) => `${(quantile(seconds, share) * 1000).toFixed(1)} ms`
  return `whole requests p50 ${at(0.5)}, p99 ${at(0.99)}; inside the webhook ${(mean * 1000).toFixed(1)} ms on average`
}

const quantile = (values, share) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * share)]

/** The Secret is emptied, as after a leak: a new authority and a new certificate, while requests flow. */
async function rotation(lab, webhook) {
  const before = await metrics()
  const patch = '[{"op":"remove","path":"/data"}]'
  let isOver = false
  const flow = (async () => {
    const answers = []
    while (!isOver) answers.push(await create(lab, deployment('flow', BAD)))
    return answers
  })()
  await kubectl(lab, '-n', OWN, 'patch', 'secret', 'unloop-webhook-tls', '--type=json', '-p', patch)
  const count = () => webhook.log().split('"serving a new certificate"').length - 1
  const had = count()
  for (let i = 0; i < 350 && count() === had; i++) await pause(0.2)
  await pause(3)
  isOver = true
  const answers = await flow
  const after = await metrics()
  const unjudged = answers.filter(({ warnings }) => warnings.length !== 1)
  return [
    [
      `rotation: ${answers.length} requests while the certificate was replaced, none unjudged`,
      count() > had &&
        unjudged.length === 0 &&
        after.certificate_expiry_timestamp_seconds > before.certificate_expiry_timestamp_seconds,
      `${count() - had} new certificates, ${unjudged.length} unjudged: ${webhook.log().slice(-1500)}`,
    ],
  ]
}

/** SIGTERM while requests flow: what has come is answered, what comes later is admitted. */
async function stopping(lab, webhook) {
  const asked = Array.from({ length: 100 }, (_, index) =>
    create(lab, deployment(`stop-${index}`, BAD)),
  )
  await Promise.race(asked)
  const started = Date.now()
  const status = await webhook.stop()
  const seconds = (Date.now() - started) / 1000
  const answers = await Promise.all(asked)
  const down = await create(lab, deployment('down', BAD))
  return [
    [
      `stop: 100 requests on their way are answered, status 0 after ${seconds.toFixed(1)} s`,
      status === 0 &&
        answers.every(({ status: code, warnings }) => code === 201 && warnings.length === 1),
      JSON.stringify(answers.filter(({ warnings }) => warnings.length !== 1).length),
    ],
    [
      'fail-open: with the webhook down the object is admitted',
      down.status === 201,
      JSON.stringify(down.body),
    ],
  ]
}

async function whenDenying(lab) {
  const webhook = await startWebhook(lab, ['--deny=will-crash'])
  try {
    const bad = await kubectlApply(lab, deployment('refused', BAD))
    const patch = (name, body) =>
      send(lab, {
        method: 'PATCH',
        path: `${list}/${name}`,
        type: 'application/merge-patch+json',
        body,
      })
    const scaled = await kubectl(lab, '-n', NAMESPACE, 'scale', 'deploy/bad', '--replicas=0')
    const replicas = await patch('bad', { spec: { replicas: 0, minReadySeconds: 1 } })
    const worse = await patch('good', {
      spec: {
        template: {
          spec: { containers: [{ name: 'web', image: 'busybox', command: ['sleep 5'] }] },
        },
      },
    })
    const removed = await kubectl(lab, '-n', NAMESPACE, 'delete', 'deploy/bad', '--wait=false')
    return [
      [
        'denies: kubectl apply says what, where and how to mend it',
        bad.status !== 0 &&
          /denied the request: unloop refuses .*\n.*cmd-one-string at containers\[web\]/.test(
            bad.said,
          ) &&
          bad.said.includes('Fix: '),
        bad.said,
      ],
      [
        'denies: what is as bad as before is scaled, changed and deleted',
        scaled.includes('scaled') && replicas.status === 200 && removed.includes('deleted'),
        JSON.stringify(replicas.body),
      ],
      [
        'denies: an update that makes it worse is refused',
        worse.status === 403,
        JSON.stringify(worse.body),
      ],
    ]
  } finally {
    await webhook.stop('SIGKILL')
  }
}

/** A webhook that never answers: the API server waits for timeoutSeconds and admits. */
async function whenSlow(lab) {
  const silent = createServer(() => {}).listen(PORT, '127.0.0.1')
  try {
    const { status, seconds } = await create(lab, deployment('slow', BAD))
    return [
      [
        `fail-open: a webhook that hangs costs its timeout and no more (${seconds.toFixed(1)} s)`,
        status === 201 && seconds > 4.5 && seconds < 8,
        String(seconds),
      ],
    ]
  } finally {
    silent.close()
  }
}

async function setUp(lab) {
  for (const name of [NAMESPACE, OWN]) {
    willMake(name)
    await apply(lab, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } })
  }
  await apply(lab, await configuration(`https://127.0.0.1:${PORT}/validate`))
}

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkWebhook(lab) {
  try {
    await setUp(lab)
    const parts = [whenSlow, whenWarning, whenDenying]
    const results = []
    for (const part of parts) results.push(...(await part(lab)))
    await kubectl(lab, 'delete', 'validatingwebhookconfiguration', CONFIGURATION)
    results.push(...(await checkDefaults(lab, NAMESPACE)))
    results.push(...(await checkPolicies(lab, NAMESPACE)))
    results.push(...(await checkInstalled(lab, { target: NAMESPACE, program: PROGRAM })))
    return results
  } finally {
    await kubectl(
      lab,
      'delete',
      'validatingwebhookconfiguration',
      CONFIGURATION,
      '--ignore-not-found',
    ).catch(() => '')
    await deleteNamespace(lab, NAMESPACE)
    await deleteNamespace(lab, OWN)
  }
}
