import { BUNDLES, FAIL_LEVELS, LINT_FORMATS } from './lint-values.ts'
import type { CommandSpec, OptionSpec } from './option.ts'
import { DEBUG_COMMAND, LOOK_OPTIONS, NET_COMMAND, REPRO_COMMAND } from './inspection.ts'
import { MCP_COMMAND, SERVER_OPTIONS } from './mcp.ts'
import { AGENT_COMMAND, AGENT_OPTIONS } from './agent.ts'
import { OTEL_CONFIG_COMMAND } from './otel-config.ts'
import { SERVE_COMMAND, SERVE_OPTIONS } from './serve.ts'
import { ALERT_COMMAND, ALERT_OPTIONS } from './alert.ts'
import { RULES_COMMAND, RULES_OPTIONS } from './rules.ts'
import { UNLOCK_COMMAND, UNLOCK_OPTIONS } from './unlock.ts'
import { WEBHOOK_COMMAND, WEBHOOK_OPTIONS } from './webhook.ts'

/** Forms of a report, each a file in `reporters/`. */
export const FORMATS = ['text', 'json', 'yaml', 'markdown', 'html'] as const
/** One of FORMATS. */
export type Format = (typeof FORMATS)[number]

/** Of a plan there is no HTML page. */
const FIX_FORMATS = ['text', 'json', 'yaml', 'markdown'] as const

/** Shells for which a completion script can be made. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
/** One of SHELLS. */
export type Shell = (typeof SHELLS)[number]

/** `auto` colours on a terminal, unless NO_COLOR is set. */
export const COLORS = ['auto', 'always', 'never'] as const
/** One of COLORS. */
export type Color = (typeof COLORS)[number]

