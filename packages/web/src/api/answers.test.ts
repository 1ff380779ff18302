import { expect, it } from 'vitest'
import type { incident, logsAnswer, statusAnswer } from '../../../server/src/api/schemas.ts'
import { VIEWS } from '../../../server/src/page/serve-page.ts'
import { PAGES } from '../shell/pages.ts'
import type { IncidentRow, LogPage, Status } from './answers.ts'

type DeepReadonly<Value> = Value extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: DeepReadonly<Value[Key]> }
    : Value
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

it('has the types of the server’s schemas', () => {
  const same: readonly true[] = [
    true satisfies Same<IncidentRow, DeepReadonly<(typeof incident)['_output']>>,
    true satisfies Same<LogPage, DeepReadonly<(typeof logsAnswer)['_output']>>,
    true satisfies Same<Status, DeepReadonly<(typeof statusAnswer)['_output']>>,
  ]
  expect(same).toHaveLength(3)
})

it('has no page that the server does not serve', () => {
  const served: readonly string[] = [...VIEWS, 'drop']
  expect(
    PAGES.map(({ path }) => path.split('/')[1]).filter((one) => !served.includes(one!)),
  ).toEqual([])
})
