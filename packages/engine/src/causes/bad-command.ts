import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'
import { containerPatch, patchFix } from '../fixes/patch.ts'
import { argumentFixes } from '../fixes/argument-fixes.ts'
import { advice, withUndo } from './shared/advice.ts'
import { shellWords } from './shared/shell-words.ts'

/** Command, args or entrypoint cannot be run: not found, not executable, one string instead of a list, a builtin, CRLF. */
export const badCommand: Cause = {
  id: 'bad-command',
  explain: (_, { rule }) =>
    rule === 'bad-command/own-argument'
      ? 'The program does not know an argument that the pod gives it, so it ends before it starts to work. The argument stands in the pod template.'
      : 'What the container is told to run cannot be run, so the program itself never started.',
  find: (file) => [
    ...exitCodes(file),
    ...ownArguments(file),
    ...shellWords(file),
    ...splitScript(file),
  ],
  fixes: (file, finding) =>
    withUndo(file, [
      ...(asList(file) ? [] : argumentFixes(file, finding)),
      correctCommand(file, finding),
    ]),
}

/** POSIX shells, env, tini: 127 not found, 126 found but not executable. */
const MEANS: Readonly<Record<number, string>> = {
  126: 'The command was found but is not executable (exit 126)',
  127: 'The command was not found (exit 127)',
}

const exitCodes = (file: CaseFile): readonly Finding[] => {
  const { exit } = file
  const title = MEANS[exit?.code ?? 0]
  if (!exit || !title) return []
  const run = file.runs.find(({ crashed }) => crashed)
  const last = run?.crashWindow.fallback
  const line = last && run ? run.lines[last.index] : undefined
  return [
    {
      cause: 'bad-command',
      // A missing shared library ends with 127 as well: only the log tells.
      weight: run ? 64 : 54,
      rule: 'bad-command/exit-code',
      title,
      evidence: [
        ...(run && line ? [file.fromLine(run, line)] : []),
        file.fromStatus(`${exit.field}.exitCode`, exit.code),
      ],
      facts: {},
    },
  ]
}

/**
 * A flag, subcommand or main class that the program rejects and that stands in the pod's own command or args: the pod is
 * wrong, not a configuration file of the program or its image.
 */
const ownArguments = (file: CaseFile): readonly Finding[] =>
  file.messages.flatMap((message) => {
    const said =
      message.facts['flag'] ??
      (message.rule.includes('main-class')
        ? (message.facts['name'] ?? message.facts['module'])
        : undefined)
    const place = said ? argumentPlace(file, said) : null
    if (!said || !place || message.weight < 40) return []
    return [
      {
        cause: 'bad-command' as const,
        weight: message.weight + 6,
        rule: 'bad-command/own-argument',
        title: message.title,
        evidence: [...message.evidence, file.fromSpec(place.field, place.value)],
        facts: message.facts,
      },
      ...(message.cause === 'bad-command'
        ? []
        : [{ ...message, weight: -12, rule: 'bad-command/own-argument-against', evidence: [] }]),
    ]
  })

const argumentPlace = (
  { failing }: CaseFile,
  said: string,
): { field: string; value: string } | null => {
  const bare = said.replace(/^-+/, '').replace(/=.*$/, '')
  if (bare.length < 2) return null
  for (const field of ['args', 'command'] as const)
    for (const [index, value] of (failing.spec?.[field] ?? []).entries())
      if (wordsOf(value).some((word) => word === bare))
        return { field: `${field}[${index}]`, value }
  return null
}

const wordsOf = (value: string): readonly string[] =>
  value.split(/[\s;|&'"]+/).map((word) => word.replace(/^-+/, '').replace(/=.*$/, ''))

const correctCommand = (file: CaseFile, finding: Finding): Fix => {
  const split = asList(file)
  if (split)
    return patchFix(file, {
      id: 'bad-command/list',
      title: 'Give the command as a list, one word an item',
      patch: containerPatch(file, split),
    })
  const what = finding.facts['flag'] ?? finding.facts['file'] ?? finding.facts['name']
  const { spec } = file.failing
  const field = spec?.command ? 'command' : spec?.args ? 'args' : null
  return advice(file, {
    id: 'bad-command/correct',
    title: `Correct ${what ? `\`${what}\`` : 'the command'} in ${field ?? "the image's entrypoint"}`,
    where: field ? 'manifest' : 'image',
    kubectl: field ? [['edit', file.target]] : [['get', file.target, '-o', 'jsonpath={..image}']],
  })
}

/** The whole command line given as one item: split at its spaces where nothing in it is quoted. */
const asList = ({ failing }: CaseFile): Readonly<Record<string, readonly string[]>> | null => {
  for (const field of ['command', 'args'] as const) {
    const list = failing.spec?.[field]
    const [only] = list ?? []
    if (list?.length === 1 && only?.includes(' ') && !/["'$;&|\\]/.test(only))
      return { [field]: only.split(/\s+/) }
  }
  return null
}

const SHELL = /(?:^|\/)(?:sh|bash|ash|dash)$/

/**
 * `sh -c` runs the one word after it; further words are `$0`, `$1` … of that script (POSIX, sh utility). Where the script names
 * none of them, the program that it starts runs without its arguments.
 */
const splitScript = (file: CaseFile): readonly Finding[] => {
  const { spec } = file.failing
  const words = [...(spec?.command ?? []), ...(spec?.args ?? [])]
  const [shell, flag, script, ...rest] = words
  if (!shell || !SHELL.test(shell) || !/^-\w*c$/.test(flag ?? '') || !script) return []
  if (rest.length === 0 || /\$(?:[0-9@*#]|\{[0-9@*#])/.test(script)) return []
  const field = spec?.args?.length ? 'args' : 'command'
  return [
    {
      cause: 'bad-command',
      weight: 80,
      rule: 'bad-command/script-split',
      title: `sh -c runs only "${script.slice(0, 80)}": the words after it never reach the program`,
      explanation:
        'A shell takes the one word after -c as its script. The words that follow become its parameters $0, $1 …, which the script does not use, so the program starts without them.',
      evidence: [...lastLine(file), file.fromSpec(field, spec?.[field])],
      facts: {},
    },
  ]
}

/** The line that the run shows as its reason. */
const lastLine = (file: CaseFile): Finding['evidence'] =>
  file.lastRuns.slice(0, 1).flatMap((run) => {
    const shown = run.crashWindow.fallback
    return shown ? [file.fromLine(run, shown.line)] : []
  })
