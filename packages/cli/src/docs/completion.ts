import { CAUSE_IDS } from '@unloop/engine/catalogue'
import { EXIT_CODES, REASONS } from '@unloop/engine/explain'
import type { Completes, OptionSpec } from '../options/option.ts'
import {
  COMMAND_NAMES,
  commandSpec,
  optionSpec,
  optionSpecIn,
  SHELLS,
  type CommandName,
  type OptionName,
  type Shell,
} from '../options/table.ts'

/** A script that the shell sources; names of namespaces, contexts and workloads are asked of kubectl, where there is one. */
export function completionScript(shell: Shell): string {
  switch (shell) {
    case 'bash':
      return bash()
    case 'zsh':
      return zsh()
    case 'fish':
      return fish()
  }
}

// Words with a colon or a slash would be split by a shell's completion.
const TOPICS = [...CAUSE_IDS, ...Object.keys(EXIT_CODES), ...Object.keys(REASONS)].filter(
  (topic) => !/[:/]/.test(topic),
)

/** Shell commands that print the candidates, one a line. */
const ASK_NAMESPACES = "kubectl get namespaces -o name 2>/dev/null | sed 's,^namespace/,,'"
const ASK_CONTEXTS = 'kubectl config get-contexts -o name 2>/dev/null'
const ASK_WORKLOADS =
  "kubectl get deployments,statefulsets,daemonsets,pods -o name 2>/dev/null | sed 's,[.]apps/,/,'"

/** What is completed from a list that is known here, null for other things. */
function words(completes: Completes): readonly string[] | null {
  if (completes === 'topic') return TOPICS
  if (completes === 'command') return COMMAND_NAMES
  if (completes === 'shell') return SHELLS
  return null
}

/** The command that tells the candidates, null where none is needed. */
function asked(completes: Completes): string | null {
  if (completes === 'namespace') return ASK_NAMESPACES
  if (completes === 'context') return ASK_CONTEXTS
  if (completes === 'workload') return ASK_WORKLOADS
  return null
}

/** An option by its long and its short name. */
const flags = (name: OptionName): readonly string[] => {
  const { short } = optionSpec(name)
  return [`--${name}`, ...(short === undefined ? [] : [`-${short}`])]
}

/** All options of a command, as one list of words. */
const allFlags = (command: CommandName): string =>
  commandSpec(command).options.flatMap(flags).join(' ')

/** The same `-o` means another option in another command, so values are found by command and flag. */
function bash(): string {
  const values = COMMAND_NAMES.flatMap((command) =>
    commandSpec(command).options.flatMap((option) => {
      const spec = optionSpecIn(command, option)
      if (spec.value === undefined) return []
      return `    ${flags(option)
        .map((flag) => `${command}:${flag}`)
        .join('|')}) ${bashValue(spec)}; return ;;`
    }),
  )
  const operands = COMMAND_NAMES.map((command) => {
    const { completes } = commandSpec(command)
    const names = command === 'diagnose' ? `${COMMAND_NAMES.join(' ')} ` : ''
    const offered = completes === undefined ? null : words(completes)
    const source = completes === undefined ? null : asked(completes)
    const list = `${names}${offered === null ? '' : offered.join(' ')}${source === null ? '' : `$(${source})`}`
    return `    ${command}) COMPREPLY=($(compgen -W "${list}" -- "$word")) ;;`
  })
  const known = COMMAND_NAMES.map((command) => `      ${command}) flags="${allFlags(command)}" ;;`)
  return `# bash completion of unloop
_unloop() {
  local word="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" command=diagnose flags
  if [ "$COMP_CWORD" -gt 1 ]; then
    case "\${COMP_WORDS[1]}" in
      ${COMMAND_NAMES.join('|')}) command="\${COMP_WORDS[1]}" ;;
    esac
  fi
  COMPREPLY=()
  case "$command:$before" in
${values.join('\n')}
  esac
  if [[ "$word" == -* ]]; then
    case "$command" in
${known.join('\n')}
    esac
    COMPREPLY=($(compgen -W "$flags" -- "$word"))
    return
  fi
  case "$command" in
${operands.join('\n')}
  esac
}
complete -F _unloop unloop kubectl-unloop
`
}

/** What bash offers as an option's value. */
function bashValue({ choices, completes }: OptionSpec): string {
  if (choices !== undefined) return `COMPREPLY=($(compgen -W "${choices.join(' ')}" -- "$word"))`
  const source = completes === undefined ? null : asked(completes)
  if (source !== null) return `COMPREPLY=($(compgen -W "$(${source})" -- "$word"))`
  return completes === 'file'
    ? 'COMPREPLY=($(compgen -f -- "$word")); compopt -o filenames 2>/dev/null'
    : 'COMPREPLY=()'
}

