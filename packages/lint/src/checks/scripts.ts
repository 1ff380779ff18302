import { envText, type Bundle } from '../bundle.ts'
import { inContainers, type Check, type Found } from '../check.ts'
import { at, listOf, wordOf } from '../fields.ts'
import type { Path } from '../manifest.ts'
import { memo } from '../memo.ts'
import { textAt } from '../mounted.ts'
import { baseName, isShell, programOf, programOfSite, type Program } from '../program.ts'
import { outcomeOf, type Outcome } from '../shell/outcome.ts'
import { isNeverRead, parsedShell, type ParsedShell } from '../shell/syntax.ts'
import { lacksProgram, misspeltProgram } from '../shell/tools.ts'
import type { Site, Word } from '../workload.ts'
import { PROBE_WORDS } from './probe-ports.ts'
import { envNames } from './variables.ts'

// What a script is run for.
type Use = 'main' | 'livenessProbe' | 'readinessProbe' | 'startupProbe' | 'postStart'

/** Something that a container runs: its command, the command of a probe, or a hook. */
interface Ran {
  readonly use: Use
  readonly program: Program
}

/** Commands of a container: its own, those of its probes and of its hook. */
const ranBy = memo((site: Site): readonly Ran[] => {
  const main = programOfSite(site)
  const hook = listOf(at(site.fields, 'lifecycle', 'postStart', 'exec', 'command'))
  const path = [...site.path, 'lifecycle', 'postStart', 'exec', 'command']
  const words = hook.map((each, index): Word => ({ text: wordOf(each), path: [...path, index] }))
  return [
    { use: 'main' as const, program: main },
    ...site.probes.map(({ kind, command }) => ({ use: kind, program: programOf(command) })),
    { use: 'postStart' as const, program: programOf(words) },
  ].flatMap(({ use, program }) => (program === null ? [] : [{ use, program }]))
})

/** A script's text and where it stands. */
interface ScriptAt {
  readonly text: string
  readonly path: Path
  /** Where it comes from a ConfigMap. */
  readonly file: string | null
}

// Shells whose syntax is known here.
const POSIX = /^(?:ba|a|da)?sh$/
const SHEBANG = /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?(?:ba|a|da)?sh\b/

/** The script that a program is, or that it reads from a file of the bundle. */
function scriptOf({ program }: Ran, site: Site, bundle: Bundle): ScriptAt | null {
  if (program.kind === 'script')
    return POSIX.test(baseName(program.shell.text))
      ? { text: program.script.text, path: program.script.path, file: null }
      : null
  const [first, second] = program.words
  if (first === undefined) return null
  const runsFile = POSIX.test(baseName(first.text)) && second?.text.startsWith('/') === true
  const word = runsFile && second !== undefined ? second : first
  if (!word.text.startsWith('/') || (!runsFile && isShell(first.text))) return null
  const text = textAt(site, word.text, bundle)
  if (text === null || (!runsFile && !SHEBANG.test(text))) return null
  return { text, path: word.path, file: word.text }
}

// How a message calls a script.
const WHAT: Readonly<Record<Use, string>> = {
  main: 'The script',
  postStart: 'The script of the postStart hook',
  livenessProbe: `The script of the ${PROBE_WORDS.livenessProbe}`,
  readinessProbe: `The script of the ${PROBE_WORDS.readinessProbe}`,
  startupProbe: `The script of the ${PROBE_WORDS.startupProbe}`,
}

/** A readiness probe only keeps the pod out of its Services. */
const severityOf = (use: Use): 'will-crash' | 'may-crash' =>
  use === 'readinessProbe' ? 'may-crash' : 'will-crash'

/** What the cluster shows, by what the script is run for. */
const happensBy = (use: Use, error: string): string =>
  use === 'main'
    ? `The container ends with it: ${error}`
    : use === 'postStart'
      ? `FailedPostStartHook: the container is killed and started again: ${error}`
      : use === 'readinessProbe'
        ? `Readiness probe failed: the pod never gets ready: ${error}`
        : `${use === 'startupProbe' ? 'Startup' : 'Liveness'} probe failed, and the container is killed again and again: ${error}`

/** A script that was parsed. */
interface Told extends ScriptAt {
  readonly use: Use
  readonly parsed: ParsedShell
}

/** Scripts of a container, inline or from a ConfigMap that is mounted. */
const scriptsOf = (site: Site, bundle: Bundle): readonly Told[] =>
  ranBy(site).flatMap((ran) => {
    const script = scriptOf(ran, site, bundle)
    const parsed = script === null ? null : parsedShell(script.text)
    return script === null || parsed === null ? [] : [{ ...script, use: ran.use, parsed }]
  })

