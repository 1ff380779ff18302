import type { CaseFile } from '../case/case-file.ts'
import type { Fix } from '../report/report.ts'
import { askFor } from './ask.ts'
import { restartCommand } from './commands.ts'

interface RenamedKey {
  readonly id: string
  readonly secret: string
  readonly from: string
  readonly to: string
  /** What the value is called where it is given by hand. */
  readonly name: string
  readonly verify: string
}

/** What a Secret has under one key, under the key that is looked for too; nothing of it is shown. */
export function renamedKey(file: CaseFile, { secret, from, to, name, ...rest }: RenamedKey): Fix {
  const ask = askFor(name, `The value of ${to}`, { secret: true, from: { secret, key: from } })
  return {
    ...rest,
    title: `Store the value of ${from} as ${to} in Secret ${secret}`,
    where: 'config',
    risk: 'low',
    commands: [restartCommand(file)],
    patch: {
      target: { kind: 'Secret', namespace: file.failing.namespace, name: secret },
      type: 'merge',
      body: { stringData: { [to]: ask.placeholder } },
    },
    asks: [ask],
  }
}
