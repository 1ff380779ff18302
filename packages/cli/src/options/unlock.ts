import type { CommandSpec, OptionSpec } from './option.ts'

// An answer about locks has no page.
const UNLOCK_FORMATS = ['text', 'json', 'yaml'] as const

// Programs that know `force-unlock`.
const UNLOCK_TOOLS = ['terraform', 'tofu', 'terragrunt'] as const

/** Part of `OPTIONS`. */
export const UNLOCK_OPTIONS = {
  chdir: {
    value: 'FOLDER',
    completes: 'file',
    help: 'Look in this folder, with those below it, instead of the current one',
  },
  tool: {
    value: 'PROGRAM',
    choices: UNLOCK_TOOLS,
    help: 'Unlock with this program instead of the one that the folder tells',
  },
  'yes-i-checked': {
    value: 'ID',
    repeat: true,
    help: 'Unlock the lock with this very ID without asking, in a pipeline; may be repeated',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const UNLOCK_COMMAND = {
  count: [0, 0],
  options: ['file', 'chdir', 'tool', 'yes-i-checked', 'output', 'color', 'help'],
  own: {
    file: {
      help: 'Read the error from this output of a pipeline or a terminal, or - for standard input; may be repeated',
    },
    output: {
      choices: UNLOCK_FORMATS,
      help: 'Choose the form of the answer; text is the default',
    },
  },
  summary: 'Say who holds the state lock of Terraform, OpenTofu or Terragrunt, and end it safely',
  details:
    'Reads "Error acquiring the state lock" from the output of a pipeline, or looks at the backend of the current folder and of the units below it. ' +
    'It shows who holds the lock, since when, for what, on which state, and whether that run still lives where this can be known; then it refuses. ' +
    "Otherwise it runs the project's own force-unlock with the very ID, once you have typed the ID or a part of it, and looks whether the lock is gone. " +
    'It never unlocks what it could not identify, and never prints or stores credentials of a backend. ' +
    'The exit status is 0 if nothing is locked (any more), 1 if a lock is left, 2 for bad usage, 3 if a file or a backend could not be read.',
  examples: [
    ['unloop unlock', 'who holds the lock of the state in the current folder'],
    ['unloop unlock -f job.log --chdir live/vpc', 'the lock that a failed job was stopped by'],
    ['terraform plan 2>&1 | unloop unlock -f -', 'straight from the program that failed'],
    [
      'unloop unlock -f job.log --yes-i-checked 9b96b9a1-2a84-38bd-84ac-e91f9b937cf6',
      'in a pipeline, with the ID that you have looked at',
    ],
  ],
} as const satisfies CommandSpec
