import { mask, maskValue } from '@unloop/engine/masking'
import type { MiddlewareHandler } from 'hono'

/** The one door that answers leave by, so that no route can forget to take secrets out of what it gives. */
export const maskedAnswers: MiddlewareHandler = (context, next) => {
  const { json, text } = context
  context.json = ((value: unknown, ...rest: []) =>
    json(maskValue(value) as object, ...rest)) as typeof json
  context.text = ((value: string, ...rest: []) => text(mask(value), ...rest)) as typeof text
  return next()
}
