import { daemonizing } from '@unloop/engine/evidence'
import type { BuildCheck, BuildFound, BuildView } from '../build/build-check.ts'
import type { Instruction } from '../build/build.ts'
import { absolute } from '../build/image-config.ts'
import { baseName, isShell } from '../program.ts'
import { shellCommands } from '@unloop/engine/evidence'
import type { Site } from '../workload.ts'

/** A text as a message shows it. */
const quote = (text: string): string => JSON.stringify(text.slice(0, 60))

/** A finding at an instruction. */
const at = (instruction: Instruction, message: string): BuildFound => ({
  script: null,
  spot: instruction.spot,
  path: instruction.keyword,
  message,
})

/** Whether the image's own command runs in some container, as far as is known. */
const runsOwn = ({ sites }: BuildView): boolean =>
  sites.length === 0 || sites.some(({ command }) => command === null)

/** The instructions that decide what is run: a CMD counts as long as no container gives args. */
const startsOf = (view: BuildView): readonly Instruction[] => {
  const { entrypoint, cmd } = view.config
  const hasArgs = view.sites.length > 0 && view.sites.every(({ args }) => args !== null)
  const all = [entrypoint, hasArgs && entrypoint !== null ? null : cmd]
  return runsOwn(view) ? all.filter((each) => each !== null) : []
}

/** How a message calls a container. */
const labelOf = ({ workload, name }: Site): string =>
  `container ${name} of ${workload.kind} ${workload.name}`

/** The kubelet knows the user of an image by its number alone: a name cannot be shown to be none of root's. */
const rootUser = ({ config, sites }: BuildView): readonly BuildFound[] => {
  const site = sites.find(({ security }) => security.nonRoot === true && security.user === null)
  if (site === undefined) return []
  const text = config.user?.text.split(':')[0] ?? null
  const instruction = config.entrypoint ?? config.cmd
  const isRoot = text === null ? isRootBase(config) : text === 'root' || text === '0' || text === ''
  const place = {
    script: null,
    spot: config.user?.spot ?? instruction?.spot ?? { line: 1, column: 1 },
    path: config.user === null ? (instruction?.keyword ?? 'FROM') : 'USER',
  }
  if (isRoot)
    return [
      {
        ...place,
        message: `${text === null ? 'No USER is set, and the base image runs as root' : `USER is ${text}`}; runAsNonRoot: true of the ${labelOf(site)} forbids it.`,
        happens:
          'CreateContainerConfigError: container has runAsNonRoot and image will run as root; the container never starts.',
      },
    ]
  if (text === null || /^\d+$/.test(text) || text.includes('$')) return []
  return [
    {
      ...place,
      message: `USER ${text} is a name, and the kubelet cannot tell that it is not root; runAsNonRoot: true of the ${labelOf(site)} needs a number.`,
      happens: `CreateContainerConfigError: container has runAsNonRoot and image has non-numeric user (${text}), cannot verify user is non-root.`,
      fix: `Write the number: USER 10001, or set runAsUser in the manifest.`,
    },
  ]
}

/** Whether a base image runs as root unless told otherwise. */
const isRootBase = ({ base }: BuildView['config']): boolean =>
  base === null || base.facts?.user === 'root' || base.facts?.prompt === true

/** A list that is no JSON is taken for a command line of a shell (Dockerfile reference, shell form). */
const brokenList = (view: BuildView): readonly BuildFound[] =>
  startsOf(view)
    .filter(({ form, text }) => form === 'shell' && text.startsWith('['))
    .map((instruction) => ({
      // Behind an ENTRYPOINT of the exec form the words are arguments, which a program may overlook.
      ...(instruction.keyword === 'CMD' && view.config.entrypoint?.form === 'exec'
        ? { severity: 'may-crash' as const }
        : {}),
      ...at(
        instruction,
        `${quote(instruction.text)} is no JSON list (it takes double quotes and commas), so a shell is given it as a command line.`,
      ),
      happens: `The container ends at once with exit code 127 or 2: /bin/sh: ${instruction.words[0]?.text.slice(0, 30) ?? '['}: not found.`,
    }))

