// The published roles are enough, and no more than that is asked for.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseAllDocuments } from 'yaml'
import { root } from '../../scripts/lib/workspace.mjs'
import { apply, deleteNamespace, diagnose, kubectl, pause, willMake } from './lab.mjs'
import { startRecorder } from './recorder.mjs'

const NAMESPACE = 'unloop-lab-rights'
const CRASHING = `
apiVersion: apps/v1
kind: Deployment
metadata: {name: crasher, namespace: ${NAMESPACE}}
spec:
  selector: {matchLabels: {app: crasher}}
  template:
    metadata: {labels: {app: crasher}}
    spec:
      containers:
        - name: crasher
          image: docker.io/library/busybox:1.36
          imagePullPolicy: IfNotPresent
          command: [sh, -c, 'echo "FATAL: DATABASE_URL is not set"; exit 1']
`

/** Accounts of this check and what each may read. */
const ACCOUNTS = {
  all: { cluster: ['unloop-reader', 'unloop-reader-secrets'], namespace: [] },
  'no-secrets': { cluster: ['unloop-reader'], namespace: [] },
  'one-namespace': { cluster: [], namespace: ['unloop-reader', 'unloop-reader-secrets'] },
  nothing: { cluster: [], namespace: [] },
}

const roles = () =>
  parseAllDocuments(readFileSync(join(root, 'deploy', 'clusterrole.yaml'), 'utf8')).map(
    (document) => document.toJS(),
  )

const bindings = () =>
  Object.entries(ACCOUNTS).flatMap(([account, { cluster, namespace }]) => [
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: account, namespace: NAMESPACE } },
    ...cluster.map((role) => binding('ClusterRoleBinding', account, role)),
    ...namespace.map((role) => binding('RoleBinding', account, role)),
  ])

const binding = (kind, account, role) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind,
  metadata: {
    name: `unloop-lab-${account}-${role}`,
    ...(kind === 'RoleBinding' ? { namespace: NAMESPACE } : {}),
  },
  roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
  subjects: [{ kind: 'ServiceAccount', name: account, namespace: NAMESPACE }],
})

async function setUp(lab) {
  willMake(NAMESPACE)
  await apply(lab, { apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } })
  await apply(lab, { apiVersion: 'v1', kind: 'List', items: [...roles(), ...bindings()] })
  await apply(lab, CRASHING)
  for (let i = 0; i < 60; i++) {
    const restarts = await kubectl(
      lab,
      '-n',
      NAMESPACE,
      'get',
      'pods',
      '-o',
      'jsonpath={.items[*].status.containerStatuses[*].restartCount}',
    )
    if (Number(restarts) >= 2) return
    await pause(2)
  }
}

async function tearDown(lab) {
  const clusterBindings = bindings().filter(({ kind }) => kind === 'ClusterRoleBinding')
  for (const { metadata } of clusterBindings)
    await kubectl(lab, 'delete', 'clusterrolebinding', metadata.name, '--ignore-not-found').catch(
      () => '',
    )
  for (const { metadata } of roles())
    await kubectl(lab, 'delete', 'clusterrole', metadata.name, '--ignore-not-found').catch(() => '')
  await deleteNamespace(lab, NAMESPACE)
}

async function diagnoseAs(lab, account, args) {
  const token = (await kubectl(lab, '-n', NAMESPACE, 'create', 'token', account)).trim()
  const recorder = await startRecorder(lab, token)
  try {
    const answer = await diagnose(lab, args, recorder.kubeconfig)
    return {
      ...answer,
      requests: recorder.requests,
      refused: recorder.requests.filter(({ status }) => status === 403),
    }
  } finally {
    recorder.stop()
  }
}

const findsCrasher = ({ report }) =>
  report?.incidents.some(
    ({ workload, causes }) => workload.name === 'crasher' && causes[0].id === 'env-missing',
  ) === true

const paths = (requests) => [...new Set(requests.map(({ path }) => path.split('?')[0]))].join(', ')

async function withAll(lab) {
  const answer = await diagnoseAs(lab, 'all', ['-A'])
  const writes = answer.requests.filter(({ method }) => method !== 'GET')
  const secrets = answer.requests.filter(({ path }) => path.includes('/secrets'))
  return [
    ['the published roles: nothing is refused', answer.refused.length === 0, paths(answer.refused)],
    ['the published roles: only GET is sent', writes.length === 0, paths(writes)],
    [
      'the published roles: of Secrets only metadata is asked for',
      secrets.length > 0 &&
        secrets.every(({ accept }) => accept.includes('as=PartialObjectMetadataList')),
      paths(secrets),
    ],
    [
      'the published roles: the crash is explained, without gaps',
      findsCrasher(answer) && answer.report.gaps.length === 0,
      answer.report?.gaps.join(' ') ?? answer.said,
    ],
  ]
}

async function withoutSecrets(lab) {
  const answer = await diagnoseAs(lab, 'no-secrets', ['-A'])
  const others = answer.refused.filter(({ path }) => !path.includes('/secrets'))
  const gap =
    answer.report?.gaps.some((text) => text.includes('secrets could not be listed')) === true
  return [
    ['without the role for Secrets: only those are refused', others.length === 0, paths(others)],
    [
      'without the role for Secrets: a gap says so',
      gap && findsCrasher(answer),
      answer.report?.gaps.join(' ') ?? answer.said,
    ],
  ]
}

async function inOneNamespace(lab) {
  const bare = await diagnoseAs(lab, 'one-namespace', [])
  const named = await diagnoseAs(lab, 'one-namespace', ['-n', NAMESPACE])
  const gaps = bare.report?.gaps.join(' ') ?? ''
  return [
    [
      'rights in one namespace: the crash is explained without naming it',
      findsCrasher(bare),
      bare.said,
    ],
    [
      'rights in one namespace: a gap says that the rest was not read',
      gaps.includes(`only ${NAMESPACE} was read`),
      gaps,
    ],
    ['rights in one namespace: the crash is explained with -n', findsCrasher(named), named.said],
  ]
}

async function withNothing(lab) {
  const { status, said } = await diagnoseAs(lab, 'nothing', [])
  return [
    [
      'no rights: exit status 3 and what to ask for',
      status === 3 && said.includes('deploy/clusterrole.yaml'),
      `${status} ${said}`,
    ],
  ]
}

function onlyGetAndList() {
  const verbs = new Set(roles().flatMap(({ rules }) => rules.flatMap((rule) => rule.verbs)))
  const others = [...verbs].filter((verb) => verb !== 'get' && verb !== 'list')
  return [['the published roles hold only get and list', others.length === 0, others.join(', ')]]
}

/** @returns {Promise<readonly (readonly [name: string, passed: boolean, detail: string])[]>} */
export async function checkRights(lab) {
  try {
    await setUp(lab)
    return [
      ...onlyGetAndList(),
      ...(await withAll(lab)),
      ...(await withoutSecrets(lab)),
      ...(await inOneNamespace(lab)),
      ...(await withNothing(lab)),
    ]
  } finally {
    await tearDown(lab)
  }
}
