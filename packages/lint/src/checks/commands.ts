import { daemonizing } from '@unloop/engine/evidence'
import { inContainers, type Check, type Found } from '../check.ts'
import { edited, plainWords, rewritten, setTo, spread } from '../edit.ts'
import { baseName, isShell, programOf, programOfSite, runsOf } from '../program.ts'
import type { Site, Word } from '../workload.ts'

/** A text as a message shows it. */
const quote = (text: string): string => JSON.stringify(text)

/** Names that only a shell knows (POSIX special built-ins, bash's own): there is no file of that name to execute. */
const BUILTINS = new Set(
  'source . cd export alias set unset ulimit umask eval exec trap wait shift declare local readonly pushd popd shopt'.split(
    ' ',
  ),
)

// Words that mean something to a shell alone.
const OPERATORS = new Set(['&&', '||', '|', ';', '>', '>>', '<', '2>&1', '&', '2>', '&>', '|&'])

/** Programs whose own arguments look like a shell's operators. */
const TAKES_OPERATORS = new Set(['find', 'expr', 'test', '[', 'jq', 'yq', 'parallel', 'xargs'])

/** `exec` takes the whole item for the name of a file. */
const oneString = (site: Site): readonly Found[] => {
  const first = site.command?.[0]
  if (first === undefined || !/\S\s+\S/.test(first.text) || /^['"“”‘’]/.test(first.text)) return []
  const file = first.text.trim().slice(0, 60)
  return [
    {
      path: first.path,
      message: `The command's first item is ${quote(file)}: a list item is one word, so a program of that whole name, spaces included, is looked for.`,
      happens: `The container never starts: exec: ${quote(file)}: executable file not found in $PATH (StartError, exit code 128), or exit code 127.`,
      ...(plainWords(first.text) === null
        ? {}
        : { fix: `Give each word an item of its own: ${JSON.stringify(plainWords(first.text))}.` }),
      ...edited(spread(site.workload.fields, first.path, plainWords(first.text))),
    },
  ]
}

/** No shell, so that operators are handed to the program as arguments. */
const shellOperator = (site: Site): readonly Found[] => {
  const program = programOfSite(site) ?? programOf(site.argv)
  if (program === null || program.kind === 'script') return []
  if (TAKES_OPERATORS.has(baseName(program.words[0]?.text ?? ''))) return []
  if (handsToShell(site.argv)) return []
  const operator = site.argv.find(({ text }) => OPERATORS.has(text))
  if (operator === undefined) return []
  return [
    {
      path: operator.path,
      message: `${quote(operator.text)} is passed to ${program.words[0]?.text ?? 'the program'} as an argument: without a shell nothing understands it, and what stands behind it never runs.`,
      // A last word that joins two outputs cuts nothing off.
      ...(/^\d?>&\d$/.test(operator.text) && operator === site.argv.at(-1)
        ? { severity: 'practice' as const }
        : {}),
    },
  ]
}

/** `nsenter -t 1 -m -- bash -c '…'`: a program that starts a shell with a script. */
const handsToShell = (words: readonly Word[]): boolean =>
  words.some(
    ({ text }, index) =>
      isShell(text) && words.slice(index + 1).some((next) => /^-[a-z]*c$/.test(next.text)),
  )

// Programs that expand variables or patterns of their own.
const EXPANDS_ITSELF = /^(?:envsubst|awk|gawk|sed|grep|egrep|perl|jq|yq|find|make|expect)$/

/** Variables that each container has, or each that follows a Service. */
const isSetAnyway = (name: string): boolean =>
  /^(?:HOSTNAME|HOME|PATH|PWD|USER)$|_SERVICE_(?:HOST|PORT)/.test(name)

/** The kubelet expands `$(NAME)` and leaves `$NAME` as it is (`kubectl explain pod.spec.containers.command`). */
const dollarVariable = (site: Site): readonly Found[] => {
  const program = programOfSite(site) ?? programOf(site.argv)
  if (program === null || program.kind === 'script') return []
  const first = baseName(program.words[0]?.text ?? '')
  if (EXPANDS_ITSELF.test(first) || isShell(program.words[0]?.text ?? '')) return []
  if (handsToShell(site.argv)) return []
  return site.argv.flatMap(({ text, path }) => {
    const match = /(?<![\\$\w])\$(?:\{[A-Z_][A-Z0-9_]*\}|[A-Z_][A-Z0-9_]*)/.exec(text)
    if (!match) return []
    const name = match[0].replace(/[${}]/g, '')
    const isDeclared =
      site.envFrom.length > 0 || site.env.some((entry) => entry.name === name) || isSetAnyway(name)
    return [
      {
        path,
        // What the container does not have either is for envsubst or a pipeline to fill in.
        ...(isDeclared ? {} : { severity: 'practice' as const }),
        message: `${match[0]} is a shell's way to write a variable, and no shell runs here: the program gets these characters as they stand.`,
        fix: `Write $(${name}), which Kubernetes replaces itself.`,
        ...edited(
          site.env.some((entry) => entry.name === name)
            ? rewritten(site.workload.fields, path, (word) => word.replace(match[0], `$(${name})`))
            : [],
        ),
      },
    ]
  })
}

/** A shell takes a first operand for the file of a script. */
const shellWithoutC = (site: Site): readonly Found[] => {
  const program = programOfSite(site)
  if (program?.kind !== 'exec') return []
  const [shell, operand] = program.words
  if (shell === undefined || operand === undefined || !isShell(shell.text)) return []
  const isScript =
    /^[-+./]|\.\w{1,5}$|^\S*\/\S*$/.test(operand.text) && !/\s/.test(operand.text.trim())
  if (isScript || !/\s|^[a-z]\w*$/.test(operand.text)) return []
  const isCommandLine = /\s/.test(operand.text)
  return [
    {
      path: operand.path,
      message: `${shell.text} without -c takes ${quote(operand.text.slice(0, 60))} for the name of a script file.`,
      happens: `The container ends at once with exit code 127 or 2: ${baseName(shell.text)}: ${operand.text.slice(0, 40)}: No such file or directory.`,
      severity: isCommandLine ? 'will-crash' : 'may-crash',
      ...edited(
        isCommandLine && program.words.length === 2
          ? spread(site.workload.fields, operand.path, ['-c', operand.text])
          : [],
      ),
    },
  ]
}

/** `sh -c` takes one item for the script, and the rest for `$0` and the positional parameters. */
const splitScript = (site: Site): readonly Found[] => {
  const program = programOfSite(site)
  if (program?.kind !== 'script' || program.operands.length === 0) return []
  const { script, operands, shell } = program
  // A script that uses its operands names them: $0, $1, $@.
  if (/\$(?:[@*\d]|\{[@*\d])/.test(script.text) || /\s/.test(script.text.trim())) return []
  const [next] = operands
  if (next === undefined || next.text === '--') return []
  return [
    {
      path: next.path,
      message: `${shell.text} -c runs its first operand only, ${quote(script.text)}; ${quote(next.text)} becomes $0 and is never run.`,
      fix: `Put the whole line into one item: ${quote([script, ...operands].map(({ text }) => text).join(' '))}.`,
    },
  ]
}

/** `exec` looks for a file: a builtin is none. */
const builtin = (site: Site): readonly Found[] => {
  const first = site.command?.[0]
  if (first === undefined || !BUILTINS.has(first.text)) return []
  return [
    {
      path: first.path,
      message: `${quote(first.text)} is built into the shell; there is no file of that name to execute.`,
      happens: `The container never starts: exec: ${quote(first.text)}: executable file not found in $PATH.`,
    },
  ]
}

/** Quotes that a shell would take off are part of the name here. */
const embeddedQuotes = (site: Site): readonly Found[] =>
  (site.command ?? []).slice(0, 1).flatMap(({ text, path }) =>
    /^(['"]).+\1$/.test(text)
      ? [
          {
            path,
            ...edited(/[\s'"]/.test(text.slice(1, -1)) ? [] : setTo(path, text.slice(1, -1))),
            message: `The quotes in ${quote(text)} are part of the name: the list's items need none.`,
            happens: `The container never starts: exec: ${quote(text)}: no such file or directory.`,
          },
        ]
      : [],
  )

/** White space is part of a name. */
const paddedCommand = (site: Site): readonly Found[] =>
  (site.command ?? []).slice(0, 1).flatMap(({ text, path }) =>
    text.trim() !== '' && text !== text.trim()
      ? [
          {
            path,
            ...edited(setTo(path, text.trim())),
            message: `The space ${text.startsWith(' ') ? 'before' : 'behind'} ${quote(text.trim())} is part of the name: ${quote(text)} is looked for.`,
          },
        ]
      : [],
  )

/** An empty item is an argument, too; as the first it is a program without a name. */
const emptyCommand = (site: Site): readonly Found[] =>
  (site.command ?? []).flatMap(({ text, path }, index) => {
    if (text.trim() !== '') return []
    const message =
      index === 0
        ? 'The command begins with an empty item: there is no program of that name.'
        : 'An item of the command is empty: the program gets an empty argument.'
    return [
      { path, message, severity: index === 0 ? ('will-crash' as const) : ('may-crash' as const) },
    ]
  })

/** Programs that put their arguments together again and read them as one line. */
const JOINS = /(?:^|\/)(?:redis|valkey|keydb|envoy|sentinel)[\w-]*$|envoyproxy/

/** `--flag value` in one item is one argument, which few programs split. */
const joinedFlag = (site: Site): readonly Found[] => {
  const program = programOfSite(site)
  if (program?.kind === 'script' || JOINS.test(site.image.repository)) return []
  if (JOINS.test(baseName(site.argv[0]?.text ?? ''))) return []
  return site.argv.flatMap(({ text, path }) => {
    const match = /^(--[a-zA-Z][\w.-]+) +([^\s-]\S*)$/.exec(text)
    if (!match) return []
    return [
      {
        path,
        message: `${quote(text)} is one argument: the program looks for a flag of that whole name, the space included.`,
        happens: `Most programs print their usage and end with exit code 1 or 2: unknown flag: ${text}.`,
        fix: `Write "${match[1]}=${match[2]}", or two items.`,
      },
    ]
  })
}

// Programs that do their work and end.
const ENDS_AT_ONCE = new Set(
  'echo printf true date ls cat env printenv hostname id uname whoami pwd touch mkdir cp mv rm chmod chown ln test [ exit : false which'.split(
    ' ',
  ),
)

/** A container that is to run for ever, and whose program ends by itself. */
const oneShot = (site: Site): readonly Found[] => {
  if (site.role === 'init' || !site.workload.runsForever) return []
  const program = programOfSite(site)
  // A loop may go on for ever, and a trap or a function may do more than is to be seen.
  if (
    program?.kind === 'script' &&
    /\b(?:while|until|for|trap|wait)\b|\(\)/.test(program.script.text)
  )
    return []
  const runs = runsOf(program).filter(({ words }) => words.length > 0)
  const isOver = runs.every(({ words, operator }) => operator !== '&' && endsAtOnce(words))
  const [first] = runs
  if (first === undefined || !isOver) return []
  return [
    {
      path: first.path,
      message: `${quote(first.words.join(' ').slice(0, 60))} does one thing and ends, but a ${site.workload.kind} starts it again for ever.`,
      // Somebody may want a pod that only waits, and end it in time.
      ...(runs.some(({ words }) => baseName(words[0] ?? '') === 'sleep')
        ? { severity: 'may-crash' as const }
        : {}),
    },
  ]
}

/** Whether a program ends at once; cat without operands waits for its input. */
const endsAtOnce = ([program = '', ...rest]: readonly string[]): boolean =>
  (ENDS_AT_ONCE.has(baseName(program)) && !(baseName(program) === 'cat' && rest.length === 0)) ||
  (baseName(program) === 'sleep' && /^\d{1,3}s?$/.test(rest[0] ?? ''))

/** Command lines of tools that change a schema and end. */
const MIGRATION =
  /(?:^|\s|\/)(?:(?:flyway|liquibase|alembic|goose|dbmate|atlas|sqitch)\s.*\b(?:migrate|update|upgrade|up|apply|deploy)\b|migrate\s.*\bup\b|manage\.py\s+migrate|rails\s+db:migrate|rake\s+db:\w+|prisma\s+(?:migrate|db)\s|knex\s+migrate|sequelize(?:-cli)?\s+db:migrate|typeorm\s+migration:run|artisan\s+migrate|npm\s+run\s+\S*migrat\S*|yarn\s+\S*migrat\S*|npx\s+\S+\s+migrate\S*|(?:node\s+)?\S*migrat\w*\.(?:js|mjs|ts|py|rb|sh)|ecto\.migrate|doctrine:migrations:migrate|psql\s.*-f\s|diesel\s+migration\s+run)(?:\s|$)/

/** A migration as the last command: it ends with 0, and the container is started again. */
const migration = (site: Site): readonly Found[] => {
  if (site.role === 'init' || !site.workload.runsForever) return []
  const runs = runsOf(programOfSite(site))
  const last = runs.at(-1)
  if (last === undefined || last.operator === '&') return []
  const line = last.words.join(' ')
  if (!MIGRATION.test(line)) return []
  return [
    {
      path: last.path,
      message: `${quote(line.slice(0, 60))} ends when the schema is up to date, but a ${site.workload.kind} starts it again for ever.`,
    },
  ]
}

/** Shells and interpreters end at once without a terminal. */
const interactive = (site: Site): readonly Found[] => {
  if (site.role === 'init' || !site.workload.runsForever || site.fields['stdin'] === true) return []
  const program = programOfSite(site)
  if (program?.kind !== 'exec') return []
  const [first, ...rest] = program.words
  if (
    first === undefined ||
    !(isShell(first.text) && rest.every(({ text }) => /^-[il]+$/.test(text)))
  )
    return []
  return [
    {
      path: first.path,
      message: `${first.text} without a script reads commands from its input, and the container has none.`,
    },
  ]
}

/** An image of a language or a distribution starts its prompt unless a command is given. */
const baseImage = (site: Site): readonly Found[] => {
  const { facts, text, tag, config } = site.image
  if (site.command !== null || site.args !== null || facts?.prompt !== true) return []
  // PHP's variants with a server run it.
  if (config === undefined && /apache|fpm/.test(tag ?? '')) return []
  if (site.role === 'init' || !site.workload.runsForever || site.fields['stdin'] === true) return []
  return [
    {
      path: [...site.path, 'image'],
      message:
        config === undefined
          ? `${text} is ${facts.name} and the container gives it no command: what it runs on its own is a prompt.`
          : `${text} runs ${[...config.entrypoint, ...config.cmd].join(' ')} on its own, which is a prompt, and the container gives it no command.`,
      ...(config === undefined ? {} : { severity: 'will-crash' as const }),
    },
  ]
}

// Programs that are told the name of a server and start none.
const ONLY_NAMES =
  /^(?:p?kill|killall|pgrep|ps|echo|printf|apk|apt|apt-get|yum|dnf|which|type|inotifywait|cp|mv|cat|ls|rm|mkdir|chown|chmod|ln|touch|tail|grep|sed|test|\[)$/

/** The last command goes to the background, or the program does so itself. */
const background = (site: Site): readonly Found[] => {
  if (site.role === 'init' || !site.workload.runsForever) return []
  const program = programOfSite(site)
  if (program === null) return []
  const runs = runsOf(program).filter(({ words }) => words.length > 0)
  const last = runs.at(-1)
  if (
    program.kind === 'script' &&
    last?.operator === '&' &&
    !runs.some(({ words }) => words[0] === 'wait')
  )
    return [
      {
        path: last.path,
        message: `${quote(`${last.words.join(' ').slice(0, 60)} &`)} is put in the background as the last thing that the shell does: the shell ends, and the container with it.`,
      },
    ]
  const line = runs
    .filter(({ words }) => !ONLY_NAMES.test(words[0] ?? ''))
    .map(({ words }) => words.join(' '))
    .join(' ; ')
  const daemon = last === undefined ? null : daemonizing(line)
  if (daemon === null || last === undefined || KEEPS.test(line)) return []
  return [
    {
      path: last.path,
      message: `${daemon} goes to the background by itself with this command line, so that its first process ends, and the container with it.`,
      severity: 'may-crash',
    },
  ]
}

/** `nginx -t` only tests; `nginx -s` signals; a daemon before a program that stays is no matter. */
const KEEPS =
  /\s-(?:t|s|v|V|h)(?:\s|$)|(?:^|;\s)(?:tail\s+-[fF]|sleep\s+(?:infinity|inf)|wait)\b|daemon off/

/** Alpine has no bash, unless it was installed, which only the image's own configuration tells. */
const bashInAlpine = (site: Site): readonly Found[] => {
  const program = programOf(site.argv)
  const first = program?.kind === 'script' ? program.shell : program?.words[0]
  const words: readonly Word[] = [
    ...(first === undefined ? [] : [first]),
    ...site.probes.flatMap(({ command }) => command.slice(0, 1)),
  ]
  if (site.image.hasBash !== false || site.image.hasShell === false) return []
  const bash = words.find(({ text }) => /^(?:\/(?:usr\/)?bin\/)?bash$/.test(text))
  if (bash === undefined || /^bash$/.test(site.image.repository)) return []
  return [
    {
      path: bash.path,
      message: `${site.image.text} is built on Alpine or BusyBox, which have sh and no bash.`,
    },
  ]
}

/** Distroless images have no shell. */
const shellInDistroless = (site: Site): readonly Found[] => {
  const first = site.command?.[0]
  if (site.image.hasShell !== false || first === undefined || !isShell(first.text)) return []
  return [
    {
      path: first.path,
      message: `${site.image.text} holds a program and nothing else: there is no ${first.text} in it.`,
    },
  ]
}

/** sudo is in few images, and no_new_privs keeps it from doing anything. */
const sudo = (site: Site): readonly Found[] => {
  const runs = runsOf(programOfSite(site))
  const run = runs.find(({ words }) => /^sudo(?:\s|$)/.test(baseName(words[0] ?? '')))
  if (run === undefined) return []
  const forbids = site.security.escalation === false && !site.security.privileged
  const message = forbids
    ? 'sudo needs to gain privileges, and allowPrivilegeEscalation: false forbids just that.'
    : 'sudo is rarely part of an image, and asks for a password where there is no terminal.'
  return [{ path: run.path, message, ...(forbids ? {} : { severity: 'may-crash' as const }) }]
}

export const COMMAND_CHECKS: readonly Check[] = [
  {
    code: 'cmd-one-string',
    severity: 'will-crash',
    title: 'The whole command line stands in one item of the list',
    happens:
      'The container never starts: exec: "npm start": executable file not found in $PATH (exit code 127 or 128).',
    fix: 'Give each word an item of its own: ["npm", "start"].',
    aliases: [],
    find: inContainers(oneString, 'oddWords'),
  },
  {
    code: 'cmd-shell-operator',
    severity: 'may-crash',
    title: "A shell's operator such as && or | stands in a command that no shell runs",
    happens:
      'The program gets the operator as an argument: it fails with a usage error, or the second command never runs.',
    fix: 'Let a shell run it: ["sh", "-c", "first && exec second"].',
    aliases: [],
    find: inContainers(shellOperator, 'oddWords'),
  },
  {
    code: 'cmd-dollar-var-no-shell',
    severity: 'may-crash',
    title: 'A variable is written as in a shell, but no shell runs the command',
    happens:
      'The program gets the text "$HOST" and not its value: it fails to parse it or to connect.',
    fix: 'Write $(NAME), which Kubernetes replaces itself.',
    aliases: [],
    find: inContainers(dollarVariable, 'oddWords'),
  },
  {
    code: 'cmd-sh-c-split',
    severity: 'may-crash',
    title: 'sh -c is given a command line in several items',
    happens:
      'The shell runs the first word only: an interpreter without a script ends at once with exit code 0, and is started again for ever.',
    fix: 'Put the whole command line into the one item behind -c.',
    aliases: [],
    find: inContainers(splitScript, 'shell'),
  },
  {
    code: 'cmd-sh-no-c',
    severity: 'will-crash',
    title: 'A shell is given a command line without -c',
    happens:
      'The container ends at once with exit code 127 or 2: sh: 0: cannot open npm start: No such file.',
    fix: 'Put -c before the command line.',
    aliases: [],
    find: inContainers(shellWithoutC, 'shell'),
  },
  {
    code: 'cmd-one-shot',
    severity: 'will-crash',
    title: 'A program that does one thing and ends runs in a workload that must run for ever',
    happens:
      'The container ends with exit code 0 (Completed) and is started again: CrashLoopBackOff without any error.',
    fix: 'Run the server itself, or make this a Job.',
    aliases: [],
    find: inContainers(oneShot, 'words'),
  },
  {
    code: 'cmd-migration-in-deployment',
    severity: 'may-crash',
    title: 'A migration tool is the main program of a workload that must run for ever',
    happens: 'It ends with exit code 0 and is started again: CrashLoopBackOff without any error.',
    fix: 'Make it a Job or an init container.',
    aliases: [],
    find: inContainers(migration, 'words'),
  },
  {
    code: 'cmd-interactive-shell',
    severity: 'will-crash',
    title: 'The command is a shell without a script and without a terminal',
    happens:
      'The shell finds no input and ends with exit code 0: CrashLoopBackOff without any error.',
    fix: 'Run the program itself; to keep a container open for debugging, use ["sleep", "infinity"].',
    aliases: [],
    find: inContainers(interactive, 'shell'),
  },
  {
    code: 'image-os-base-no-command',
    severity: 'may-crash',
    title: 'An operating system or language image is run without a command',
    happens:
      'Its own command is a prompt, which finds no terminal and ends with exit code 0: CrashLoopBackOff without any error.',
    fix: 'Give the container a command.',
    aliases: [],
    find: inContainers(baseImage, 'known'),
  },
  {
    code: 'cmd-shell-builtin',
    severity: 'will-crash',
    title: 'The command is a word that only a shell knows',
    happens: 'The container never starts: exec: "source": executable file not found in $PATH.',
    fix: 'Let a shell run it: ["sh", "-c", ". /env.sh && exec program"].',
    aliases: [],
    find: inContainers(builtin, 'words'),
  },
  {
    code: 'cmd-background',
    severity: 'will-crash',
    title: 'The main program is put in the background',
    happens:
      'The first process ends with exit code 0 and the container with it: CrashLoopBackOff without any error.',
    fix: 'Run it in the foreground as the last command, with exec.',
    aliases: [],
    find: inContainers(background, 'words'),
  },
  {
    code: 'cmd-embedded-quotes',
    severity: 'will-crash',
    title: 'Quotes are part of the name of the program',
    happens: 'The container never starts: exec: no such file or directory.',
    fix: 'Take the inner quotes away.',
    aliases: [],
    find: inContainers(embeddedQuotes, 'oddWords'),
  },
  {
    code: 'cmd-trailing-space',
    severity: 'will-crash',
    title: 'The name of the program begins or ends with a space',
    happens: 'The container never starts: exec: "/usr/local/bin/web ": no such file or directory.',
    fix: 'Take the space away.',
    aliases: [],
    find: inContainers(paddedCommand, 'oddWords'),
  },
  {
    code: 'cmd-empty-string',
    severity: 'will-crash',
    title: 'An item of the command is empty',
    happens: 'The container never starts: exec: "": executable file not found in $PATH.',
    fix: 'Remove the empty item.',
    aliases: [],
    find: inContainers(emptyCommand, 'oddWords'),
  },
  {
    code: 'args-flag-and-value-joined',
    severity: 'may-crash',
    title: 'A flag and its value stand in one item with a space between',
    happens: 'Most programs print their usage and end with exit code 1 or 2: unknown flag.',
    fix: 'Write "--flag=value", or two items.',
    aliases: [],
    find: inContainers(joinedFlag, 'oddWords'),
  },
  {
    code: 'cmd-bash-in-alpine',
    severity: 'may-crash',
    title: 'bash is run in an image that has none',
    happens:
      'The container never starts: exec: "/bin/bash": no such file or directory (exit code 127 or 128).',
    fix: 'Use sh, or an image with bash.',
    aliases: [],
    find: inContainers(bashInAlpine),
  },
  {
    code: 'cmd-shell-in-distroless',
    severity: 'may-crash',
    title: 'A shell is run in an image that has none',
    happens: 'The container never starts: exec: "sh": executable file not found in $PATH.',
    fix: 'Run the program directly, or use the image variant with a shell (its -debug tag).',
    aliases: [],
    find: inContainers(shellInDistroless, 'known', 'shell'),
  },
  {
    code: 'sudo-without-escalation',
    severity: 'will-crash',
    title: 'sudo is run where privileges cannot be gained',
    happens:
      'sudo ends with exit code 1: The "no new privileges" flag is set, which prevents sudo from running as root.',
    fix: 'Run the program as the right user with runAsUser instead of sudo.',
    aliases: ['kubescape/C-0062', 'kubescape/sudo-in-container-entrypoint'],
    find: inContainers(sudo, 'words'),
  },
]