/** One item of the exec form is one word: a program whose name has a space in it. */
const oneString = (view: BuildView): readonly BuildFound[] =>
  startsOf(view).flatMap((instruction) => {
    const [first, ...rest] = instruction.words
    const isFirst = instruction.keyword === 'ENTRYPOINT' || view.config.entrypoint === null
    if (instruction.form !== 'exec' || first === undefined || !isFirst) return []
    if (!/\S\s+\S/.test(first.text)) return []
    const words = first.text.trim().split(/\s+/)
    return [
      {
        ...at(
          instruction,
          `${quote(first.text)} is one item of the list: a program of that whole name, spaces included, is looked for.`,
        ),
        spot: first.spot,
        happens: `The container never starts: exec: ${quote(first.text)}: executable file not found in $PATH.`,
        fix: `Write ${JSON.stringify([...words, ...rest.map(({ text }) => text)])}.`,
      },
    ]
  })

// Words that mean something to a shell alone.
const OPERATORS = new Set(['&&', '||', '|', ';', '>', '>>', '2>&1', '&'])

/** The exec form starts no shell, so that operators and variables are handed on as they stand. */
const execText = (view: BuildView): readonly BuildFound[] =>
  startsOf(view).flatMap((instruction) => {
    if (instruction.form !== 'exec' || isShell(instruction.words[0]?.text ?? '')) return []
    const odd = instruction.words.find(
      ({ text }) => OPERATORS.has(text) || /(?<![\\$])\$(?:\{\w+\}|[A-Z_]\w*)/.test(text),
    )
    if (odd === undefined || view.start?.script?.commands.length) return []
    const isOperator = OPERATORS.has(odd.text)
    return [
      {
        ...at(
          instruction,
          `${quote(odd.text)} stands in a list, which no shell reads: the program gets ${isOperator ? 'the operator as an argument' : 'these characters as they stand'}.`,
        ),
        spot: odd.spot,
        fix: `Let a shell run it: ["sh", "-c", "exec ${instruction.words.map(({ text }) => text).join(' ')}"].`,
      },
    ]
  })

/** `cd /app && node x`: the shell stays, as process 1, and hands no signal on; a single command is executed in its place. */
const shellForm = (view: BuildView): readonly BuildFound[] =>
  startsOf(view).flatMap((instruction) => {
    const { form, text } = instruction
    if (form !== 'shell' || text.startsWith('[') || text === '') return []
    const commands = shellCommands(text).filter(({ words }) => words.length > 0)
    const last = commands.at(-1)
    if (last === undefined || last.isExec || last.operator === '&') return []
    const isCompound = commands.length > 1 || /^\s*(?:if|for|while|until)\b/.test(text)
    return [
      {
        ...at(
          instruction,
          `${instruction.keyword} is of the shell form${isCompound ? ' and runs several commands' : ''}: the first process is /bin/sh, which hands SIGTERM on to nobody${isCompound ? '' : ' unless it is one that replaces itself by its only command'}.`,
        ),
        fix: isCompound
          ? `Put exec before the last command: ${quote(last.words.join(' '))}.`
          : `Write a list: ${instruction.keyword} ${JSON.stringify(last.words)}.`,
        ...(isCompound ? {} : { severity: 'practice' as const }),
      },
    ]
  })

/** `FROM scratch` and distroless images have no shell that the shell form needs. */
const withoutShell = (view: BuildView): readonly BuildFound[] => {
  const { base, copies, runs } = view.config
  const isBare = base === null || base.hasShell === false
  // What another stage brings in may be a shell.
  if (
    !isBare ||
    runs !== '' ||
    copies.some(({ isForeign, target }) => isForeign && /busybox|\/bin\/?$|\/sh$/.test(target))
  )
    return []
  return startsOf(view)
    .filter(({ form, words }) =>
      form === 'shell' ? words.length > 0 : isShell(words[0]?.text ?? ''),
    )
    .map((instruction) => ({
      ...at(
        instruction,
        `${instruction.form === 'shell' ? 'The shell form needs /bin/sh' : `${instruction.words[0]?.text ?? ''} is a shell`}, and ${base === null ? 'an image from scratch' : base.text} has none.`,
      ),
    }))
}

