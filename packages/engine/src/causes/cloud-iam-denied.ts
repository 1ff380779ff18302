import type { Command } from '../commands/sh.ts'
import { askFor } from '../fixes/ask.ts'
import { kubectl } from '../fixes/commands.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { advice } from './shared/advice.ts'
import { findingsByPath } from './shared/by-path.ts'

/** The cloud's identity service denies it: IRSA, workload identity, IMDS, missing region. */
export const cloudIamDenied: Cause = {
  id: 'cloud-iam-denied',
  explain: (file) => {
    const account = accountOf(file)
    const bound = account && ROLE_ANNOTATIONS.find(({ key }) => account.annotations[key])
    const known =
      account && !bound
        ? ` Its service account ${account.name} carries no annotation that binds it to a cloud role.`
        : ''
    return `The cloud's identity service does not give the program the rights that it needs: the pod's service account is not bound to a role, the role lacks a right, or the metadata service cannot be reached.${known}`
  },
  find: (file) => [...unboundAccount(file), ...projectedToken(file)],
  // A region that is not set is no right that is missing.
  fixes: (file, { title }) => (/\bregion\b/i.test(title) ? [] : [bindAccount(file)]),
}

const ROLE_ANNOTATIONS = [
  { cloud: 'AWS', key: 'eks.amazonaws.com/role-arn', value: 'arn:aws:iam::<account>:role/<role>' },
  {
    cloud: 'GCP',
    key: 'iam.gke.io/gcp-service-account',
    value: '<name>@<project>.iam.gserviceaccount.com',
  },
  { cloud: 'Azure', key: 'azure.workload.identity/client-id', value: '<client-id>' },
] as const

const accountOf = (
  file: CaseFile,
): {
  name: string
  annotations: Readonly<Record<string, string>>
  entry: ReturnType<CaseFile['inventory']['get']>
} | null => {
  const name = file.podSpec?.serviceAccountName ?? 'default'
  const entry = file.inventory.get('ServiceAccount', file.failing.namespace, name)
  return entry ? { name, annotations: entry.object.metadata.annotations ?? {}, entry } : null
}

/** A program that finds no credentials under a service account that no annotation binds to a role. */
const unboundAccount = (file: CaseFile): readonly Finding[] => {
  const account = accountOf(file)
  if (!account || ROLE_ANNOTATIONS.some(({ key }) => account.annotations[key])) return []
  return file.messages
    .filter(({ cause, weight }) => cause === 'cloud-iam-denied' && weight >= 40)
    .slice(0, 1)
    .map((message) => ({
      ...message,
      weight: message.weight + 3,
      rule: 'cloud-iam-denied/unbound-account',
      evidence: [
        ...message.evidence,
        file.fromObject(account.entry, 'metadata.annotations', account.annotations),
      ],
    }))
}

/** The role itself lives in the cloud and is never invented: the command leaves it open. */
const bindAccount = (file: CaseFile): Fix => {
  const text = file.messages
    .filter(({ cause }) => cause === 'cloud-iam-denied')
    .flatMap(({ evidence }) => evidence.map(({ excerpt }) => excerpt))
    .join(' ')
  const cloud = /azure|aad|microsoft/i.test(text)
    ? 'Azure'
    : /google|gce|gcp|metadata\.google/i.test(text)
      ? 'GCP'
      : 'AWS'
  const { key, value } =
    ROLE_ANNOTATIONS.find((entry) => entry.cloud === cloud) ?? ROLE_ANNOTATIONS[0]
  const account = file.podSpec?.serviceAccountName ?? 'default'
  const ask = askFor(
    'ROLE',
    `The ${cloud} role or identity that has the right, as ${key} takes it`,
    {
      secret: false,
    },
  )
  const made = advice(file, {
    id: 'cloud-iam-denied/bind',
    title: `Bind service account ${account} to a role of ${cloud} that has the right, then restart`,
    where: 'manifest',
    kubectl: [
      ['get', 'serviceaccount', account, '-o', 'yaml'],
      ['annotate', 'serviceaccount', account, `${key}=${value}`],
      ['rollout', 'restart', file.target],
    ],
    raw: [whoAmI(file, cloud, account)],
  })
  return {
    ...made,
    asks: [ask],
    patch: {
      target: { kind: 'ServiceAccount', namespace: file.failing.namespace, name: account },
      type: 'merge',
      body: { metadata: { annotations: { [key]: ask.placeholder } } },
    },
  }
}

/** Which identity the cloud sees, asked from a pod of the same service account. */
const whoAmI = (file: CaseFile, cloud: string, account: string): Command => {
  const [image, ...words] = {
    AWS: ['amazon/aws-cli', 'sts', 'get-caller-identity'],
    GCP: ['google/cloud-sdk:slim', 'gcloud', 'auth', 'list'],
    Azure: ['mcr.microsoft.com/azure-cli', 'az', 'account', 'show'],
  }[cloud] ?? ['amazon/aws-cli', 'sts', 'get-caller-identity']
  const overrides = JSON.stringify({ spec: { serviceAccountName: account } })
  return kubectl(
    file,
    ...['run', 'who-am-i', '--rm', '-it', '--restart=Never', `--image=${image}`],
    ...[`--overrides=${overrides}`, '--', ...words],
  )
}

/** Where the clouds' webhooks project a token for their identity services (EKS, AKS; GKE's federation). */
const CLOUD_TOKEN =
  /^\/var\/run\/secrets\/(?:eks\.amazonaws\.com|azure\/tokens|(?:tokens\/)?gcp|workload-identity)/

/** That file is put there only where the service account is bound to a role: it is no file that the program misplaced. */
const projectedToken = (file: CaseFile): readonly Finding[] =>
  findingsByPath(file, {
    of: ['config-file-missing'],
    tells: (path) => CLOUD_TOKEN.test(path),
    as: (path) => ({
      cause: 'cloud-iam-denied',
      rule: 'cloud-iam-denied/token-path',
      title: `The cloud's token ${path} is not projected into the pod`,
      explanation:
        "The cloud's webhook puts that file into pods whose service account is bound to a role of the cloud. This one is not, or the webhook does not run, while the program was told to use it.",
    }),
  })
