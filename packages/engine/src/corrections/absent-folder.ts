import { mountPatch, patchFix } from '../fixes/patch.ts'
import { mountAt, pathsIn } from '../causes/shared/mounts.ts'
import { saidWords, type Correction } from './correction.ts'

const ABSENT =
  /directory named as part of the path|(?:log|pid|run|cache|spool|data|tmp|temp|state|work)\S* ?(?:directory|dir|folder|file|path)\b.{0,80}(?:does not exist|no such|cannot be created)|(?:open|create|mkdir|touch|write)\S*[:(\s].{0,20}\/(?:var\/(?:log|run|cache|lib|spool)|run|tmp)\/\S+.{0,60}(?:no such file|does not exist)/i
const OWN_FOLDERS =
  /^(?!\/(?:var\/)?run\/secrets\/)\/(?:var\/(?:log|run|cache|lib|spool|tmp)|run|tmp|data|logs?|cache|spool|work)\//

/** Causes where a file of somebody else's is missing: an empty folder does not bring it. */
const READS: ReadonlySet<string> = new Set(['webhook-cert', 'tls-cert', 'service-account-token'])

/** A folder that the program writes to and the image does not have: an empty one is mounted there. */
export const absentFolder: Correction = (file, lead) => {
  if (READS.has(lead.cause)) return []
  const line = saidWords(file, lead)
    .split('\n')
    .find((one) => ABSENT.test(one) && pathsIn(one).some((path) => OWN_FOLDERS.test(path)))
  const path = pathsIn(line ?? '').find((one) => OWN_FOLDERS.test(one))
  if (!path || mountAt(file, path)) return []
  const folder = /\.[a-z]\w{0,5}$/i.test(path) ? path.slice(0, path.lastIndexOf('/')) : path
  const name = `made${folder
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, 40)}`.replace(/-+$/, '')
  return [
    patchFix(file, {
      id: 'mount/folder',
      title: `Mount an empty volume at ${folder}, which the program writes to and the image does not have`,
      patch: mountPatch(file, [{ name, source: { emptyDir: {} }, mountPath: folder }]),
    }),
  ]
}
