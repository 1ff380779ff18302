// Workloads that crash without saying why, and what a look inside must name. Images are built from the lab's layers.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const TAG = (name) => `registry.example.org/look/${name}:1`
const DEBIAN = 'docker.io/library/debian:12'

/** Builds the images: one without a shell, one for another processor, one that lacks a library, one that lacks its loader. */
export function buildImages(lab) {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-look-'))
  try {
    const at = (...names) => join(folder, ...names)
    for (const name of ['arm', 'dynamic', 'static']) mkdirSync(at(name, 'app'), { recursive: true })
    const run = (command, args, env = {}) =>
      execFileSync(command, args, { cwd: folder, env: { ...lab.env, ...env }, stdio: 'pipe' })
    writeFileSync(
      at('main.go'),
      'package main\nimport "time"\nfunc main() { for { time.Sleep(time.Hour) } }\n',
    )
    const go = (arch, out) =>
      run('go', ['build', '-o', at(out, 'app', 'server'), at('main.go')], {
        GOARCH: arch,
        CGO_ENABLED: '0',
        GOFLAGS: '-mod=mod',
        GO111MODULE: 'off',
        PATH: `${lab.env.PATH}:/usr/local/go/bin`,
      })
    go('arm64', 'arm')
    go('amd64', 'static')
    writeFileSync(at('gauge.c'), 'int gauge(void) { return 0; }\n')
    writeFileSync(at('main.c'), 'int gauge(void);\nint main(void) { return gauge(); }\n')
    run('cc', ['-shared', '-fPIC', '-o', 'libgauge.so', 'gauge.c'])
    run('cc', ['-o', at('dynamic', 'app', 'server'), 'main.c', '-L.', '-lgauge'])
    const image = (name, layers) => ({ tag: TAG(name), layers, entrypoint: null, cmd: null })
    writeFileSync(
      at('images.json'),
      JSON.stringify([
        image('static', ['static']),
        image('arm', ['arm']),
        image('no-library', ['fat', 'dynamic']),
        image('no-loader', ['busybox', 'dynamic']),
      ]),
    )
    run(join(lab.kit, 'lab', 'image'), [at('images.json')])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const deployment = (namespace, name, { container, spec = {}, labels = {} }) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name, namespace },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: name } },
    template: {
      metadata: { labels: { app: name, ...labels } },
      spec: {
        terminationGracePeriodSeconds: 1,
        ...spec,
        containers: [{ name: 'app', imagePullPolicy: 'IfNotPresent', ...container }],
      },
    },
  },
})
const secret = (namespace, name, stringData) => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name, namespace },
  stringData,
})
const configMap = (namespace, name, data) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name, namespace },
  data,
})
const service = (namespace, name, ports) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name, namespace },
  spec: { selector: { app: name }, ports },
})

const RESTRICTED = {
  runAsUser: 1000,
  runAsNonRoot: true,
  allowPrivilegeEscalation: false,
  capabilities: { drop: ['ALL'] },
  seccompProfile: { type: 'RuntimeDefault' },
}

const unreadable = (namespace, container = {}) => [
  secret(namespace, 'signing-key', { 'key.pem': 'not a key' }),
  deployment(namespace, 'signer', {
    spec: {
      securityContext: { runAsUser: 1000 },
      volumes: [{ name: 'key', secret: { secretName: 'signing-key', defaultMode: 0o400 } }],
    },
    container: {
      image: DEBIAN,
      command: ['bash', '-c', '[ -r /etc/signer/key.pem ] || exit 1; sleep 3600'],
      volumeMounts: [{ name: 'key', mountPath: '/etc/signer' }],
      ...container,
    },
  }),
]

