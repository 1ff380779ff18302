// Builds packages/cli/demo/cluster.json.gz: recorded cases of test/corpus merged into one snapshot, as if they were one cluster.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { diagnose } from '../packages/engine/src/index.ts'
import { KNOWLEDGE } from '../packages/signatures/src/knowledge.ts'
import { readPath } from '../packages/sources/src/files/index.ts'
import { refreshReadmeScreen } from './lib/readme-screen.mjs'
import { shiftTimes } from './lib/shift-times.mjs'
import { root } from './lib/workspace.mjs'

/** A dozen incidents of all branches, one of them a cascade, and workloads that are well. */
const CASES = [
  'c53-cascade-rabbitmq-cookie',
  'b02-oom-python-leak-otel-noise',
  'b20-liveness-wrong-port-rollout',
  'b45-secret-key-missing-rollout',
  'b53-rbac-rollout-new-serviceaccount',
  'c14-postgres-password-rotated',
  'c33-postgres-tmpfs-full',
  'c22-server-certificate-expired',
  'c02-haproxy-could-not-resolve',
  'a01-node-typeerror',
  'a27-nginx-unknown-directive',
  'a52-django-migration-unique',
  'b74-old-restarts-now-healthy',
  'b77-loud-errors-but-healthy',
]

const CAPTURED_AT = Date.parse('2026-11-20T03:12:00Z')
/** Of a long log the beginning and the end; the recorded decisive lines stand there. */
const LOG_BYTES = 48 * 1024
const MAX_BYTES = 300_000
/** Of the demo, what the README shows. */
const README_NAMESPACE = 'loyalty-prod'

const parts = []
for (const name of CASES) parts.push(await recorded(name))

const seen = new Set()
const snapshot = {
  source: { kind: 'dump', name: 'recorded-demo', capturedAt: new Date(CAPTURED_AT).toISOString() },
  objects: parts.flatMap(({ objects }) => objects).filter(isNew),
  logs: parts.flatMap(({ logs }) => logs),
  samples: parts.flatMap(({ samples }) => samples),
  gaps: [],
}

const packed = gzipSync(JSON.stringify(snapshot), { level: 9 })
if (packed.length > MAX_BYTES)
  throw new Error(`The demo takes ${packed.length} bytes, and ${MAX_BYTES} are the limit.`)
const folder = join(root, 'packages', 'cli', 'demo')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'cluster.json.gz'), packed)
await refreshReadmeScreen(['demo', '-n', README_NAMESPACE])
console.log(
  `${snapshot.objects.length} objects, ${snapshot.logs.length} logs, ${packed.length} bytes`,
)

/** One case with its clock moved so that it was captured when all others were. */
async function recorded(name) {
  const dump = await readPath(join(root, 'test', 'corpus', name, 'dump'))
  const plain = {
    objects: dump.objects.map(({ object, origin, ...rest }) => ({
      object: trimmed(object),
      origin: { source: `${object.metadata.namespace ?? 'cluster'}/${origin.source}` },
      ...rest,
    })),
    logs: dump.logs.map((log) => ({ ...log, text: shortened(log.text) })),
    samples: dump.samples.filter(({ labels }) => labels.namespace !== 'kube-system'),
  }
  const { capturedAt } = diagnose(dump, {
    generatedAt: new Date(CAPTURED_AT).toISOString(),
    knowledge: KNOWLEDGE,
  }).source
  return shiftTimes(plain, Math.round((CAPTURED_AT - Date.parse(capturedAt)) / 1000) * 1000)
}

/** Who changed a field is of no use here, only when an object was last changed. */
function trimmed(object) {
  const { managedFields, annotations, ...metadata } = object.metadata
  const kept = Object.entries(annotations ?? {}).filter(
    ([key]) => !key.endsWith('last-applied-configuration'),
  )
  return {
    ...object,
    metadata: {
      ...metadata,
      ...(kept.length > 0 ? { annotations: Object.fromEntries(kept) } : {}),
      ...(managedFields
        ? { managedFields: managedFields.map(({ manager, time }) => ({ manager, time })) }
        : {}),
    },
  }
}

function shortened(text) {
  if (text.length <= LOG_BYTES) return text
  const head = text.slice(0, text.lastIndexOf('\n', LOG_BYTES / 2) + 1)
  const tail = text.slice(text.indexOf('\n', text.length - LOG_BYTES / 2) + 1)
  return head + tail
}

/** Nodes and other objects without a namespace stand in each recording; the first one is kept. */
function isNew({ object: { kind, metadata } }) {
  const key = `${kind} ${metadata.namespace ?? ''}/${metadata.name}`
  if (seen.has(key)) return false
  seen.add(key)
  return true
}