/** What a shell refuses to read it does not run at all, or only up to there. */
const syntax = (site: Site, bundle: Bundle): readonly Found[] =>
  scriptsOf(site, bundle).flatMap(({ use, path, file, text, parsed: { problem } }) => {
    if (problem === null) return []
    const where = file === null ? '' : ` ${file}`
    const line = text.includes('\n') ? ` in its line ${problem.line}` : ''
    return [
      {
        path,
        message: `${WHAT[use]}${where} is no shell script${line}: ${problem.message}.`,
        happens: happensBy(use, 'sh: syntax error; exit code 2.'),
        severity: isNeverRead(text, problem) ? ('may-crash' as const) : severityOf(use),
      },
    ]
  })

/** A folder of programs that a volume covers, or a search path of its own: then anything may be there. */
const bringsPrograms = (site: Site): boolean =>
  site.env.some(({ name }) => name === 'PATH') ||
  site.mounts.some(({ mountPath }) =>
    /^\/(?:usr(?:\/local)?\/?)?(?:s?bin)?\/?$|\/bin\/?$/.test(mountPath),
  )

/** Whether an image certainly has no such program. */
const lacks = (site: Site, program: string): boolean =>
  // Other checks tell of shells.
  !(baseName(program) === 'bash' && site.image.hasBash === false) &&
  !(isShell(program) && site.image.hasShell === false) &&
  (lacksProgram(site.image, program) || misspeltProgram(site.image, program) !== null) &&
  !site.mounts.some(({ mountPath }) => mountPath === program)

/** Set by the kubelet, the runtime or the shell itself. */
const GIVEN =
  /^(?:HOME|PATH|PWD|OLDPWD|HOSTNAME|USER|SHLVL|TERM|IFS|PS\d|OPTIND|OPTARG|RANDOM|SECONDS|LINENO|PPID|UID|EUID|SHELL|LANG|TZ|BASH\w*|KUBERNETES_\w+|\w+_SERVICE_(?:HOST|PORT)\w*|\w+_PORT(?:_\w+)?)$/

/** Base images set nothing that a script of one's own would ask for. */
const hasOwnEnvironment = (site: Site): boolean => site.image.facts?.prompt !== true

/** Variables of a container, as far as their values are known. */
interface KnownVariables {
  /** Values; an empty one for what is not set. */
  readonly variables: Map<string, string>
  readonly unset: ReadonlySet<string>
}