/** Every option of every command: the one place where an option is declared. */
export const OPTIONS = {
  namespace: {
    short: 'n',
    value: 'NS',
    completes: 'namespace',
    help: 'Look at this namespace only',
  },
  'all-namespaces': {
    short: 'A',
    help: 'Look at all namespaces, which is the default where no KIND/NAME is given',
  },
  selector: {
    short: 'l',
    value: 'SELECTOR',
    help: 'Show incidents of pods with these labels only, such as app=web,tier!=cache',
  },
  file: {
    short: 'f',
    value: 'PATH',
    repeat: true,
    completes: 'file',
    help: 'Read a dump folder, an archive, a text file, or - for standard input instead of a cluster; may be repeated',
  },
  context: {
    value: 'CONTEXT',
    repeat: true,
    completes: 'context',
    help: 'Use this context of the kubeconfig; may be repeated to diagnose several clusters',
  },
  kubeconfig: {
    value: 'FILE',
    completes: 'file',
    help: 'Use this kubeconfig file instead of KUBECONFIG or ~/.kube/config',
  },
  'secret-keys': {
    help: 'Also ask for the Secrets that failing pods refer to, to see which keys they have; values are dropped at once',
  },
  output: {
    short: 'o',
    value: 'FORMAT',
    choices: FORMATS,
    help: 'Choose the form of the report; text is the default',
  },
  archive: {
    short: 'o',
    value: 'FILE',
    completes: 'file',
    help: 'Write the archive to this file, such as evidence.tar.gz',
  },
  brief: {
    help: 'Show what failed, the line that proves it and the fix alone',
  },
  details: {
    help: 'Show every incident with its details: where there are many, the first three have them',
  },
  watch: {
    short: 'w',
    help: 'Stay, look again, and show what changes: a terminal is redrawn',
  },
  interval: {
    value: 'SECONDS',
    help: 'With --watch, look again after so many seconds; 15 is the default',
  },
  plan: {
    value: 'PLAN',
    help: 'Choose the plan by its number or id instead of the first',
  },
  set: {
    value: 'NAME=VALUE',
    repeat: true,
    help: 'Give a value that the plan asks for; NAME=@FILE reads it from a file; may be repeated',
  },
  to: {
    value: 'PATH',
    completes: 'file',
    help: 'Edit the manifests, or the Dockerfile and start script, of this file or folder instead of the cluster',
  },
  apply: {
    help: 'Apply the plan, watch it, and put everything back where it does not help',
  },
  yes: {
    short: 'y',
    help: 'Answer yes to every question, such as whether a pod may be deleted and made anew',
  },
  'no-rollback': {
    help: 'Keep the change even where it does not help',
  },
  system: {
    help: 'Allow changes in system namespaces such as kube-system',
  },
  for: {
    value: 'DURATION',
    help: 'Keep the change for so long, such as 30m, and then take it back; a temporary plan needs it',
  },
  tries: {
    value: 'COUNT',
    help: 'Where a plan did not help and was put back, try the next one, so many plans in all',
  },
  timeout: {
    value: 'DURATION',
    help: 'Wait no longer than this, such as 90s or 10m, which is the default',
  },
  practice: {
    help: 'Also tell what is no good practice, such as a missing limit or probe',
  },
  'fail-on': {
    value: 'LEVEL',
    choices: FAIL_LEVELS,
    help: 'End with status 1 from this severity on; may-crash is the default',
  },
  bundle: {
    value: 'WHICH',
    choices: BUNDLES,
    help: 'Say whether the files are the complete application: decides what is told of objects that are not among them; auto is the default',
  },
  'kubernetes-version': {
    value: 'VERSION',
    help: 'Check against this release of Kubernetes, such as 1.33, instead of the newest known',
  },
  values: {
    short: 'f',
    value: 'FILE',
    repeat: true,
    completes: 'file',
    help: 'Render charts with the values of this file, as helm does; may be repeated',
  },
  'output-file': {
    value: 'FORMAT=FILE',
    repeat: true,
    help: 'Also write the findings in this form to a file; -o FORMAT=FILE is the same; may be repeated',
  },
  only: {
    value: 'CODE',
    repeat: true,
    help: 'Run this check only; may be repeated',
  },
  disable: {
    value: 'CODE',
    repeat: true,
    help: 'Leave this check out; may be repeated',
  },
  baseline: {
    value: 'FILE',
    completes: 'file',
    help: 'Tell only what is not in this baseline',
  },
  'write-baseline': {
    value: 'FILE',
    completes: 'file',
    help: 'Write the findings of today to this baseline',
  },
  config: {
    value: 'FILE',
    completes: 'file',
    help: 'Use this configuration instead of the unloop-lint.yaml that is nearest above the input',
  },
  'image-config': {
    value: 'FILE|IMAGE=FILE',
    repeat: true,
    completes: 'file',
    help: 'Take the user, command, port and architecture of an image from what crane config, skopeo inspect --config or docker inspect printed; may be repeated',
  },
  schemas: {
    value: 'DIR',
    repeat: true,
    completes: 'file',
    help: 'Check custom resources by the JSON Schemas of this folder, laid out as for kubeconform (GROUP/KIND_VERSION.json); may be repeated',
  },
  'changed-since': {
    value: 'REF',
    help: 'Tell only what stands in documents that changed since this commit, branch or tag of git',
  },
  'no-ignore': {
    help: 'Also read what .gitignore and .unloopignore leave out',
  },
  fix: {
    help: 'Write the corrections whose right value is certain into the files, after showing them',
  },
  diff: {
    help: 'Show what --fix would write, and write nothing',
  },
  lsp: {
    help: 'Serve an editor over standard input and output (Language Server Protocol)',
  },
  'dry-run': {
    help: 'The same as --diff',
  },
  ...UNLOCK_OPTIONS,
  ...LOOK_OPTIONS,
  ...WEBHOOK_OPTIONS,
  ...SERVE_OPTIONS,
  ...AGENT_OPTIONS,
  ...SERVER_OPTIONS,
  ...RULES_OPTIONS,
  ...ALERT_OPTIONS,
  color: {
    value: 'WHEN',
    choices: COLORS,
    help: 'Colour the text: auto (on a terminal, the default), always or never',
  },
  help: {
    short: 'h',
    help: 'Show the help of the command',
  },
} as const satisfies Record<string, OptionSpec>

/** The name of any option of any command. */
export type OptionName = keyof typeof OPTIONS

// Where evidence comes from.
const SOURCE = ['namespace', 'all-namespaces', 'selector', 'file', 'context', 'kubeconfig'] as const
// How a report is shown.
const DISPLAY = ['output', 'color', 'help'] as const

