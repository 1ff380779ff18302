import { expect, it } from 'vitest'
import { masked } from './masked.ts'

it('leaves references as they are written', () => {
  for (const line of [
    '--password=$(DB_PASSWORD)',
    'args: ["--requirepass $(REDIS_PASSWORD)"]',
    'value: postgres://u:$(PASS)@db/x',
    'password: {{ .Values.password }}',
  ])
    expect(masked(line)).toBe(line)
})

it('masks values, those beside a reference too', () => {
  for (const line of [
    '--password=hunter22',
    '--password=$(A)hunter22',
    'a: $(B) password=hunter22',
  ])
    expect(masked(line)).not.toContain('hunter22')
})