/** Values from the manifest and from ConfigMaps; of Secrets only that a variable is set. */
function variablesOf(text: string, site: Site, bundle: Bundle): KnownVariables {
  const variables = new Map<string, string>()
  const unset = new Set<string>()
  const names = envNames(site, bundle)
  for (const { name, value, from } of site.env) {
    const known = value ?? envText(bundle, site.workload, from)
    if (known !== null) variables.set(name, known)
  }
  if (names === null) return { variables, unset }
  for (const [, name = ''] of text.matchAll(/\$\{?([A-Za-z_]\w*)/g))
    if (!names.has(name) && !GIVEN.test(name)) {
      variables.set(name, '')
      unset.add(name)
    }
  return { variables, unset }
}

/** What certainly becomes of each script, found by following it with the variables that are known. */
const outcomes = (
  site: Site,
  bundle: Bundle,
): readonly (Told & { readonly outcome: Outcome })[] => {
  const isOpen = bringsPrograms(site)
  return scriptsOf(site, bundle).flatMap((told) => {
    if (told.parsed.problem !== null) return []
    const known = variablesOf(told.text, site, bundle)
    const world = { ...known, lacks: (program: string) => !isOpen && lacks(site, program) }
    return [{ ...told, outcome: outcomeOf(told.parsed.script, world) }]
  })
}

/** The program that may have been meant. */
const meant = (site: Site, program: string): string => {
  const name = misspeltProgram(site.image, program)
  return name === null ? '' : ` Is ${name} meant?`
}

/** Programs that are started directly or within a script, and that the image has not. */
const absentProgram = (site: Site, bundle: Bundle): readonly Found[] => {
  if (bringsPrograms(site)) return []
  const direct = ranBy(site).flatMap(({ use, program }) => {
    const first = program.kind === 'exec' ? program.words[0] : program.shell
    return first !== undefined && lacks(site, first.text)
      ? [
          {
            path: first.path,
            message: `${site.image.text} has no ${first.text}.${meant(site, first.text)}`,
            happens: happensBy(
              use,
              `exec: ${JSON.stringify(first.text)}: executable file not found in $PATH.`,
            ),
            severity: severityOf(use),
          },
        ]
      : []
  })
  const scripted = outcomes(site, bundle).flatMap(({ use, path, outcome }) =>
    outcome.absent.slice(0, 1).map((program) => ({
      path,
      message: `${WHAT[use]} calls ${program}, and ${site.image.text} has none.${meant(site, program)}`,
      happens: happensBy(use, `sh: ${program}: not found; exit code 127.`),
      severity: outcome.failure?.kind === 'absent' ? severityOf(use) : ('may-crash' as const),
    })),
  )
  return [...direct, ...scripted]
}

/** Scripts that certainly end with a failure. */
const failing = (site: Site, bundle: Bundle): readonly Found[] =>
  outcomes(site, bundle).flatMap(({ use, path, text, outcome: { failure } }) => {
    if (failure === null || failure.kind === 'absent') return []
    if (failure.kind === 'unset')
      return [
        {
          path,
          message: `${WHAT[use]} ends where ${failure.name} is not set, and the container has no such variable.`,
          happens: happensBy(use, 'exit code 1 or 2.'),
          fix: `Set ${failure.name} under env.`,
          severity: hasOwnEnvironment(site) ? ('may-crash' as const) : severityOf(use),
        },
      ]
    // A command that does one thing and ends is told by another check.
    const isPlain = !/\b(?:if|while|until|trap)\b|\(\)/.test(text)
    if (use === 'main' && isPlain && site.role !== 'init' && site.workload.runsForever) return []
    return [
      {
        path,
        message: `${WHAT[use]} can only fail: ${JSON.stringify(text.trim().slice(0, 60))} ends with another exit code than 0.`,
        happens: happensBy(use, 'exit code 1.'),
        severity: severityOf(use),
      },
    ]
  })

/** What a Python or Node program asks of its environment before anything else can have set it. */
const DEMANDS: readonly {
  readonly program: RegExp
  readonly flag: string
  readonly asks: RegExp
}[] = [
  {
    program: /^python[\d.]*$/,
    flag: '-c',
    asks: /\bos\.environ\[\s*['"](\w+)['"]\s*\](?!\s*=[^=])/g,
  },
]

/** `python -c 'os.environ["DB_URL"]'` without that variable: KeyError. */
const demanded = (site: Site, bundle: Bundle): readonly Found[] =>
  ranBy(site).flatMap(({ use, program }) => {
    if (program.kind !== 'exec') return []
    const [first, flag, code] = program.words
    const demand = DEMANDS.find((each) => each.program.test(baseName(first?.text ?? '')))
    if (demand === undefined || code === undefined || flag?.text !== demand.flag) return []
    const names = envNames(site, bundle)
    if (names === null || /\b(?:try|if|def|lambda|setdefault|load_dotenv)\b/.test(code.text))
      return []
    const missing = [...code.text.matchAll(demand.asks)]
      .map(([, name = '']) => name)
      .find((name) => !names.has(name) && !GIVEN.test(name))
    return missing === undefined
      ? []
      : [
          {
            path: code.path,
            message: `It asks for ${missing}, and the container has no such variable.`,
            happens: happensBy(use, `KeyError: '${missing}'; exit code 1.`),
            fix: `Set ${missing} under env.`,
            severity: hasOwnEnvironment(site) ? ('may-crash' as const) : severityOf(use),
          },
        ]
  })

/** `exec: [false]`: a program that does nothing but fail. */
const failingProgram = (site: Site): readonly Found[] =>
  ranBy(site).flatMap(({ use, program }) => {
    const first = program.kind === 'exec' ? program.words[0] : undefined
    return first !== undefined && baseName(first.text) === 'false' && use !== 'main'
      ? [
          {
            path: first.path,
            message: `${WHAT[use].replace('The script of the', 'The')} runs ${first.text}, which can only fail.`,
            happens: happensBy(use, 'exit code 1.'),
            severity: severityOf(use),
          },
        ]
      : []
  })

export const SCRIPT_CHECKS: readonly Check[] = [
  {
    code: 'script-syntax-error',
    severity: 'will-crash',
    title: 'A script is no shell script',
    happens: 'sh: syntax error near unexpected token; exit code 2.',
    fix: 'Correct the script; sh -n checks one without running it.',
    aliases: [],
    find: inContainers(syntax),
  },
  {
    code: 'tool-not-in-image',
    severity: 'will-crash',
    title: 'A program is called that the image is known to lack',
    happens: 'sh: curl: not found, or executable file not found in $PATH; exit code 127 or 128.',
    fix: 'Use an image that holds it, or a program that this one has.',
    aliases: [],
    find: inContainers(absentProgram),
  },
  {
    code: 'script-only-fails',
    severity: 'will-crash',
    title: 'A script or probe can only fail as it stands',
    happens: 'The container ends with exit code 1, or is killed for its probe, again and again.',
    fix: 'Correct the test, or set what it asks for.',
    aliases: [],
    find: [inContainers(failing), inContainers(failingProgram), inContainers(demanded, 'oddWords')],
  },
]