/** Every command; `diagnose` is the one that is meant when none is named. */
export const COMMANDS = {
  diagnose: {
    operands: '[KIND/NAME…]',
    count: [0, Infinity],
    completes: 'workload',
    options: [
      ...SOURCE,
      'secret-keys',
      'output',
      'brief',
      'details',
      'watch',
      'interval',
      'color',
      'help',
    ],
    summary: 'Name why containers crash-loop, with the lines that prove it',
    details:
      'Reads the cluster of the current kubeconfig context, or what -f names, and prints one incident a cause, worst first. ' +
      'KIND/NAME narrows the report to workloads or pods, such as deploy/web. ' +
      'It only reads, and keeps no value of a Secret. ' +
      'Where no cluster is configured at all, it diagnoses the recorded demo and says so. ' +
      'The exit status is 0 if nothing was found, 1 if there are incidents, 2 for bad usage, 3 if the source could not be read or holds nothing that can tell: lines without times, levels or a known error are no all-clear.',
    examples: [
      ['unloop', 'diagnose the cluster of the current context'],
      ['unloop -n shop deploy/checkout', 'diagnose one workload'],
      ['unloop -f cluster-dump/ -f app.log', 'diagnose a dump folder and a log together'],
      ['kubectl describe pod web-0 | unloop -f -', 'diagnose pasted text'],
      [
        'unloop --context prod-eu --context prod-us -o html > report.html',
        'several clusters in one page',
      ],
    ],
  },
  explain: {
    operands: '[CAUSE|EXIT CODE|REASON]',
    count: [0, 1],
    completes: 'topic',
    options: ['color', 'help'],
    summary: 'Explain a cause, an exit code, or a reason that kubectl shows',
    details:
      'Says what a cause id of a report, a container exit code (137) or a reason of a container, pod or event ' +
      '(CrashLoopBackOff) means, how to check it, and what to do. Without an argument it lists all of them.',
    examples: [
      ['unloop explain 137', 'what exit code 137 means'],
      ['unloop explain CreateContainerConfigError', 'what a reason means'],
      ['unloop explain liveness-probe', 'a cause, its signs and its fix'],
    ],
  },
  demo: {
    count: [0, 0],
    options: ['namespace', 'selector', 'details', ...DISPLAY],
    summary: 'Diagnose a recorded cluster with a dozen real incidents',
    details: 'Needs no cluster and no network: the recording is part of the program.',
    examples: [
      ['unloop demo', 'see what a report looks like'],
      ['unloop demo -o html > demo.html', 'the same as a page'],
    ],
  },
  fix: {
    operands: '[KIND/NAME]',
    count: [0, 1],
    completes: 'workload',
    options: [
      'namespace',
      'file',
      'context',
      'kubeconfig',
      'plan',
      'set',
      'to',
      'apply',
      'yes',
      'for',
      'tries',
      'no-rollback',
      'system',
      'timeout',
      'output',
      'color',
      'help',
    ],
    own: { output: { choices: FIX_FORMATS } },
    summary: 'Show the plan that fixes a workload; with --apply carry it out and prove it',
    details:
      'Diagnoses the workload, and shows the first plan that unloop can carry out: what it changes, line by line, as the API server would take it, and the other plans. ' +
      'Nothing is changed without --apply, or the answer yes at a terminal. ' +
      'With it, the change is written to a journal, applied, and watched: it is proven when the pods are ready, restarts stay level for longer than the loop took, the decisive line does not come back, and no other workload got worse. ' +
      'Otherwise everything is put back as it was; with --tries the next plan is tried then. ' +
      'A temporary plan buys time and is no fix: it is never the first choice, needs --for, and the command stays until it has taken it back. If the command is gone by then, the next unloop fix, wait or undo on that machine takes it back. ' +
      'With --to it edits your own manifests, or, for what an image itself does wrong, its Dockerfile and start script: only the lines that must change do, and what cannot be edited safely, such as a template, is refused with the reason. ' +
      'The exit status is 0 if the fix is proven or nothing is wrong, 1 if the incident is still there, 2 for bad usage, 3 if the cluster could not be read.',
    examples: [
      ['unloop fix deploy/web -n shop', 'see the plan and its diff'],
      ['unloop fix deploy/web -n shop --apply --yes', 'apply it without questions, in a pipeline'],
      ['unloop fix deploy/web -n shop --to deploy/ --apply', 'edit the manifests in a folder'],
      [
        'unloop fix deploy/web --plan 2 --set UPSTREAM=10.0.0.10 --apply',
        'the second plan, with a value that it asks for',
      ],
      [
        'unloop fix deploy/web --plan liveness-probe/pause --for 30m --apply',
        'half an hour without the probe, to look inside',
      ],
    ],
  },
  undo: {
    operands: '[ID]',
    count: [0, 1],
    options: ['context', 'kubeconfig', 'yes', 'color', 'help'],
    summary: 'Put back what unloop fix has changed',
    details:
      'Without an id it takes the newest fix of the current context that has not been undone. ' +
      'Each object gets back what it stated before; what somebody else changed since stays, and is named. ' +
      'It asks first; without a terminal it needs --yes.',
    examples: [
      ['unloop undo', 'undo the newest fix'],
      ['unloop undo 20261121T093000-web-f3a9c1 --yes', 'undo a certain one, in a pipeline'],
    ],
  },
  wait: {
    operands: 'KIND/NAME',
    count: [1, 1],
    completes: 'workload',
    options: ['namespace', 'context', 'kubeconfig', 'timeout', 'output', 'color', 'help'],
    summary: 'Wait until a rollout has proved itself, or end with the cause of its loop',
    details:
      'For pipelines: ends with 0 when all pods of the newest revision are ready and their restarts stay level, and with 1 and the diagnosis as soon as they loop, or when the time is up.',
    examples: [
      ['unloop wait deploy/web -n shop --timeout 10m', 'after kubectl apply in a pipeline'],
    ],
  },
  debug: DEBUG_COMMAND,
  net: NET_COMMAND,
  repro: REPRO_COMMAND,
  lint: {
    operands: '[PATH…|explain [CODE]|migrate FILE|policies]',
    count: [0, Infinity],
    completes: 'file',
    options: [
      'output',
      'output-file',
      'fail-on',
      'practice',
      'bundle',
      'kubernetes-version',
      'values',
      'set',
      'only',
      'disable',
      'baseline',
      'write-baseline',
      'config',
      'live',
      'context',
      'kubeconfig',
      'server',
      'image-config',
      'schemas',
      'changed-since',
      'no-ignore',
      'fix',
      'diff',
      'dry-run',
      'yes',
      'lsp',
      'deny',
      'exempt',
      'color',
      'help',
    ],
    own: {
      output: {
        choices: LINT_FORMATS,
        help: 'Choose the form of the findings; text is the default',
      },
      yes: {
        help: 'With --fix, write without asking',
      },
      live: {
        help: 'Ask the cluster of the kubeconfig for what the files leave open: objects that they refer to, kinds, architectures; it only reads, and no value of a Secret',
      },
      context: { help: 'With --live, use this context of the kubeconfig' },
      server: {
        help: 'Hold limits against what this running server of unloop saw in the last seven days, such as http://127.0.0.1:7878; its token comes from UNLOOP_TOKEN',
      },
      set: { help: 'Render charts with this value, as helm does; may be repeated' },
      deny: {
        help: 'With policies: refuse objects with a mistake of this severity or worse; without it they are warned of',
      },
      exempt: {
        help: 'With policies: leave this namespace alone too, beside kube-system and the like; may be repeated',
      },
    },
    summary: 'Find in manifests what will crash-loop before it is deployed',
    details:
      'Reads YAML and JSON manifests from files, folders, patterns or standard input (-), and says of each mistake the line, why it hurts, what the cluster would show, and the fix. ' +
      'Without a path it reads the current folder. Charts are rendered with the helm that is installed, kustomizations with kubectl or kustomize. ' +
      'Objects that other objects refer to are looked for among the files. ' +
      'A team writes its settings and checks of its own (CEL or JSON Schema) to unloop-lint.yaml; migrate makes one of the configuration of Datree, kube-linter or Polaris. ' +
      'With --fix it corrects what can only be meant one way, shows the lines first, and leaves everything else in the file as it is written. ' +
      'lint policies prints the checks that CEL can say as ValidatingAdmissionPolicies for kubectl apply, and names those that it cannot; unloop webhook runs them all. ' +
      'The exit status is 0 if nothing was found from --fail-on up, 1 if something was, 2 for bad usage, 3 if a path could not be read.',
    examples: [
      ['unloop lint deploy/', 'check a folder of manifests'],
      ['helm template . | unloop lint -', 'check what a chart renders'],
      ['unloop lint --changed-since origin/main', 'what a branch brings in'],
      ['unloop lint --live --context prod deploy/', 'also look at what the cluster has already'],
      ['unloop lint --server http://127.0.0.1:7878 deploy/', 'limits against what was used'],
      ['unloop lint --fix deploy/', 'correct what is certain, after showing it'],
      ['unloop lint chart/ -f prod.yaml --set image.tag=2', 'a chart with its values'],
      ['unloop lint -o sarif=lint.sarif -o text k8s/', 'for code scanning, and to read'],
      [
        'unloop lint migrate .kube-linter.yaml > unloop-lint.yaml',
        'take over the settings of another tool',
      ],
      [
        'unloop lint policies --deny will-crash | kubectl apply -f -',
        'let the cluster itself check',
      ],
      ['unloop lint explain cmd-one-string', 'what a check finds, and how to leave it out'],
    ],
  },
  unlock: UNLOCK_COMMAND,
  webhook: WEBHOOK_COMMAND,
  serve: SERVE_COMMAND,
  agent: AGENT_COMMAND,
  'otel-config': OTEL_CONFIG_COMMAND,
  mcp: MCP_COMMAND,
  alert: ALERT_COMMAND,
  rules: RULES_COMMAND,
  collect: {
    operands: '[KIND/NAME…]',
    count: [0, Infinity],
    completes: 'workload',
    options: [
      'namespace',
      'all-namespaces',
      'context',
      'kubeconfig',
      'secret-keys',
      'archive',
      'help',
    ],
    summary: 'Write everything that a diagnosis needs to an archive for somebody else',
    details:
      'Reads what diagnose reads and writes it to a .tar.gz, with secrets masked. ' +
      'Diagnosing the archive with -f gives the same report as the cluster did.',
    examples: [
      ['unloop collect -o evidence.tar.gz', 'collect from the current context'],
      ['unloop -f evidence.tar.gz', 'diagnose it elsewhere'],
    ],
  },
  completion: {
    operands: 'bash|zsh|fish',
    count: [1, 1],
    completes: 'shell',
    options: ['help'],
    summary: 'Print a completion script for a shell',
    details: 'Source the script from the start-up file of the shell.',
    examples: [
      ['source <(unloop completion bash)', 'in ~/.bashrc'],
      ['source <(unloop completion zsh)', 'in ~/.zshrc, after compinit'],
      ['unloop completion fish | source', 'in ~/.config/fish/config.fish'],
    ],
  },
  version: {
    count: [0, 0],
    options: ['help'],
    summary: 'Print the version',
    details: 'Prints the version of unloop and of the Node.js that runs it.',
    examples: [['unloop version', 'what to name in a report']],
  },
  help: {
    operands: '[COMMAND]',
    count: [0, 1],
    completes: 'command',
    options: ['help'],
    summary: 'Show the help of a command',
    details: 'Without an argument it lists the commands.',
    examples: [['unloop help diagnose', 'all options of the main command']],
  },
} as const satisfies Record<string, CommandSpec<OptionName>>

