import type { CaseFile } from '../../case/case-file.ts'
import { patchFix, preparedPatch } from '../../fixes/patch.ts'
import type { Fix } from '../../report/report.ts'
import type { Mounted } from './mounts.ts'

/**
 * The kubelet mounts ConfigMaps and Secrets read-only (core/v1): a program that writes beside or into them gets a copy, which an
 * init container of its own image makes.
 */
export function copiedConfig(file: CaseFile, { mount, volume }: Mounted): readonly Fix[] {
  const own = file.failing.container
  const image = file.failing.spec?.image
  if (!own || own.role === 'init' || !image || mount.subPath) return []
  const copy = `${volume.name.slice(0, 50)}-copy`
  const { securityContext } = file.failing.spec ?? {}
  return [
    patchFix(file, {
      id: 'permission-denied-fs/copy',
      title: `Give ${own.name} a copy of volume ${volume.name} that it may write at ${mount.mountPath}: ConfigMaps and Secrets are always mounted read-only`,
      patch: preparedPatch(
        file,
        {
          name: 'copy-config',
          image,
          command: ['sh', '-c', 'cp -RL /from/. /to/'],
          ...(securityContext ? { securityContext } : {}),
          volumeMounts: [
            { name: volume.name, mountPath: '/from', readOnly: true },
            { name: copy, mountPath: '/to' },
          ],
        },
        {
          pod: { volumes: [{ name: copy, emptyDir: {} }] },
          container: {
            volumeMounts: [{ name: copy, mountPath: mount.mountPath, readOnly: null }],
          },
        },
      ),
      risk: 'medium',
    }),
  ]
}
