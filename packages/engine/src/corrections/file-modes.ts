import { mountAt, mountsOf, pathsIn, type Mounted } from '../causes/shared/mounts.ts'
import { patchFix, podPatch } from '../fixes/patch.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { saidWords, type Correction } from './correction.ts'

const TOO_OPEN =
  /bad permissions|permissions? .{0,60}(?:are|is) too open|unprotected private key|must be (?:accessible|readable) by owner only|has group or world access|too permissive/i

/** Files of a Secret that may be read by all, where the program insists on its owner alone. */
export const keyMode: Correction = (file, lead) => {
  const mounted = saidWords(file, lead)
    .split('\n')
    .filter((line) => TOO_OPEN.test(line))
    .flatMap(pathsIn)
    .map((path) => mountAt(file, path))
    .find((one) => one?.kind === 'secret')
  if (!mounted) return []
  const own =
    file.failing.spec?.securityContext?.runAsUser ?? file.podSpec?.securityContext?.runAsUser
  // With another user than root the files are root's, and are read through the group.
  const mode = own ? 0o440 : 0o400
  return [
    patchFix(file, {
      id: 'mount/mode',
      title: `Give the files of Secret ${mounted.volume.secret?.secretName ?? ''} the mode 0${mode.toString(8)} (defaultMode)`,
      patch: podPatch(file, {
        volumes: [{ name: mounted.volume.name, secret: { defaultMode: mode } }],
      }),
    }),
  ]
}

const READ_ONLY = /read-only file ?system|\bEROFS\b/i
const DENIED = /permission denied|\bEACCES\b|not executable/i

/**
 * A script of a ConfigMap that is to be executed: its mode is set at the mount, as nobody may change it there
 * (`defaultMode`, core/v1). An init container that does nothing but chmod it goes.
 */
export const scriptMode: Correction = (file, lead) => {
  const words = saidWords(file, lead)
  const chmod = /chmod/.test(words) && READ_ONLY.test(words)
  const started = startedFromMount(file)
  const mounted = chmod
    ? mountsOf(file).find(
        ({ kind, mount }) =>
          (kind === 'configMap' || kind === 'secret') && words.includes(`${mount.mountPath}`),
      )
    : started && DENIED.test(words)
      ? started
      : undefined
  return mounted ? [executable(file, mounted, chmod)] : []
}

const startedFromMount = (file: CaseFile): Mounted | undefined => {
  const { command = [], args = [] } = file.failing.spec ?? {}
  const [first = ''] = [...command, ...args]
  const mounted = first.startsWith('/') ? mountAt(file, first) : null
  return mounted?.kind === 'configMap' || mounted?.kind === 'secret' ? mounted : undefined
}

const executable = (file: CaseFile, { volume, kind }: Mounted, isChmod: boolean): Fix => {
  const name = volume.configMap?.name ?? volume.secret?.secretName ?? volume.name
  const init = isChmod ? onlyChmod(file) : null
  return patchFix(file, {
    id: 'mount/executable',
    title: `Mount ${kind === 'configMap' ? 'ConfigMap' : 'Secret'} ${name} with mode 0755, as its script is executed${init ? `, and do without init container ${init}` : ''}`,
    patch: podPatch(file, {
      volumes: [
        { name: volume.name, [kind]: { defaultMode: 0o755, ...withoutItemModes(volume, kind) } },
      ],
      ...(init ? { initContainers: [{ name: init, $patch: 'delete' }] } : {}),
    }),
  })
}

const withoutItemModes = (volume: Mounted['volume'], kind: string): object => {
  const items = (volume[kind] as { items?: readonly { mode?: number }[] } | undefined)?.items
  return items?.some(({ mode }) => mode !== undefined)
    ? { items: items.map((item) => ({ ...item, mode: null })) }
    : {}
}

/** The failing init container, where changing modes is all that it does. */
const onlyChmod = (file: CaseFile): string | null => {
  if (file.failing.container?.role !== 'init') return null
  const { command = [], args = [], name } = file.failing.spec ?? { name: '' }
  const script = [...command, ...args].filter((word) => !/^(?:\/bin\/)?\w*sh$|^-\w+$/.test(word))
  const parts = script.join(' ').split(/&&|;|\n/)
  return parts.every((part) => /^\s*(?:chmod\b.*|set -\w+|echo\b.*|)$/.test(part)) ? name : null
}
