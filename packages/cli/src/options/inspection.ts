import type { CommandSpec, OptionSpec } from './option.ts'

// Programs whose `run` takes the same options.
const CONTAINER_TOOLS = ['docker', 'podman', 'nerdctl'] as const
const LOOK_FORMATS = ['text', 'json'] as const

/** Part of `OPTIONS`: what a look inside, or a container brought to this machine, takes. */
export const LOOK_OPTIONS = {
  container: {
    short: 'c',
    value: 'NAME',
    help: 'Take this container, also an init container, instead of the one in trouble',
  },
  keep: {
    help: 'Leave the copy in the cluster for an hour instead of removing it',
  },
  'with-init': {
    help: 'Let the init containers run in the copy as well, which are left out otherwise, as they may change something',
  },
  with: {
    value: 'PROGRAM',
    choices: CONTAINER_TOOLS,
    help: 'Write the command for this program; by default the first of them that is installed',
  },
} as const satisfies Record<string, OptionSpec>

// The option is shared with the webhook, where it means another image.
const TOOL_IMAGE = {
  help: 'Take the tools from this image, which must have a static busybox; docker.io/library/busybox:1.36 is the default',
} as const
// Of an inspection there is no HTML or YAML.
const LOOK_OUTPUT = {
  choices: LOOK_FORMATS,
  help: 'Choose the form of the answer; text is the default',
} as const

/** Part of `COMMANDS`. */
export const DEBUG_COMMAND = {
  operands: 'KIND/NAME',
  count: [1, 1],
  completes: 'workload',
  options: [
    'namespace',
    'context',
    'kubeconfig',
    'container',
    'image',
    'with-init',
    'keep',
    'yes',
    'output',
    'color',
    'help',
  ],
  own: {
    image: TOOL_IMAGE,
    output: LOOK_OUTPUT,
  },
  summary:
    'Look inside a container that crashes without a word, and diagnose again with what is seen',
  details:
    'Looks at what the diagnosis leaves open: does the program exist, for which architecture, with which interpreter and libraries; who owns the files and what its user may do; which variables are set (names alone); do names resolve and ports answer; is there space. ' +
    'A container that crashes is looked at in a copy of its pod, with its command held open and nothing else in it: no probe, no label of a Service, no owner. A container that runs is looked at by a command in it, or beside it by an ephemeral container where it has no shell. ' +
    'It only reads, and asks before it adds anything to the cluster; without a terminal it needs --yes. ' +
    'The copy is removed however the command ends, and ends by itself after five minutes. ' +
    'The exit status is 0 if nothing wrong was seen, 1 if something was, 2 for bad usage, 3 if the cluster could not be read.',
  examples: [
    ['unloop debug deploy/web -n shop', 'look inside the container in trouble'],
    ['unloop debug pod/web-0 -c migrate --yes -o json', 'an init container, in a pipeline'],
  ],
} as const satisfies CommandSpec

/** Part of `COMMANDS`. */
export const NET_COMMAND = {
  operands: 'KIND/NAME',
  count: [1, 1],
  completes: 'workload',
  options: [
    'namespace',
    'context',
    'kubeconfig',
    'container',
    'image',
    'yes',
    'output',
    'color',
    'help',
  ],
  own: {
    image: TOOL_IMAGE,
    output: LOOK_OUTPUT,
  },
  summary: 'Resolve and connect to each address that a container names, from inside its network',
  details:
    'Takes the hosts and ports that the incident, the variables, the arguments and the ConfigMaps of the container name, looks each name up along the search path, connects, and says what a refusal, a silence or a missing name means. ' +
    'It uses what the running container has, else it adds an ephemeral container to the pod, which shares its network and stays in its record, or makes a copy. ' +
    'It asks first; without a terminal it needs --yes. Addresses that stand in Secrets are not known to it. ' +
    'The exit status is 0 if every address answers, 1 if one does not, 2 for bad usage, 3 if the cluster could not be read, 4 if nothing names an address to try.',
  examples: [['unloop net deploy/web -n shop', 'which of its dependencies answer']],
} as const satisfies CommandSpec

/** Part of `COMMANDS`. */
export const REPRO_COMMAND = {
  operands: 'KIND/NAME',
  count: [1, 1],
  completes: 'workload',
  options: [
    'namespace',
    'file',
    'context',
    'kubeconfig',
    'container',
    'with',
    'secret-keys',
    'help',
  ],
  summary: 'Print the docker, podman or nerdctl command that starts the same container here',
  details:
    'Prints a shell script: the same image, command, arguments, working directory, user, limits, read-only root, capabilities, mounts and variables. ' +
    'ConfigMaps are written to files. Values of Secrets are never read: the script makes files in which they are to be filled in. ' +
    'What cannot be the same outside of the cluster stands at its top. ' +
    'It takes the container in trouble, and starts nothing itself.',
  examples: [
    ['unloop repro deploy/web -n shop > web.sh && sh web.sh', 'start the crashing container here'],
    ['unloop repro pod/web-0 -f dump/ -c migrate --with podman', 'an init container of a dump'],
  ],
} as const satisfies CommandSpec