/** The script for zsh, which shows the help of each option. */
function zsh(): string {
  const commands = COMMAND_NAMES.map(
    (command) => `    '${command}:${quoted(commandSpec(command).summary)}'`,
  )
  const cases = COMMAND_NAMES.map((command) => {
    const lines = commandSpec(command).options.map(
      (option) => `        ${zshOption(command, option)}`,
    )
    const { completes } = commandSpec(command)
    const operand =
      completes === undefined ? [] : [`        '*:${completes}:${zshAction(completes)}'`]
    return `    ${command})\n      _arguments -s \\\n${[...lines, ...operand].join(' \\\n')}\n      ;;`
  })
  return `#compdef unloop kubectl-unloop
_unloop() {
  local -a commands
  commands=(
${commands.join('\n')}
  )
  local command=diagnose
  if (( CURRENT > 2 )) && (( \${+commands[(r)\${words[2]}:*]} )) && [[ -n \${commands[(r)\${words[2]}:*]} ]]; then
    command=\${words[2]}
    shift words
    (( CURRENT-- ))
  elif (( CURRENT == 2 )) && [[ \${words[2]} != -* ]]; then
    _describe -t commands command commands
  fi
  case $command in
${cases.join('\n')}
  esac
}
compdef _unloop unloop kubectl-unloop
`
}

/** An option for `_arguments`, in which brackets and colons of its help need a backslash. */
function zshOption(command: CommandName, name: OptionName): string {
  const spec = optionSpecIn(command, name)
  const help = quoted(spec.help).replace(/[[\]:]/g, '\\$&')
  const repeat = spec.repeat === true ? '*' : ''
  const value = spec.value === undefined ? '' : `:${spec.value}:${zshValue(spec)}`
  return flags(name)
    .map((flag) => `'${repeat}${flag}[${help}]${value}'`)
    .join(' ')
}

/** What zsh offers as an option's value; a space for a value of which nothing is known. */
const zshValue = ({ choices, completes }: OptionSpec): string =>
  choices !== undefined
    ? `(${choices.join(' ')})`
    : completes === undefined
      ? ' '
      : zshAction(completes)

/** What zsh does to complete a kind of word. */
function zshAction(completes: Completes): string {
  if (completes === 'file') return '_files'
  const source = asked(completes)
  if (source !== null) return `{compadd -- $(${quoted(source)})}`
  return `(${(words(completes) ?? []).join(' ')})`
}

/** Inside single quotes of a shell. */
const quoted = (text: string): string => text.replaceAll("'", `'\\''`)

/** The script for fish, in which each option is a line. */
function fish(): string {
  const seen = `__fish_seen_subcommand_from ${COMMAND_NAMES.join(' ')}`
  const commands = COMMAND_NAMES.map(
    (command) =>
      `complete -c unloop -f -n 'not ${seen}' -a ${command} -d '${fishQuoted(commandSpec(command).summary)}'`,
  )
  const rest = COMMAND_NAMES.flatMap((command) => {
    const own = `__fish_seen_subcommand_from ${command}`
    const when = command === 'diagnose' ? `'not ${seen}; or ${own}'` : `'${own}'`
    const { completes, options } = commandSpec(command)
    const operand =
      completes === undefined
        ? []
        : [`complete -c unloop -f -n ${when} -a '${fishAction(completes)}'`]
    return [
      ...operand,
      ...options.map((option) => `complete -c unloop -n ${when} ${fishOption(command, option)}`),
    ]
  })
  return `# fish completion of unloop\n${[...commands, ...rest].join('\n')}\ncomplete -c kubectl-unloop -w unloop\n`
}

/** An option for `complete`: -x takes a value, -f none, -r -F a file. */
function fishOption(command: CommandName, name: OptionName): string {
  const spec = optionSpecIn(command, name)
  const short = spec.short === undefined ? '' : ` -s ${spec.short}`
  const text = ` -d '${fishQuoted(spec.help)}'`
  if (spec.value === undefined) return `-f -l ${name}${short}${text}`
  if (spec.choices !== undefined)
    return `-x -l ${name}${short} -a '${spec.choices.join(' ')}'${text}`
  if (spec.completes === 'file') return `-r -F -l ${name}${short}${text}`
  const action = spec.completes === undefined ? '' : ` -a '${fishAction(spec.completes)}'`
  return `-x -l ${name}${short}${action}${text}`
}

/** What fish offers for a kind of word. */
const fishAction = (completes: Completes): string =>
  asked(completes) === null
    ? (words(completes) ?? []).join(' ')
    : `(${fishQuoted(asked(completes) ?? '')})`

/** fish knows two escapes inside single quotes. */
const fishQuoted = (text: string): string => text.replace(/['\\]/g, '\\$&')
