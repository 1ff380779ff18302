import { lint } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const pod = (name: string, container: string, spec = '') =>
  `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${name}}\nspec:\n  replicas: 1\n  selector: {matchLabels: {app: ${name}}}\n  template:\n    metadata: {labels: {app: ${name}}}\n    spec:\n      containers: [{name: app, image: "registry.example.com/shop/${name}:1"${container}}]\n${spec}---\n`

const service = (name: string, port: number) =>
  `apiVersion: v1\nkind: Service\nmetadata: {name: ${name}}\nspec: {selector: {app: ${name}}, ports: [{port: ${port}}]}\n---\n`

const config = (name: string, data: Readonly<Record<string, string>>) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: ${JSON.stringify(data)}\n---\n`

const codes = (...texts: readonly string[]) =>
  lint(readManifests(texts.join(''), 'x.yaml')).findings.map(({ code }) => code)

/** Of files that are said to be the whole application. */
const completeCodes = (...texts: readonly string[]) =>
  lint({
    ...readManifests(texts.join(''), 'x.yaml'),
    options: { completeness: 'complete' },
  }).findings.map(({ code }) => code)

const WITH_DB = ', env: [{name: DB, value: "postgres://u@db:5432/x"}]'
const DB = pod('db', ', ports: [{containerPort: 5432}]')
const CONF_VOLUME = '      volumes: [{name: c, configMap: {name: conf}}]\n'
const CONF_MOUNT = ', volumeMounts: [{name: c, mountPath: /etc/app}]'

describe('what the objects of a bundle say of each other', () => {
  it('compares the ports of a dependency', () => {
    expect(codes(pod('web', WITH_DB), DB, service('db', 5432))).toEqual([])
    expect(codes(pod('web', WITH_DB.replace('5432', '5433')), DB, service('db', 5432))).toEqual([
      'dependency-port-missing',
    ])
    const none = DB.replace('replicas: 1', 'replicas: 0')
    expect(codes(pod('web', WITH_DB), none, service('db', 5432))).toEqual([
      'dependency-scaled-to-zero',
    ])
  })

  it('finds liveness probes that ask others', () => {
    const probe = (host: string) =>
      `, livenessProbe: {periodSeconds: 20, exec: {command: [sh, -c, "redis-cli -h ${host} ping"]}}`
    expect(codes(pod('web', probe('db')), DB, service('db', 5432))).toEqual([
      'liveness-asks-dependency',
    ])
    expect(codes(pod('web', probe('localhost')), DB, service('db', 5432))).toEqual([])
  })

  it('reads settings', () => {
    expect(codes(config('conf', { PORT: '"5672"' }))).toEqual(['value-quoted'])
    expect(codes(config('conf', { 'a.json': '{"a": 1,}', 'b.json': '{"a": [1}' }))).toEqual([
      'config-file-broken',
    ])
    expect(codes(config('conf', { 'a.yaml': 'a:\n\tb: 1\n' }))).toEqual(['config-file-broken'])
    expect(
      codes(config('conf', { 'a.yaml': 'a: |\n  x\n\ty\n', 'b.json': '{"a": {{ .b }}}' })),
    ).toEqual([])
    const web = pod('web', `${CONF_MOUNT}, args: ["--config=/etc/app/web.conf"]`, CONF_VOLUME)
    expect(codes(web, config('conf', { 'web.conf': 'a' }))).toEqual([])
    expect(codes(web, config('conf', { 'app.conf': 'a' }))).toEqual(['mounted-file-missing'])
  })

  it('looks for the hosts of proxies', () => {
    const nginx = pod('web', CONF_MOUNT, CONF_VOLUME).replace(
      'registry.example.com/shop/web:1',
      'nginx:1.29',
    )
    const conf = (host: string) =>
      config('conf', { 'site.conf': `location / { proxy_pass http://${host}:80; }` })
    expect(
      codes(
        nginx,
        conf('db'),
        DB,
        service('db', 80).replace('port: 80', 'port: 80, targetPort: 5432'),
      ),
    ).toEqual([])
    expect(codes(nginx, conf('api'), DB, service('db', 5432))).toEqual(['upstream-host-missing'])
    expect(codes(nginx, conf('api.example.com'), DB, service('db', 5432))).toEqual([])
  })

  it('compares kubectl with roles', () => {
    const rights = (verbs: string) =>
      `apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: ops}\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: Role\nmetadata: {name: ops}\nrules: [{apiGroups: [apps], resources: [deployments], verbs: ${verbs}}]\n---\napiVersion: rbac.authorization.k8s.io/v1\nkind: RoleBinding\nmetadata: {name: ops}\nroleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: ops}\nsubjects: [{kind: ServiceAccount, name: ops}]\n---\n`
    const job = `apiVersion: batch/v1\nkind: Job\nmetadata: {name: a}\nspec:\n  template:\n    spec: {serviceAccountName: ops, restartPolicy: Never, containers: [{name: a, image: "registry.example.com/kubectl:1", command: [kubectl, rollout, restart, deployment/web]}]}\n`
    expect(codes(rights('[get, patch]'), job)).toEqual([])
    expect(codes(rights('[get, list]'), job)).toEqual(['kubectl-not-allowed'])
    expect(codes(rights('["*"]'), job)).toEqual([])
  })

  it('adds up what a quota holds', () => {
    const quota =
      'apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q}\nspec: {hard: {limits.memory: 512Mi}}\n---\n'
    const web = (memory: string) => pod('web', `, resources: {limits: {memory: ${memory}}}`)
    expect(codes(quota, web('256Mi'))).toEqual([])
    expect(codes(quota, web('1Gi'))).toEqual(['quota-exceeded'])
    expect(codes(quota, pod('web', ''))).toEqual(['quota-exceeded'])
  })

  it('knows what nodes lack', () => {
    const socket =
      '      volumes: [{name: s, hostPath: {path: /var/run/docker.sock, type: Socket}}]\n'
    expect(codes(pod('web', '', socket))).toEqual(['docker-socket-mounted'])
    const profile =
      ', securityContext: {seccompProfile: {type: Localhost, localhostProfile: a.json}}'
    expect(codes(pod('web', profile))).toEqual(['seccomp-profile-on-node'])
  })

  it('takes a Secret that a Job or a certificate makes for one that will be there', () => {
    const web = pod('web', ', envFrom: [{secretRef: {name: made}}]')
    const others = `${service('web', 80).replace('port: 80', 'port: 80')}${config('conf', { a: 'b' })}apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: a}\n---\n`
    expect(codes(web, others)).toEqual([])
    expect(completeCodes(web, others)).toEqual(['envfrom-secret-missing'])
    const misspelt = 'apiVersion: v1\nkind: Secret\nmetadata: {name: mades}\n---\n'
    expect(
      codes(web.replaceAll('made', 'made-up'), others, misspelt.replace('mades', 'madeup')),
    ).toEqual(['envfrom-secret-missing'])
    const certificate =
      'apiVersion: cert-manager.io/v1\nkind: Certificate\nmetadata: {name: c}\nspec: {secretName: made}\n'
    expect(completeCodes(web, others, certificate)).toEqual([])
  })

  it('leaves loops alone, and tells of what is done at once', () => {
    const runs = (script: string) =>
      codes(pod('web', `, command: [sh, -c, ${JSON.stringify(script)}]`))
    expect(runs('while true; do sleep 1; done')).toEqual([])
    expect(runs('echo done')).toEqual(['cmd-one-shot'])
  })

  it('checks custom resources against the definitions among the files', () => {
    const definition =
      'apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nmetadata: {name: jobs.a.example}\nspec:\n  group: a.example\n  names: {kind: Job, plural: jobs}\n  scope: Namespaced\n  versions:\n  - name: v1\n    served: true\n    storage: true\n    schema:\n      openAPIV3Schema:\n        type: object\n        properties:\n          spec:\n            type: object\n            required: [size]\n            properties:\n              size: {type: integer}\n              mode: {type: string, enum: [Fast, Slow]}\n              labels: {type: object, additionalProperties: {type: string}}\n---\n'
    const custom = (spec: string) =>
      `${definition}apiVersion: a.example/v1\nkind: Job\nmetadata: {name: a}\nspec: ${spec}\n`
    expect(codes(custom('{size: 1, mode: Fast, labels: {a: b}}'))).toEqual([])
    expect(codes(custom('{size: "1"}'))).toEqual(['type-mismatch'])
    expect(codes(custom('{size: 1, mod: Fast}'))).toEqual(['unknown-field'])
    expect(codes(custom('{mode: Fast}'))).toEqual(['required-field-missing'])
    expect(codes(custom('{size: 1, mode: fast}'))).toEqual(['word-not-allowed'])
  })

  it('tells of documents in the wrong order', () => {
    const space = 'apiVersion: v1\nkind: Namespace\nmetadata: {name: shop}\n---\n'
    const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a, namespace: shop}\n---\n'
    expect(codes(space, settings)).toEqual([])
    expect(codes(settings, space)).toEqual(['document-order'])
  })
})
