import { wrap, pad } from '../output/wrap.ts'
import {
  COMMAND_NAMES,
  commandSpec,
  optionSpecIn,
  type CommandName,
  type OptionName,
} from '../options/table.ts'

// Columns of help: it is read in terminals of any width.
const WIDTH = 100

/** `unloop diagnose [KIND/NAME…] [options]`; the name of the main command may be left out. */
export function usageLine(name: CommandName): string {
  const { operands, options } = commandSpec(name)
  const word = name === 'diagnose' ? '[diagnose]' : name
  const hasOptions = options.length > 1
  return ['unloop', word, operands, hasOptions ? '[options]' : undefined]
    .filter((part) => part !== undefined)
    .join(' ')
}

/** `-n, --namespace NS`. */
export function optionTitle(command: CommandName, name: OptionName): string {
  const { short, value, choices } = optionSpecIn(command, name)
  const placeholder = choices === undefined ? value : choices.join('|')
  return `${short === undefined ? '' : `-${short}, `}--${name}${placeholder === undefined ? '' : ` ${placeholder}`}`
}

/** What `unloop help` prints. */
export function overview(): string {
  const commands = COMMAND_NAMES.map((name): readonly [string, string] => [
    name,
    commandSpec(name).summary,
  ])
  return [
    'unloop names why Kubernetes containers crash-loop, and shows the lines that prove it.',
    '',
    'Usage:',
    `  ${usageLine('diagnose')}`,
    '  unloop COMMAND …',
    '',
    'Commands:',
    ...table(commands),
    '',
    'Examples:',
    ...table(commandSpec('diagnose').examples),
    '',
    'unloop help COMMAND shows the options of a command. As a plugin it is called kubectl unloop.',
    '',
  ].join('\n')
}

/** What `unloop help COMMAND` prints. */
export function commandHelp(name: CommandName): string {
  const spec = commandSpec(name)
  const options = spec.options.map((each): readonly [string, string] => [
    optionTitle(name, each),
    optionSpecIn(name, each).help,
  ])
  return [
    `${spec.summary}.`,
    '',
    'Usage:',
    `  ${usageLine(name)}`,
    '',
    ...wrap(spec.details, { width: WIDTH }),
    '',
    'Options:',
    ...table(options),
    '',
    'Examples:',
    ...table(spec.examples),
    '',
  ].join('\n')
}

// Columns; with a longer first column the second would be too narrow to read.
const MAX_FIRST = 44

/** Two columns; a first column that is too long gets a line of its own. */
function table(rows: readonly (readonly [string, string])[]): string[] {
  const first = Math.min(MAX_FIRST, Math.max(...rows.map(([left]) => left.length))) + 2
  const next = ' '.repeat(first + 2)
  return rows.flatMap(([left, right]) => {
    if (left.length + 2 > first) return [`  ${left}`, ...wrap(right, { width: WIDTH, first: next })]
    return wrap(right, { width: WIDTH, first: `  ${pad(left, first)}`, next })
  })
}
