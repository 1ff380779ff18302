import type { CaseFile } from '../case/case-file.ts'
import type { Finding } from '../case/finding.ts'
import type { CauseId } from '../catalogue.ts'
import { sh } from '../commands/index.ts'
import { asAppliedFixes } from '../fixes/as-applied-fixes.ts'
import { previousLog, kubectl } from '../fixes/commands.ts'
import { mitigations } from '../fixes/mitigations.ts'
import { configMapsOf, secretsOf } from '../case/settings.ts'
import type { Fix } from '../report/report.ts'
import { CORRECTIONS, LAST_RESORT } from './index.ts'
import { CAUSES } from '../causes/index.ts'

/** Causes that a change of a ConfigMap may have brought. */
const OF_SETTINGS: ReadonlySet<CauseId> = new Set<CauseId>([
  'app-config-invalid',
  'env-missing',
  'config-file-missing',
  'bad-command',
  'dependency-unreachable',
  'dependency-auth-failed',
  'dns-failure',
  'dns-loop',
  'tls-cert',
  'heap-exhausted',
  'license',
])

/**
 * The plans for what leads: those that change something first, then work for a person, then ways to buy time, and last what
 * can destroy data. None is empty: what is no patch comes with commands.
 */
export function plansFor(file: CaseFile, lead: Finding): readonly Fix[] {
  const own = CAUSES.get(lead.cause)?.fixes(file, lead) ?? []
  const undo = own[0]?.id === 'rollout-undo' ? own.slice(0, 1) : []
  const found = [
    ...undo,
    ...(OF_SETTINGS.has(lead.cause) ? asAppliedFixes(file) : []),
    ...CORRECTIONS.flatMap((correct) => correct(file, lead)),
    // The advice of the very message tells more than what goes for its cause.
    ...(lead.fixes ?? []),
    ...own,
  ]
  if (!found.some(changes)) found.push(...LAST_RESORT.flatMap((correct) => correct(file, lead)))
  const seen = new Set<string>()
  const once = [...found, ...mitigations(file, lead, found)]
    .filter((fix) => keysOf(fix).every((key) => !seen.has(key) && seen.add(key)))
    .map((fix) => withBackup(withCommands(file, fix)))
  return inOrder(once)
}

/** A plan is known by its name, and by the change that it makes: two rules may come to the same one. */
const keysOf = ({ id, patch }: Fix): readonly string[] =>
  patch === null ? [id] : [id, JSON.stringify(patch)]

/** Most that is lost by a command of these can't be brought back. */
const DESTROYS =
  /\brm -r|\bdelete (?:pvc|persistentvolumeclaim|pv\b|namespace)|pg_resetwal|--zap|\bwipefs|\bmkfs|\bosd purge|\bdrop (?:database|table)|flushall|unsafe.?bootstrap|--force-new-cluster|truncate -s ?0/i

/** Whether a plan can lose what is stored: it is advised last, with the backup first. */
export function destroysData({ title, commands }: Pick<Fix, 'title' | 'commands'>): boolean {
  return DESTROYS.test(commands.join('\n')) || DESTROYS.test(title)
}

const SAVED = /\bback ?up|\bsnapshot|\bcopy\b|\bcp |\bdump/i

/** The copy comes before what cannot be brought back. */
const withBackup = (fix: Fix): Fix => {
  if (!destroysData(fix)) return fix
  const first = fix.commands[0] ?? ''
  return {
    ...fix,
    risk: 'high',
    commands: SAVED.test(first)
      ? fix.commands
      : [
          sh`# first back up: take a snapshot of the volume or copy its files; what follows removes data for good`,
          ...fix.commands,
        ],
  }
}

const changes = ({ id, patch, create = [] }: Fix): boolean =>
  patch !== null || create.length > 0 || id === 'rollout-undo'

const RANKS: readonly ((fix: Fix) => boolean)[] = [
  (fix) => destroysData(fix),
  ({ temporary }) => temporary === true,
  (fix) => !changes(fix),
]

/** Within a rank the order stays. */
const inOrder = (fixes: readonly Fix[]): readonly Fix[] => {
  const rank = (fix: Fix): number => {
    const at = RANKS.findIndex((is) => is(fix))
    return at < 0 ? 0 : RANKS.length - at
  }
  return [...fixes].sort((a, b) => rank(a) - rank(b))
}

/** A plan without a patch is words and commands: those that show what is to be changed, where it names none itself. */
const withCommands = (file: CaseFile, fix: Fix): Fix =>
  changes(fix) || fix.commands.length > 0
    ? fix
    : { ...fix, commands: [...commandsFor(file, fix.where)] }

const commandsFor = (file: CaseFile, where: Fix['where']): Fix['commands'] => {
  const look = kubectl(file, 'get', file.target, '-o', 'yaml')
  switch (where) {
    case 'config':
      return [
        ...configMapsOf(file).map((name) => kubectl(file, 'edit', 'configmap', name)),
        ...secretsOf(file).map((name) => kubectl(file, 'edit', 'secret', name)),
        kubectl(file, 'edit', file.target),
      ].slice(0, 3)
    case 'manifest':
    case 'rbac':
      return [kubectl(file, 'edit', file.target)]
    case 'image':
      return [kubectl(file, 'get', file.target, '-o', 'jsonpath={..image}')]
    case 'code':
      return [kubectl(file, ...previousLog(file))]
    default:
      return [
        look,
        kubectl(
          file,
          'describe',
          file.podName ? 'pod' : file.target,
          ...(file.podName ? [file.podName] : []),
        ),
      ]
  }
}
