import { daemonizing } from '@unloop/engine/evidence'
import type { BuildCheck, BuildFound, BuildView, Start } from '../build/build-check.ts'
import type { PlacedCommand, ScriptFile } from '../build/build.ts'
import { baseName } from '../program.ts'

// A start whose script is among the files.
type Started = Start & { readonly script: ScriptFile }

/** The script that the image starts with, where no container gives a command instead. */
const scriptOf = ({ start, sites }: BuildView): Started | null =>
  start?.script == null || (sites.length > 0 && sites.every(({ command }) => command !== null))
    ? null
    : { ...start, script: start.script }

/** A finding in a script. */
const found = (
  script: ScriptFile,
  line: number,
  rest: Pick<BuildFound, 'path' | 'message'>,
): BuildFound => ({
  script,
  spot: { line, column: 1 },
  ...rest,
})

/** Whether RUN or COPY makes it executable: `chmod +x NAME`, `chmod -R`, `chmod 755 /app/*.sh`, `--chmod`. */
function isMadeExecutable({ config }: BuildView, script: ScriptFile): boolean {
  const name = baseName(script.file)
  const copied = config.copies.filter(
    ({ source, target }) =>
      baseName(source) === name || baseName(target) === name || !baseName(source).includes('.'),
  )
  if (copied.some(({ mode }) => mode !== null && /[1357]|x/.test(mode))) return true
  return config.runs
    .split('\n')
    .some(
      (run) =>
        /\bchmod\b|\binstall\b/.test(run) &&
        (run.includes(name) || /\*|-R|--recursive|\bfind\b/.test(run)),
    )
}

/** A mode of COPY, a chmod in a RUN and a script that an interpreter reads need no bit. */
const notExecutable = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  if (start === null || start.isInterpreted) return []
  const { script, program } = start
  if (script.isExecutable !== false || isMadeExecutable(view, script)) return []
  return [
    {
      script: null,
      spot: start.instruction.spot,
      path: start.instruction.keyword,
      message: `${script.file} has no executable bit, COPY keeps it so, and nothing in the Dockerfile sets it.`,
      happens: `The container never starts: exec: ${JSON.stringify(program)}: permission denied (exit code 126).`,
      fix: `Write COPY --chmod=0755 ${baseName(script.file)} …, or git update-index --chmod=+x ${script.file}.`,
    },
  ]
}

/**
 * Behind a shebang the kernel looks for a program whose name ends with a carriage return; within, a shell takes it for part of
 * a word.
 */
const carriageReturn = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  if (start === null || start.script.carriageReturnLine === null) return []
  if (/dos2unix|\\r/.test(view.config.runs)) return []
  const { script, program } = start
  const isFirst = script.carriageReturnLine === 1 && script.shebang !== null && !start.isInterpreted
  return [
    {
      ...found(script, script.carriageReturnLine ?? 1, {
        path: 'line end',
        message: isFirst
          ? `The first line ends with a carriage return: the kernel looks for the interpreter ${JSON.stringify(`${script.shebang?.words.join(' ') ?? ''}\r`)}.`
          : 'Lines end with a carriage return, which a shell takes for a part of the word before it.',
      }),
      happens: isFirst
        ? `exec ${program}: no such file or directory; the container never starts.`
        : "The script ends with: set: Illegal option -, or: $'\\r': command not found.",
      ...(isFirst ? {} : { severity: 'may-crash' as const }),
    },
  ]
}

/** Only a shell runs a file without a shebang: `execve` gives ENOEXEC. */
const noShebang = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  if (start === null || start.isInterpreted || start.instruction.form === 'shell') return []
  const { script } = start
  if (script.shebang !== null && !script.hasByteOrderMark) return []
  return [
    found(script, 1, {
      path: 'shebang',
      message: script.hasByteOrderMark
        ? 'An invisible byte order mark stands before #!: the kernel does not know what runs the script.'
        : 'The script has no #! line: the kernel does not know what runs it.',
    }),
  ]
}