/** Alpine and others have sh and no bash. */
const bashMissing = (view: BuildView): readonly BuildFound[] => {
  const { base, runs, copies } = view.config
  const { start } = view
  if (base?.hasBash !== false || base.hasShell === false || start === null || !runsOwn(view))
    return []
  if (/\bbash\b/.test(runs) || copies.some(({ isForeign }) => isForeign)) return []
  const shebang = start.script?.shebang ?? null
  const interpreter = shebang?.words.find((word) => /(?:^|\/)bash$/.test(word))
  if (!start.isInterpreted && interpreter !== undefined && start.script !== null)
    return [
      {
        script: start.script,
        spot: { line: 1, column: 1 },
        path: 'shebang',
        message: `The script wants ${shebang?.words.join(' ') ?? ''}, and ${base.text} is built on Alpine or BusyBox, which have no bash.`,
        happens: `exec ${start.program}: no such file or directory: it is the interpreter that is not there (exit code 127 or 128).`,
        fix: 'Write #!/bin/sh, or install bash in the Dockerfile.',
      },
    ]
  const word = start.instruction.words.find(({ text }) => /^(?:.*\/)?bash$/.test(text))
  return word === undefined || start.instruction.form === 'shell'
    ? []
    : [
        {
          ...at(
            start.instruction,
            `${base.text} is built on Alpine or BusyBox, which have no bash.`,
          ),
          spot: word.spot,
        },
      ]
}

/** A program by its full path that no COPY brings there, though one of its name is brought elsewhere. */
const notCopied = ({ config, start }: BuildView): readonly BuildFound[] => {
  if (start === null || !start.program.startsWith('/') || start.script !== null) return []
  const name = baseName(start.program)
  const copy = config.copies.find(({ target }) => target.endsWith(`/${name}`))
  const isElsewhere =
    copy !== undefined && !config.copies.some(({ target }) => target === start.program)
  const isMade =
    config.runs.includes(start.program) ||
    config.copies.some(
      ({ target, source }) =>
        start.program.startsWith(`${target.replace(/\/$/, '')}/`) && !source.endsWith(name),
    )
  if (!isElsewhere || isMade) return []
  return [
    {
      ...at(
        start.instruction,
        `${start.program} is what the image starts with, and ${name} is copied to ${copy.target}.`,
      ),
      happens: `The container never starts: exec: ${quote(start.program)}: stat ${start.program}: no such file or directory.`,
      fix: `Write ${copy.target}.`,
    },
  ]
}

/** An image without a command, used by a container without one, starts the base image's prompt, which ends. */
const noCommand = (view: BuildView): readonly BuildFound[] => {
  const { base, entrypoint, cmd } = view.config
  if (entrypoint !== null || cmd !== null || base?.facts?.prompt !== true) return []
  const site = view.sites.find(
    ({ command, args, workload, role }) =>
      command === null && args === null && workload.runsForever && role !== 'init',
  )
  const from = view.build.dockerfile.stages.at(-1)
  if (site === undefined || from === undefined) return []
  return [
    {
      script: null,
      spot: { line: 1, column: 1 },
      path: 'CMD',
      message: `The Dockerfile has neither CMD nor ENTRYPOINT, and what ${base.text} runs on its own is a prompt; the ${labelOf(site)} gives no command either.`,
    },
  ]
}