/** `before` and `after`: the first cause without and with the look; null where it does not matter. */
export const CASES = [
  {
    name: 'binary-missing',
    what: 'the program is not in the image, which has no shell',
    target: 'deploy/api',
    after: 'bad-command',
    says: /\/app\/api does not exist/,
    objects: (ns) => [
      deployment(ns, 'api', { container: { image: TAG('static'), command: ['/app/api'] } }),
    ],
  },
  {
    name: 'wrong-arch',
    what: 'a program for arm64 in an image without a shell, on an amd64 node',
    target: 'deploy/camera',
    after: 'arch-mismatch',
    says: /built for arm64; the node is amd64/,
    objects: (ns) => [
      deployment(ns, 'camera', { container: { image: TAG('arm'), command: ['/app/server'] } }),
    ],
  },
  {
    name: 'library-missing',
    what: 'a shared library is missing, and the start script hides the message',
    target: 'deploy/meter',
    after: 'missing-dependency',
    says: /needs libgauge\.so/,
    objects: (ns) => [
      deployment(ns, 'meter', {
        container: { image: TAG('no-library'), command: ['sh', '-c', '/app/server 2>/dev/null'] },
      }),
    ],
  },
  {
    name: 'loader-missing',
    what: 'a program for glibc in an image without it',
    target: 'deploy/meter',
    after: 'image-bad',
    says: /ld-linux-x86-64\.so\.2, which does not exist/,
    objects: (ns) => [
      deployment(ns, 'meter', { container: { image: TAG('no-loader'), command: ['/app/server'] } }),
    ],
  },
  {
    name: 'crlf-script',
    what: 'a start script with the line ends of Windows',
    target: 'deploy/job-runner',
    after: 'bad-command',
    says: /ends with CR LF/,
    objects: (ns) => [
      configMap(ns, 'scripts', { 'run.sh': '#!/bin/sh\r\nsleep 3600\r\n' }),
      deployment(ns, 'job-runner', {
        spec: { volumes: [{ name: 's', configMap: { name: 'scripts', defaultMode: 0o755 } }] },
        container: {
          image: DEBIAN,
          command: ['/scripts/run.sh'],
          volumeMounts: [{ name: 's', mountPath: '/scripts' }],
        },
      }),
    ],
  },
  {
    name: 'file-unreadable',
    what: 'a Secret that its user may not read; ends without a word',
    target: 'deploy/signer',
    before: 'unknown',
    after: 'permission-denied-fs',
    says: /may neither read nor write \/etc\/signer\/key\.pem/,
    objects: (ns) => unreadable(ns),
  },
  {
    name: 'restricted-namespace',
    what: 'the same where Pod Security "restricted" is enforced',
    target: 'deploy/signer',
    before: 'unknown',
    after: 'permission-denied-fs',
    says: /may neither read nor write \/etc\/signer\/key\.pem/,
    enforce: 'restricted',
    objects: (ns) => unreadable(ns, { securityContext: RESTRICTED }),
  },
  {
    name: 'path-not-writable',
    what: 'a file on the read-only root; ends without a word',
    target: 'deploy/spool',
    before: 'unknown',
    after: 'permission-denied-fs',
    says: /may not make \/var\/spool\/app\/lock/,
    objects: (ns) => [
      deployment(ns, 'spool', {
        container: {
          image: DEBIAN,
          command: ['bash', '-c', 'echo 2>/dev/null > /var/spool/app/lock || exit 1; sleep 3600'],
          securityContext: { readOnlyRootFilesystem: true },
        },
      }),
    ],
  },
  {
    name: 'env-missing',
    what: 'a variable that nobody sets; ends without a word',
    target: 'deploy/billing',
    before: 'unknown',
    after: 'env-missing',
    says: /DATABASE_URL is not set/,
    objects: (ns) => [
      deployment(ns, 'billing', {
        container: {
          image: DEBIAN,
          command: ['bash', '-c', '[ -n "${DATABASE_URL}" ] || exit 3; sleep 3600'],
        },
      }),
    ],
  },
  {
    name: 'init-container',
    what: 'an init container whose script is not executable',
    target: 'deploy/shop',
    after: 'bad-command',
    says: /\/scripts\/wait is not executable/,
    objects: (ns) => [
      configMap(ns, 'scripts', { wait: '#!/bin/sh\nexit 0\n' }),
      deployment(ns, 'shop', {
        spec: {
          volumes: [{ name: 's', configMap: { name: 'scripts' } }],
          initContainers: [
            {
              name: 'wait',
              image: DEBIAN,
              imagePullPolicy: 'IfNotPresent',
              command: ['sh', '-c', 'exec /scripts/wait 2>/dev/null'],
              volumeMounts: [{ name: 's', mountPath: '/scripts' }],
            },
          ],
        },
        container: { image: DEBIAN, command: ['sleep', '3600'] },
      }),
    ],
  },
  {
    name: 'silent-exit',
    what: 'ends by itself without a word: nothing inside is wrong, and it says so',
    target: 'deploy/quiet',
    before: 'unknown',
    after: 'unknown',
    says: /bash is executable/,
    objects: (ns) => [
      deployment(ns, 'quiet', { container: { image: DEBIAN, command: ['bash', '-c', 'exit 7'] } }),
    ],
  },
  {
    name: 'running-ephemeral',
    what: 'a healthy container without a shell: looked at from an ephemeral container',
    target: 'deploy/steady',
    isRunning: true,
    way: 'ephemeral',
    says: /\/app\/server is executable, built for amd64/,
    objects: (ns) => [
      deployment(ns, 'steady', { container: { image: TAG('static'), command: ['/app/server'] } }),
    ],
  },
  {
    name: 'running-restricted',
    what: 'the same as user 1000, where Pod Security "restricted" is enforced',
    target: 'deploy/steady',
    isRunning: true,
    way: 'ephemeral',
    enforce: 'restricted',
    says: /\/app\/server is executable, built for amd64/,
    objects: (ns) => [
      deployment(ns, 'steady', {
        container: {
          image: TAG('static'),
          command: ['/app/server'],
          securityContext: RESTRICTED,
        },
      }),
    ],
  },
  {
    name: 'running-exec',
    what: 'a healthy container with a shell: looked at in itself',
    target: 'deploy/steady',
    isRunning: true,
    way: 'exec',
    says: /sleep is executable/,
    objects: (ns) => [
      deployment(ns, 'steady', { container: { image: DEBIAN, command: ['sleep', '3600'] } }),
    ],
  },
]

