import { readFileSync } from 'node:fs'
import { fromMilliseconds, parseRfc3339, TemplateError, ZERO_MOMENT } from '@unloop/gotemplate'
import { describe, expect, it } from 'vitest'
import type { TemplateAlert, TemplateData } from './data.ts'
import { TemplateEngine } from './engine.ts'

interface Golden {
  readonly mode: 'alert' | 'alert-html'
  readonly text: string
  readonly out?: string
  readonly err?: string
}

type Raw = Omit<TemplateData, 'alerts' | 'notificationReason'> & {
  readonly notification_reason: string
  readonly alerts: readonly (Omit<TemplateAlert, 'startsAt' | 'endsAt'> & {
    readonly startsAt: string
    readonly endsAt: string
  })[]
}

const file = new URL('../testing/template-goldens.json', import.meta.url)
const { data: raw, cases } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly data: Raw
  readonly cases: readonly Golden[]
}
const data: TemplateData = {
  ...raw,
  notificationReason: raw.notification_reason,
  alerts: raw.alerts.map((alert) => ({
    ...alert,
    startsAt: parseRfc3339(alert.startsAt) ?? ZERO_MOMENT,
    endsAt: parseRfc3339(alert.endsAt) ?? ZERO_MOMENT,
  })),
}

describe('what Alertmanager writes for the same alerts', () => {
  const engine = new TemplateEngine([], () => fromMilliseconds(0))
  for (const { mode, text, out, err } of cases) {
    it(`${mode} ${JSON.stringify(text).slice(0, 80)}`, () => {
      const run = (): string =>
        mode === 'alert' ? engine.text(text, data) : engine.html(text, data)
      if (err === undefined) expect(run()).toBe(out)
      else expect(run).toThrow(new TemplateError(err))
    })
  }
})
