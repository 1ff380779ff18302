import { nearest } from '@unloop/engine/evidence'
import { inContainers, type Check, type Found } from '../check.ts'
import { edited, setTo } from '../edit.ts'
import { at, listOf, wordOf } from '../fields.ts'
import type { Site } from '../workload.ts'

/** include/uapi/linux/capability.h, without the CAP_ that Kubernetes leaves out. */
const CAPABILITIES = new Set(
  (
    'ALL CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE ' +
    'NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN ' +
    'SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE ' +
    'MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE'
  ).split(' '),
)

/** containerd puts CAP_ in front of each name, and runc refuses what the kernel does not know. */
const unknown = (site: Site): readonly Found[] =>
  listOf(at(site.fields, 'securityContext', 'capabilities', 'add')).flatMap((each, index) => {
    const text = wordOf(each)
    const name = text.toUpperCase()
    if (CAPABILITIES.has(name) || /[{}$<>]/.test(text) || text === '') return []
    const path = [...site.path, 'securityContext', 'capabilities', 'add', index]
    const bare = name.replace(/^CAP_/, '')
    if (CAPABILITIES.has(bare))
      return [
        {
          path,
          message: `Kubernetes' names have no CAP_ in front: containerd looks for CAP_${name}.`,
          fix: `Write ${bare}.`,
          ...edited(setTo(path, bare)),
        },
      ]
    const near = nearest(name, [...CAPABILITIES])
    return [
      {
        path,
        message: `Linux has no capability ${text}.${near === null ? '' : ` Is ${near} meant?`}`,
      },
    ]
  })

export const CAPABILITY_CHECKS: readonly Check[] = [
  {
    code: 'capability-unknown',
    severity: 'may-crash',
    title: 'A capability is added that Linux does not have',
    happens: 'CreateContainerError: unknown capability "CAP_CAP_NET_ADMIN".',
    fix: 'Correct the name.',
    aliases: [],
    find: inContainers(unknown),
  },
]