/** A program that goes to the background ends the container: process 1 is gone. */
const daemon = (view: BuildView): readonly BuildFound[] =>
  startsOf(view).flatMap((instruction) => {
    const line =
      instruction.form === 'exec'
        ? instruction.words.map(({ text }) => text).join(' ')
        : instruction.text
    const program = daemonizing(line)
    const isLast = instruction.keyword === 'CMD' || view.config.cmd === null
    // What the base image or a copied file configures may keep it in front.
    if (program === 'supervisord' && view.config.base?.facts?.prompt !== true) return []
    if (program === null || !isLast || /\s-(?:t|v|V|h)(?:\s|$)/.test(line)) return []
    return [
      at(
        instruction,
        `${program} goes to the background by itself with this command line, so that the first process ends, and the container with it.`,
      ),
    ]
  })

/** In the shell form of ENTRYPOINT `sh -c` takes what follows for its own operands. */
const ignoredArguments = (view: BuildView): readonly BuildFound[] => {
  const { entrypoint, cmd } = view.config
  if (entrypoint?.form !== 'shell' || entrypoint.text.startsWith('[') || !runsOwn(view)) return []
  const site = view.sites.find(({ args, command }) => args !== null && command === null)
  if (site === undefined && cmd === null) return []
  const whose = site === undefined ? 'CMD' : `args of the ${labelOf(site)}`
  return [
    at(
      entrypoint,
      `ENTRYPOINT is of the shell form, which takes no arguments: ${whose} ${site === undefined ? 'is' : 'are'} never looked at.`,
    ),
  ]
}

/** A volume hides what the image has at its path. */
const hiddenByMount = ({ config, start, sites }: BuildView): readonly BuildFound[] => {
  if (start === null) return []
  const program = absolute(start.program, config.workdir)
  const isBrought = config.copies.some(
    ({ target }) => program === target || program.startsWith(`${target.replace(/\/$/, '')}/`),
  )
  const isFile = start.program.includes('/') || start.isInterpreted
  if (!isFile || !isBrought) return []
  for (const site of sites) {
    if (site.command !== null) continue
    const mount = site.mounts.find(
      ({ mountPath, subPath, volume }) =>
        subPath === null &&
        volume !== null &&
        program.startsWith(`${mountPath.replace(/\/+$/, '')}/`) &&
        mountPath !== '/',
    )
    if (mount !== undefined)
      return [
        {
          ...at(
            start.instruction,
            `${program} is part of the image, and the ${labelOf(site)} mounts volume ${mount.name} over ${mount.mountPath}: what the image has there is hidden.`,
          ),
        },
      ]
  }
  return []
}

/** `command` of a manifest takes the place of ENTRYPOINT, and so leaves out what its script prepares. */
const skippedEntrypoint = ({ start, sites }: BuildView): readonly BuildFound[] => {
  if (start?.script == null || start.instruction.keyword !== 'ENTRYPOINT') return []
  const { script, program } = start
  const handsOn = script.commands.some(({ words, isExec }) => isExec && words[0] === '$@')
  const prepares =
    script.commands.filter(({ words }) => words.length > 0 && words[0] !== 'set').length > 1
  const site = sites.find(
    ({ command, role, workload }) =>
      command !== null &&
      role === 'main' &&
      workload.runsForever &&
      !command.some(({ text }) => baseName(text) === baseName(program)),
  )
  if (!handsOn || !prepares || site === undefined) return []
  return [
    at(
      start.instruction,
      `command of the ${labelOf(site)} takes the place of ENTRYPOINT: what ${program} prepares does not happen.`,
    ),
  ]
}

