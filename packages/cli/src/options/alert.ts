import type { CommandSpec, OptionSpec } from './option.ts'

/** What only `alert` takes; part of `OPTIONS`. */
export const ALERT_OPTIONS = {
  base: {
    value: 'FILE',
    completes: 'file',
    help: 'With convert: add the objects to this alertmanager.yml',
  },
} as const satisfies Record<string, OptionSpec>

/** Part of `COMMANDS`. */
export const ALERT_COMMAND = {
  operands: 'check FILE…|test FILE [RECEIVER]|convert FILE…',
  count: [2, Infinity],
  completes: 'file',
  options: ['dry-run', 'base', 'color', 'help'],
  own: {
    'dry-run': { help: 'With test: show what would be sent, and send nothing' },
  },
  summary: 'Check an alertmanager.yml, or send a sample to one of its receivers',
  details:
    'check reads an Alertmanager configuration and its template files as Alertmanager itself does, and says of each file whether it would take it, with the text that it would refuse it with. ' +
    'test sends a sample alert to a receiver, the one of the root route where none is named, and prints what was sent, with secrets masked. ' +
    'convert prints the configuration that AlertmanagerConfig and VMAlertmanagerConfig objects make, as their operators do: routes see alerts of their own namespace, and Secrets become paths of files, whose values are never read. ' +
    'The exit status is 0 if all is well, 1 if a file was refused or a message was not delivered, 2 for bad usage, 3 if a file could not be read.',
  examples: [
    ['unloop alert check alertmanager.yml', 'before it is loaded, or in a pipeline'],
    ['unloop alert test alertmanager.yml slack-default', 'a sample to one receiver'],
    ['unloop alert test alertmanager.yml --dry-run', 'see the message without sending it'],
    [
      'unloop alert convert objects/ --base alertmanager.yml',
      'what an operator would make of them',
    ],
  ],
} as const satisfies CommandSpec
