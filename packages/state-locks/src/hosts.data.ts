interface HostHint {
  readonly pattern: RegExp
  /** Said of the holder; a full sentence with what to look at. */
  readonly says: string
}

/**
 * Names of machines that tell what they are: GitHub's hosted runners (`fv-az…`, `runnervm…`), GitLab's containers
 * (`runner-TOKEN-project-ID-concurrent-N`), Docker's (12 hexadecimal digits of the container's ID), pods (NAME-HASH-HASH), and EC2
 * (`ip-10-0-0-1`).
 */
const HOSTS: readonly HostHint[] = [
  {
    pattern: /^(?:fv-az|runnervm|gh-runner)/i,
    says: 'That is a hosted runner of GitHub Actions, which is gone once its job has ended: see whether the job still runs.',
  },
  {
    pattern: /^runner-[\w-]+-project-\d+-concurrent/i,
    says: 'That is the container of a GitLab job (the number behind "project-" is the project): see whether the job still runs.',
  },
  {
    pattern: /^[0-9a-f]{12}$/i,
    says: 'That is the ID of a container, which is gone once its job has ended: see whether the job, or docker ps, still shows it.',
  },
  {
    pattern: /-[bcdfghjklmnpqrstvwxz2456789]{8,10}-[bcdfghjklmnpqrstvwxz2456789]{5}$/,
    says: 'That looks like a pod: see whether kubectl get pods -A still shows it, and what it does.',
  },
  {
    pattern: /^ip-\d+-\d+-\d+-\d+/i,
    says: 'That looks like an EC2 instance: see there whether the program still runs.',
  },
]

/** Names that many machines have, so that an equal one proves nothing. */
const COMMON = /^(?:localhost|localhost\.localdomain|buildkitsandbox|runner)?$/i

export function hostHint(host: string): string | null {
  return HOSTS.find(({ pattern }) => pattern.test(host))?.says ?? null
}

/** True where both name one machine: whole, or by the first part of a name in a domain. */
export function isSameHost(one: string, other: string): boolean {
  const [a, b] = [one.toLowerCase(), other.toLowerCase()]
  if (COMMON.test(a)) return false
  const short = (name: string): string => name.split('.')[0] ?? name
  return a === b || (short(a) === short(b) && (!a.includes('.') || !b.includes('.')))
}