const NET_ENV = [
  { name: 'GOOD_URL', value: 'http://good:8080' },
  { name: 'IDLE_URL', value: 'http://idle:8080/' },
  { name: 'SLEEPING_HOST', value: 'sleeping' },
  { name: 'SLEEPING_PORT', value: '9000' },
  { name: 'SILENT_ADDR', value: '192.0.2.10:5432' },
  { name: 'GONE_HOST', value: 'gone' },
]

/** A Service that answers, one whose pod listens elsewhere, one that is scaled to 0, an address that drops packets, a wrong name. */
const netObjects = (ns, container) => [
  service(ns, 'good', [{ port: 8080 }]),
  deployment(ns, 'good', {
    container: {
      image: 'docker.io/library/busybox:1.36',
      command: ['sh', '-c', 'while true; do nc -l -p 8080 </dev/null >/dev/null; done'],
    },
  }),
  service(ns, 'idle', [{ port: 8080 }]),
  deployment(ns, 'idle', {
    container: { image: 'docker.io/library/busybox:1.36', command: ['sleep', '3600'] },
  }),
  service(ns, 'sleeping', [{ port: 9000 }]),
  {
    ...deployment(ns, 'sleeping', { container: { image: DEBIAN, command: ['sleep', '3600'] } }),
    spec: {
      ...deployment(ns, 'sleeping', { container: { image: DEBIAN, command: ['sleep', '3600'] } })
        .spec,
      replicas: 0,
    },
  },
  deployment(ns, 'shop', { container: { env: NET_ENV, ...container } }),
]

const NET_SAYS = [
  /\+ good:8080 .* connects/,
  /- idle:8080 .* refuses the connection/,
  /- sleeping:9000 .* refuses the connection/,
  /- 192\.0\.2\.10:5432 (?:timed out|gives no route)/,
  /- gone does not exist in DNS/,
  /scaled to 0/,
]

export const NET_CASES = [
  {
    name: 'net-exec',
    what: 'from a running container that has the programs for it',
    target: 'deploy/shop',
    isRunning: true,
    way: 'exec',
    says: NET_SAYS,
    objects: (ns) => netObjects(ns, { image: DEBIAN, command: ['sleep', '3600'] }),
  },
  {
    name: 'net-ephemeral',
    what: 'beside a container that crash-loops',
    target: 'deploy/shop',
    way: 'ephemeral',
    says: NET_SAYS,
    objects: (ns) => netObjects(ns, { image: DEBIAN, command: ['bash', '-c', 'exit 1'] }),
  },
]