/** The name of a command. */
export type CommandName = keyof typeof COMMANDS

// In the order of the table, which is that of the help.
export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[]

/** Whether a word is a command, and not an operand of `diagnose`. */
export function isCommandName(word: string): word is CommandName {
  return Object.hasOwn(COMMANDS, word)
}

export const OPTION_NAMES = Object.keys(OPTIONS) as readonly OptionName[]

/** The same rows with their fields widened, for code that treats all alike. */
export function optionSpec(name: OptionName): OptionSpec {
  return OPTIONS[name]
}
/** An option as a command has it. */
export function optionSpecIn(command: CommandName, name: OptionName): OptionSpec {
  return {
    ...OPTIONS[name],
    ...commandSpec(command).own?.[name],
  }
}
/** A row with its fields widened, for code that treats all alike. */
export function commandSpec(name: CommandName): CommandSpec<OptionName> {
  return COMMANDS[name]
}

/** The type that an option's row gives its value: a list where it repeats, one of its choices, a text, or a switch. */
type ValueOf<Spec> = Spec extends { readonly repeat: true }
  ? readonly string[]
  : Spec extends { readonly choices: readonly (infer Choice)[] }
    ? Choice | undefined
    : Spec extends { readonly value: string }
      ? string | undefined
      : boolean

/** What the parser makes of a command's options: derived from the table, so that a new option is known everywhere. */
export type OptionValues<Command extends CommandName> = {
  readonly [Name in (typeof COMMANDS)[Command]['options'][number]]: ValueOf<(typeof OPTIONS)[Name]>
}

/** A parsed command line. */
export type Invocation = {
  readonly [Command in CommandName]: {
    readonly command: Command
    readonly operands: readonly string[]
    readonly options: OptionValues<Command>
  }
}[CommandName]

/** The parsed command line of one command. */
export type InvocationOf<Command extends CommandName> = Extract<
  Invocation,
  { readonly command: Command }
>