export const DOCKERFILE_CHECKS: readonly BuildCheck[] = [
  {
    code: 'build-user-not-verifiable',
    severity: 'may-crash',
    title: 'The image runs as root or as a named user, and runAsNonRoot forbids that',
    happens: 'CreateContainerConfigError: container has runAsNonRoot and image will run as root.',
    fix: 'Add USER 10001 to the Dockerfile, and give that user the files that it writes.',
    aliases: [],
    find: rootUser,
  },
  {
    code: 'build-list-broken',
    severity: 'will-crash',
    title: 'CMD or ENTRYPOINT looks like a list and is none',
    happens: 'The container ends at once with exit code 127: /bin/sh: [node,: not found.',
    fix: 'Use double quotes and commas: CMD ["node", "server.js"].',
    aliases: [],
    find: brokenList,
  },
  {
    code: 'build-cmd-one-string',
    severity: 'will-crash',
    title: 'The whole command line stands in one item of CMD or ENTRYPOINT',
    happens: 'The container never starts: exec: "npm start": executable file not found in $PATH.',
    fix: 'Give each word an item of its own.',
    aliases: [],
    find: oneString,
  },
  {
    code: 'build-cmd-no-shell',
    severity: 'may-crash',
    title: "A variable or a shell's operator stands in a CMD or ENTRYPOINT that no shell reads",
    happens: 'The program gets the characters "$PORT" or "&&": it fails with a usage error.',
    fix: 'Let a shell run it: ["sh", "-c", "exec server --port $PORT"].',
    aliases: [],
    find: execText,
  },
  {
    code: 'build-shell-form',
    severity: 'may-crash',
    title: 'CMD or ENTRYPOINT runs below a shell that hands no signals on',
    happens:
      'At each rollout and eviction SIGTERM reaches the shell alone: after terminationGracePeriodSeconds the program is killed in the midst of its work, with exit code 137.',
    fix: 'Write a list, or put exec before the last command.',
    aliases: [],
    find: shellForm,
  },
  {
    code: 'build-shell-missing',
    severity: 'will-crash',
    title: 'The image starts with a shell that it does not have',
    happens:
      'The container never starts: exec: "/bin/sh": stat /bin/sh: no such file or directory (StartError, exit code 128).',
    fix: 'Write a list that begins with the program: ENTRYPOINT ["/server"].',
    aliases: [],
    find: withoutShell,
  },
  {
    code: 'build-bash-missing',
    severity: 'may-crash',
    title: 'The image starts with bash, and its base has none',
    happens: 'exec: "bash": executable file not found in $PATH, or: no such file or directory.',
    fix: 'Use sh, or install bash: RUN apk add --no-cache bash.',
    aliases: [],
    find: bashMissing,
  },
  {
    code: 'build-start-not-copied',
    severity: 'may-crash',
    title: 'ENTRYPOINT or CMD names another place than the file is copied to',
    happens: 'The container never starts: stat /entrypoint.sh: no such file or directory.',
    fix: 'Use the same path in both.',
    aliases: [],
    find: notCopied,
  },
  {
    code: 'build-no-command',
    severity: 'may-crash',
    title: 'Neither the image nor the manifest says what to run',
    happens: 'The prompt of the base image ends at once with exit code 0, again and again.',
    fix: 'Add CMD to the Dockerfile.',
    aliases: [],
    find: noCommand,
  },
  {
    code: 'build-daemon',
    severity: 'may-crash',
    title: 'What the image starts goes to the background',
    happens: 'Completed with exit code 0 at once, again and again: CrashLoopBackOff.',
    fix: 'Run it in the foreground: nginx -g "daemon off;", apachectl -D FOREGROUND.',
    aliases: [],
    find: daemon,
  },
  {
    code: 'build-arguments-ignored',
    severity: 'may-crash',
    title: 'ENTRYPOINT takes no arguments, and some are given',
    happens: 'The program runs without its settings: wrong port, wrong mode, default file.',
    fix: 'Write ENTRYPOINT as a list.',
    aliases: [],
    find: ignoredArguments,
  },
  {
    code: 'build-hidden-by-mount',
    severity: 'may-crash',
    title: 'A volume hides the program of the image',
    happens: 'exec: no such file or directory (exit code 127 or 128).',
    fix: 'Mount the volume at a folder of its own, or single files with subPath.',
    aliases: [],
    find: hiddenByMount,
  },
  {
    code: 'build-entrypoint-skipped',
    severity: 'may-crash',
    title: "The manifest's command takes the place of an ENTRYPOINT that prepares something",
    happens: 'What the script writes, waits for or exports is missing when the program starts.',
    fix: 'Give args instead of command, or let the command begin with the script.',
    aliases: [],
    find: skippedEntrypoint,
  },
]
