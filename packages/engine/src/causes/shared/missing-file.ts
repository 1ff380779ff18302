import type { Volume } from '../../evidence/kube.ts'
import { keysOf } from '../../evidence/names.ts'
import { configData } from '../../evidence/services.ts'
import type { CaseFile } from '../../case/case-file.ts'
import type { Evidence } from '../../report/report.ts'
import { lastSaid, saidEvidence, relevanceOf } from './log.ts'
import type { Mounted } from './mounts.ts'
import { statedWords } from './stated.ts'

/** A file that a program or the runtime looked for and did not find. */
export interface MissingFile {
  readonly path: string
  readonly evidence: readonly Evidence[]
  /** 1 where the message ends the run. */
  readonly relevance: number
  /** The path can only be the program's own: a module, a script, an executable, an archive of classes. */
  readonly program: boolean
}

const PATH = String.raw`["'\x60\u2018]?((?:\/|\.\/)?[\w.@+-]+(?:\/[\w.@+-]+)*)["'\x60\u2019]?`
/** Interpreters and runtimes on the script or archive that they were told to run. */
const PROGRAM: readonly RegExp[] = [
  new RegExp(`Cannot find module ${PATH}`),
  new RegExp(`can't open file ${PATH}: \\[Errno 2\\]`),
  new RegExp(`Unable to access jarfile ${PATH}`),
  new RegExp(`Could not open input file: ${PATH}`),
  new RegExp(`(?:exec:? |exec: "|stat )${PATH}"?: (?:stat [^:]+: )?no such file or directory`),
  new RegExp(
    `(?:ruby|perl|php|node|python[\\d.]*|bash|sh|ash)?:? ?(?:No such file or directory -- |can't open |cannot open )${PATH}(?:: No such file| \\(LoadError\\)|$)`,
  ),
  new RegExp(`(?:application|file) (?:to execute )?${PATH} does not exist`, 'i'),
  new RegExp(`${PATH}: (?:not found|No such file or directory)$`),
]
const ANY: readonly RegExp[] = [
  new RegExp(
    `${PATH}["']?:? (?:failed )?\\(?(?:2: )?(?:no such file or directory|does not exist|not found|cannot find the file)`,
    'i',
  ),
  new RegExp(`no such file or directory:? ?(?:@ \\w+ - |, open |, stat |: )?${PATH}`, 'i'),
  new RegExp(
    `(?:can(?:no|')t|could not|unable to|failed to) (?:open|find|read|load|stat) (?:config(?:uration)? )?(?:file )?${PATH}`,
    'i',
  ),
]
const CODE =
  /\.(?:js|mjs|cjs|ts|py|rb|php|jar|war|dll|pl|sh|so|exs?|beam|class)$|\/(?:node_modules|bin|sbin)\//

/** The file that the last runs say is missing, with its whole path; null where none is named. */
export function missingFile(file: CaseFile): MissingFile | null {
  for (const pattern of [...PROGRAM, ...ANY]) {
    const said = lastSaid(file, pattern)
    const stated = said ? null : statedWords(file, pattern)
    const raw = (said?.match ?? stated?.match)?.[1]
    if (!raw || raw.length < 3) continue
    const path = absolute(file, raw)
    if (!path) continue
    return {
      path,
      evidence: said ? saidEvidence(file, said) : stated ? [stated.evidence] : [],
      relevance: said ? relevanceOf(said) : 1,
      program:
        (PROGRAM.includes(pattern) &&
          !/\.(?:ya?ml|json|conf|cfg|ini|toml|properties|xml|env)$/.test(path)) ||
        CODE.test(path),
    }
  }
  return null
}

const absolute = (file: CaseFile, path: string): string | null => {
  if (path.startsWith('/')) return path
  const folder = file.failing.spec?.workingDir
  return folder && (path.startsWith('./') || path.includes('/') || CODE.test(path))
    ? `${folder.replace(/\/$/, '')}/${path.replace(/^\.\//, '')}`
    : null
}

/** Names in a mounted ConfigMap, Secret or projected volume; null where what a volume holds is not known. */
export function filesIn(
  file: CaseFile,
  { volume, mount, kind }: Mounted,
): readonly string[] | null {
  const { inventory, failing } = file
  if (mount.subPath) return null
  if (kind === 'configMap' || kind === 'secret') {
    const source = volume.configMap ?? volume.secret
    if (source?.items?.length) return source.items.flatMap(({ path }) => (path ? [path] : []))
    if (kind === 'configMap') {
      const object = inventory.get('ConfigMap', failing.namespace, volume.configMap?.name ?? '')
      return object
        ? Object.keys(configData(inventory, failing.namespace, volume.configMap?.name))
        : null
    }
    const secret = inventory.get('Secret', failing.namespace, volume.secret?.secretName ?? '')
    return secret ? Object.keys((secret.object['data'] as object | undefined) ?? {}) : null
  }
  return kind === 'projected' ? projectedFiles(file, volume) : null
}

interface ProjectedItems {
  readonly name?: string
  readonly items?: readonly { readonly path?: string }[]
}

/** What the sources of a projected volume put there (core/v1, ProjectedVolumeSource); null where one of them is not known. */
const projectedFiles = (file: CaseFile, { projected }: Volume): readonly string[] | null => {
  const { inventory, failing } = file
  const found = (projected?.sources ?? []).map((source): readonly string[] | null => {
    const token = source['serviceAccountToken'] as { readonly path?: string } | undefined
    if (token) return token.path ? [token.path] : []
    const [field, given] = Object.entries(source)[0] ?? []
    const { name = '', items } = (given ?? {}) as ProjectedItems
    if (items || field === 'downwardAPI') return (items ?? []).flatMap(({ path }) => path ?? [])
    const kind = field === 'configMap' ? 'ConfigMap' : field === 'secret' ? 'Secret' : null
    const keys =
      kind === null ? [] : keysOf(inventory, { kind, namespace: failing.namespace, name })
    return keys.length > 0 ? keys : null
  })
  return found.every((each) => each !== null) ? found.flat() : null
}
