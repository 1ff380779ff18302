import { memoryLimitFor, quantity } from '../evidence/quantity.ts'
import { mountPatch, patchFix } from '../fixes/patch.ts'
import { saidWords, type Correction } from './correction.ts'

const FULL =
  /no space left on device|ENOSPC|could not resize shared memory|cannot allocate memory|bus error|SIGBUS/i
const SHM = /\/dev\/shm\b|shared memory|shm_open/i
const LEAST = 256 * 2 ** 20

/**
 * Runtimes give a container 64 MiB at /dev/shm, whatever its memory limit is: a volume in memory over it has as much as the
 * limit allows (core/v1, EmptyDirVolumeSource). Only where the program or its settings name it.
 */
export const sharedMemory: Correction = (file, lead) => {
  const own = file.failing.spec
  const said = saidWords(file, lead)
  const isBus = file.exit?.code === 135
  if (!own || !(FULL.test(said) || isBus)) return []
  if (own.volumeMounts?.some(({ mountPath }) => mountPath.replace(/\/$/, '') === '/dev/shm'))
    return []
  const told = [
    ...(own.command ?? []),
    ...(own.args ?? []),
    ...(own.env ?? []).map(({ value }) => value ?? ''),
  ]
  // One line says both: servers also name shared memory where all is well with it.
  const isSaid = said.split('\n').some((line) => SHM.test(line) && (isBus || FULL.test(line)))
  if (!isSaid && !SHM.test(told.join('\n'))) return []
  const limit = quantity(own.resources?.limits?.['memory'])
  const sizeLimit = memoryLimitFor(Math.max(LEAST, limit === null ? 0 : limit / 2))
  return [
    patchFix(file, {
      id: 'volume-full/shared-memory',
      title: `Give it ${sizeLimit} of shared memory at /dev/shm, where it has 64 MiB: a volume in memory, which counts against the memory limit`,
      patch: mountPatch(file, [
        {
          name: 'shared-memory',
          source: { emptyDir: { medium: 'Memory', sizeLimit } },
          mountPath: '/dev/shm',
        },
      ]),
    }),
  ]
}
