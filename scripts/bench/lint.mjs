// `npm run bench:lint`: lint of 1,000 Deployment documents against js-yaml's parse of the same file with source offsets.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import { bundling } from '../lib/bundling.mjs'
import { median } from '../lib/median.mjs'
import { root } from '../lib/workspace.mjs'

/** What the measured process runs: lint and the reader, bundled as in the program that people install. */
const ENTRY = `export { lint } from '@unloop/lint'
export { readManifests } from '@unloop/formats'
`

const [mode, file, bundled] = process.argv.slice(2)
if (mode === 'baseline') {
  const { parseEvents } = await import('js-yaml')
  const events = parseEvents(readFileSync(file, 'utf8'))
  report(events.length)
} else if (mode === 'lint' || mode === 'practice') {
  const { lint, readManifests } = await import(pathToFileURL(bundled).href)
  const { manifests, problems } = readManifests(readFileSync(file, 'utf8'), file)
  report(
    lint({
      manifests,
      problems,
      options: mode === 'practice' ? { practice: true, completeness: 'complete' } : {},
    }).findings.length,
  )
} else await measure()

function report(count) {
  const { user } = process.cpuUsage()
  const rss = process.resourceUsage().maxRSS * 1024
  console.log(JSON.stringify({ count, user: user / 1e6, rss }))
}

/** Each mode in a process of its own, start included; pairs, so that a drifting machine slows both alike. */
async function measure() {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-bench-'))
  try {
    const outfile = join(folder, 'lint.mjs')
    const stdin = { contents: ENTRY, resolveDir: join(root, 'packages', 'cli') }
    await build({ ...bundling, stdin, format: 'esm', outfile })
    const pairs = (documents, how) => {
      const path = join(folder, `${documents}.yaml`)
      writeFileSync(path, bundle(documents))
      const child = (name) =>
        JSON.parse(
          execFileSync(process.execPath, [import.meta.filename, name, path, outfile], {
            encoding: 'utf8',
          }),
        )
      return Array.from({ length: 5 }, () => [child(how), child('baseline')])
    }
    const verdict = (value, limit) => (value <= limit ? '' : ', NOT reached')
    const size = (bundle(1000).length / 1e6).toFixed(1)
    const show = (title, runs) => {
      const ratio = median(runs.map(([ours, base]) => ours.user / base.user))
      const seconds = median(runs.map(([ours]) => ours.user))
      const rss = median(runs.map(([ours]) => ours.rss)) / 2 ** 20
      console.log(
        `${title} on 1,000 Deployments (${size} MB) / js-yaml's events with offsets: ${ratio.toFixed(2)} (limit 3${verdict(ratio, 3)}); ${seconds.toFixed(2)} s user CPU, ${runs[0][0].count} findings, resident ${rss.toFixed(0)} MiB of 250 MiB${verdict(rss, 250)}`,
      )
      return seconds
    }
    const seconds = show('crash checks, as they run by default,', pairs(1000, 'lint'))
    show(
      'all checks, those of good practice with 39 findings a document included,',
      pairs(1000, 'practice'),
    )
    const double = median(pairs(2000, 'lint').map(([ours]) => ours.user))
    console.log(`2,000 documents take ${(double / seconds).toFixed(2)} times as long`)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function bundle(documents) {
  return Array.from({ length: documents }, (_, index) => deployment(index)).join('---\n')
}

function container(name, index) {
  return `      - name: ${name}
        image: registry.example.com/team-${index % 40}/${name}:1.${index % 9}.${index % 7}
        imagePullPolicy: IfNotPresent
        command: ["/usr/local/bin/${name}"]
        args:
        - --listen=0.0.0.0:${name === 'app' ? 8080 : 9090}
        ports:
        - name: ${name}-http
          containerPort: ${name === 'app' ? 8080 : 9090}
        env:
        - name: DATABASE_URL
          valueFrom:
            secretKeyRef:
              name: database-${index}
              key: url
        livenessProbe:
          httpGet:
            path: /healthz
            port: ${name}-http
          initialDelaySeconds: 15
          periodSeconds: 10
        readinessProbe:
          httpGet:
            path: /ready
            port: ${name}-http
          periodSeconds: 5
        resources:
          requests:
            cpu: 100m
            memory: 256Mi
          limits:
            memory: 512Mi
        securityContext:
          allowPrivilegeEscalation: false
          readOnlyRootFilesystem: true
        volumeMounts:
        - name: config
          mountPath: /etc/${name}
        - name: tmp
          mountPath: /tmp
`
}

function deployment(index) {
  const init = container('init', index).replace(
    / {8}(?:liveness|readiness)Probe:\n(?: {10,}.*\n)+/g,
    '',
  )
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${index}
  namespace: team-${index % 40}
  labels:
    app.kubernetes.io/name: service-${index}
    app.kubernetes.io/part-of: shop
  annotations:
    description: "What serves the requests of part ${index}"
spec:
  replicas: ${1 + (index % 3)}
  selector:
    matchLabels:
      app.kubernetes.io/name: service-${index}
  template:
    metadata:
      labels:
        app.kubernetes.io/name: service-${index}
    spec:
      serviceAccountName: service-${index}
      securityContext:
        runAsNonRoot: true
        runAsUser: 10001
        fsGroup: 10001
      initContainers:
${init}      containers:
${container('app', index)}${container('sidecar', index)}      volumes:
      - name: config
        configMap:
          name: config-${index}
      - name: tmp
        emptyDir: {}
`
}
