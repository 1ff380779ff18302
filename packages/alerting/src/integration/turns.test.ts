import { expect, it } from 'vitest'
import { Turns } from './turns.ts'

it('lets so many run at once, in their order, and gives up what waits too long', async () => {
  const turns = new Turns(2)
  const forever = new AbortController().signal
  const first = await turns.enter(forever)
  const second = await turns.enter(forever)
  const late = new AbortController()
  const order: string[] = []
  const third = turns.enter(late.signal).then(
    () => order.push('third'),
    () => order.push('given up'),
  )
  const fourth = turns.enter(forever).then((end) => {
    order.push('fourth')
    return end
  })
  late.abort()
  await third
  first()
  const end = await fourth
  expect(order).toEqual(['given up', 'fourth'])
  end()
  second()
  await turns.enter(forever)
  await turns.enter(forever)
  await expect(turns.enter(AbortSignal.abort())).rejects.toThrow('request timed out')
})