/** What a script may well do last: it ends then, and so it is meant or told elsewhere. */
const SHORT =
  /^(?:set|echo|printf|true|false|exit|return|export|unset|cd|shift|trap|wait|mkdir|chmod|chown|cp|mv|rm|ln|touch|cat|sed|test|\[|\[\[|source|\.|local|declare|readonly|if|for|case|esac|function|in|ulimit|umask|kill|sleep|rmdir|tee|grep|awk|envsubst|id|getent|adduser|useradd|addgroup|usermod|install|find|sync|date)$/

/** The last command of a script. */
const lastOf = ({ commands }: ScriptFile): PlacedCommand | null =>
  commands.findLast(({ words }) => words.length > 0) ?? null

/** Without exec the shell is process 1 and hands no SIGTERM on. */
const noExec = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  const last = start === null ? null : lastOf(start.script)
  if (start === null || last === null || last.isExec || last.operator === '&') return []
  const [program = ''] = last.words
  const isFunction = /\(\)$|^[{}]$/.test(program) || isDefined(start.script, program)
  const handles = start.script.commands.some(({ words }) => words[0] === 'trap')
  if (SHORT.test(program) || isFunction || handles || daemonizing(last.words.join(' ')) !== null)
    return []
  if (program.startsWith('$') && program !== '$@' && program !== '$*') return []
  return [
    {
      script: start.script,
      spot: last.spot,
      path: 'command',
      message: `${JSON.stringify(last.words.join(' ').slice(0, 60))} is the last thing that the script runs, and without exec the shell stays the first process: SIGTERM reaches it alone.`,
      fix: `Write exec ${last.words.join(' ').slice(0, 60)}.`,
    },
  ]
}

/** Whether a script defines a function of this name. */
const isDefined = ({ commands }: ScriptFile, name: string): boolean =>
  commands.some(
    ({ words }) => words[0] === `${name}()` || (words[0] === 'function' && words[1] === name),
  )

/** A script whose last command goes to the background ends, and the container with it; `wait` or a loop keeps it. */
const background = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  const last = start === null ? null : lastOf(start.script)
  if (start === null || last === null) return []
  const { script } = start
  const waits = script.commands.some(
    ({ words }) => words[0] === 'wait' || (words[0] === 'tail' && /^-[fF]/.test(words[1] ?? '')),
  )
  const line = last.words.join(' ')
  const daemon = last.operator === '&' ? null : daemonizing(line)
  if (waits || (last.operator !== '&' && daemon === null)) return []
  return [
    {
      script,
      spot: last.spot,
      path: 'command',
      message:
        daemon === null
          ? `${JSON.stringify(`${line.slice(0, 60)} &`)} is put in the background as the last thing that the script does: the script ends, and the container with it.`
          : `${daemon} goes to the background by itself, and it is the last thing that the script runs.`,
      ...(daemon === null ? {} : { severity: 'may-crash' as const }),
    },
  ]
}

// Of a longer script the rest is not read.
const MOST_LINES = 2000

/** Lines that are no comments. */
function linesOf(script: ScriptFile): readonly string[] {
  const last = Math.min(MOST_LINES, (script.commands.at(-1)?.spot.line ?? 1) + 1)
  return Array.from({ length: last }, (_, index) => script.lineText(index + 1)).filter(
    (line) => !/^\s*#/.test(line),
  )
}

/** A script that is handed arguments has to take them somewhere: `$@`, `$1`, `shift`, `getopts`. */
const argumentsUnused = (view: BuildView): readonly BuildFound[] => {
  const start = scriptOf(view)
  if (start === null || start.instruction.keyword !== 'ENTRYPOINT') return []
  const { script } = start
  const last = lastOf(script)
  if (script.commands.length === 0 || last === null) return []
  const uses = /\$(?:[@*1-9]|\{[@*1-9#])|\$#/
  // An assignment is no word of a command: `INTERVAL=$1` is seen in the line alone.
  const usesThem =
    script.commands.some(({ words }) => words.some((word) => uses.test(word))) ||
    linesOf(script).some((line) => uses.test(line))
  const site = view.sites.find(({ args, command }) => args !== null && command === null)
  if (usesThem || (site === undefined && view.config.cmd === null)) return []
  return [
    {
      script,
      spot: last.spot,
      path: 'command',
      message: `The script never looks at its arguments ("$@"), so that ${site === undefined ? 'CMD is' : `args of container ${site.name} of ${site.workload.kind} ${site.workload.name} are`} ignored.`,
    },
  ]
}

export const BUILD_SCRIPT_CHECKS: readonly BuildCheck[] = [
  {
    code: 'build-script-not-executable',
    severity: 'will-crash',
    title: 'The script that the image starts with is not executable',
    happens:
      'The container never starts: exec: "/entrypoint.sh": permission denied (exit code 126).',
    fix: 'Write COPY --chmod=0755.',
    aliases: [],
    find: notExecutable,
  },
  {
    code: 'build-script-crlf',
    severity: 'will-crash',
    title: 'The script that the image starts with has Windows line ends',
    happens: 'exec /entrypoint.sh: no such file or directory; the container never starts.',
    fix: 'Save it with LF, and add *.sh text eol=lf to .gitattributes.',
    aliases: [],
    find: carriageReturn,
  },
  {
    code: 'build-script-no-shebang',
    severity: 'will-crash',
    title: 'The script that the image starts with has no first line that names its interpreter',
    happens: 'exec /entrypoint.sh: exec format error; the container never starts.',
    fix: 'Begin it with #!/bin/sh.',
    aliases: [],
    find: noShebang,
  },
  {
    code: 'build-script-no-exec',
    severity: 'may-crash',
    title: 'The script that the image starts with does not hand over to the program',
    happens:
      'At each rollout and eviction SIGTERM reaches the shell alone: after terminationGracePeriodSeconds the program is killed in the midst of its work, with exit code 137.',
    fix: 'Put exec before the last command.',
    aliases: [],
    find: noExec,
  },
  {
    code: 'build-script-background',
    severity: 'will-crash',
    title: 'The script that the image starts with ends while its program is in the background',
    happens: 'Completed with exit code 0 at once, again and again: CrashLoopBackOff.',
    fix: 'Run the last program in the foreground, with exec.',
    aliases: [],
    find: background,
  },
  {
    code: 'build-script-arguments-unused',
    severity: 'may-crash',
    title: 'Arguments are given to a script that does not look at them',
    happens: 'The program runs without its settings, or CMD is never run at all.',
    fix: 'End the script with exec "$@".',
    aliases: [],
    find: argumentsUnused,
  },
]
