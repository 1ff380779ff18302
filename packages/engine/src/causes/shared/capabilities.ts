import type { CaseFile } from '../../case/case-file.ts'

const dropped = (file: CaseFile): readonly string[] =>
  (file.failing.spec?.securityContext?.capabilities?.drop ?? []).map((name) =>
    name.replace(/^CAP_/i, '').toUpperCase(),
  )

/** Capabilities that the container adds, in upper case without `CAP_`. */
export function added(file: CaseFile): readonly string[] {
  return (file.failing.spec?.securityContext?.capabilities?.add ?? []).map((name) =>
    name.replace(/^CAP_/i, '').toUpperCase(),
  )
}

const lacks = (file: CaseFile, capability: string): boolean => {
  const drop = dropped(file)
  const add = added(file)
  return (
    (drop.includes('ALL') || drop.includes(capability)) &&
    !add.includes(capability) &&
    !add.includes('ALL')
  )
}

interface Need {
  readonly pattern: RegExp
  /** The capability, and those that a program with this need goes on to use. */
  readonly capabilities: readonly string[]
}

/** capabilities(7): the calls that fail with EPERM, by the right that they need. */
export const NEEDS: readonly Need[] = [
  {
    pattern:
      /\b[fl]?chown\w*\b.{0,160}operation not permitted|changing (?:ownership|owner|group) of.{0,160}operation not permitted|operation not permitted.{0,80}\bchown\b/i,
    // Root without DAC_OVERRIDE may not write what it has handed to another user.
    capabilities: ['CHOWN', 'SETUID', 'SETGID', 'DAC_OVERRIDE'],
  },
  {
    pattern:
      /\b(?:setgroups|initgroups|set(?:e|fs|res?)?gid|set groups|groups)\b.{0,120}operation not permitted|operation not permitted.{0,60}\b(?:setgroups|initgroups|setgid)\b/i,
    capabilities: ['SETGID', 'SETUID'],
  },
  {
    pattern:
      /\b(?:set(?:e|fs|res?)?uid|failed switching to|switch(?:ing)? user|change user)\b.{0,120}operation not permitted|operation not permitted.{0,60}\bsetuid\b/i,
    capabilities: ['SETUID', 'SETGID'],
  },
  {
    pattern:
      /\b(?:iptables|ip6tables|nft|netlink|ip link|tun\/?tap|\/dev\/net\/tun|wireguard)\b.{0,160}(?:permission denied|operation not permitted|must be root)/i,
    capabilities: ['NET_ADMIN'],
  },
  {
    pattern: /\b(?:raw socket|ping|icmp)\b.{0,120}(?:operation not permitted|permission denied)/i,
    capabilities: ['NET_RAW'],
  },
  {
    pattern:
      /\bmount\b.{0,120}(?:permission denied|operation not permitted|are you root)|\b(?:unshare|setns|clone)\b.{0,80}operation not permitted/i,
    capabilities: ['SYS_ADMIN'],
  },
  {
    pattern: /\bmlock(?:all)?\b.{0,120}(?:operation not permitted|cannot allocate|failed)/i,
    capabilities: ['IPC_LOCK'],
  },
  { pattern: /\bchroot\b.{0,120}operation not permitted/i, capabilities: ['SYS_CHROOT'] },
  {
    pattern: /\b(?:setpriority|sched_setscheduler|\bnice\b)\b.{0,120}operation not permitted/i,
    capabilities: ['SYS_NICE'],
  },
]
/** Default capabilities of runtimes hold CHOWN, SETUID, SETGID, NET_RAW, SYS_CHROOT: they must be dropped; the others must be added. */
const DEFAULTS = new Set(['CHOWN', 'SETUID', 'SETGID', 'NET_RAW', 'SYS_CHROOT', 'NET_BIND_SERVICE'])

/** Whether the pod keeps the capability from the program. */
export function wanting(file: CaseFile, name: string): boolean {
  const { spec } = file.failing
  if (!spec) return !DEFAULTS.has(name)
  if (spec.securityContext?.privileged) return false
  return DEFAULTS.has(name)
    ? lacks(file, name)
    : !added(file).includes(name) && !added(file).includes('ALL')
}

/** The capabilities that these words ask for and that the pod keeps from the program; none where no call is named. */
export function wantedBy(file: CaseFile, words: string): readonly string[] {
  const need = NEEDS.find(({ pattern }) => pattern.test(words))
  return need?.capabilities.some((name) => wanting(file, name))
    ? need.capabilities.filter((name) => !added(file).includes(name))
    : []
}
