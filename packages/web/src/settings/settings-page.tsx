import { useQuery } from '@tanstack/react-query'
import { clock } from '@unloop/engine/phrases'
import { Answered } from '../parts/answered.tsx'
import { Button } from '../parts/button.tsx'
import { Facts } from '../parts/facts.tsx'
import { Section } from '../parts/section.tsx'
import { setPreferences, usePreferences } from '../preferences/preferences.ts'
import { statusQuery } from '../queries/queries.ts'
import { amount } from '../timeline/readout.ts'
import css from '../explain/explain.module.css'

const THEMES = ['system', 'light', 'dark'] as const
const ZONES = ['utc', 'local'] as const

/** What belongs to this browser, and how the server does. */
export function SettingsPage() {
  const { theme, zone, keys } = usePreferences()
  const status = useQuery(statusQuery)
  return (
    <article className={css['page']}>
      <h1>Settings</h1>
      <Section id="look" title="This browser">
        <Facts
          of={[
            [
              'Theme',
              THEMES.map((one) => (
                <Button
                  key={one}
                  aria-pressed={theme === one}
                  onClick={() => setPreferences({ theme: one })}
                >
                  {one}
                </Button>
              )),
            ],
            [
              'Times in',
              ZONES.map((one) => (
                <Button
                  key={one}
                  aria-pressed={zone === one}
                  onClick={() => setPreferences({ zone: one })}
                >
                  {one === 'utc' ? 'UTC' : 'local time'}
                </Button>
              )),
            ],
            [
              'Keys of one letter',
              <Button
                key="keys"
                aria-pressed={keys}
                onClick={() => setPreferences({ keys: !keys })}
              >
                {keys ? 'on' : 'off'}
              </Button>,
            ],
          ]}
        />
      </Section>
      <Section id="server" title="The server" note={status.data?.version}>
        <Answered query={status} rows={10}>
          {({ store, ingest }) => (
            <Facts of={[...flat(store, 'store'), ...flat(ingest, 'taken')]} />
          )}
        </Answered>
      </Section>
      {(status.data?.clusters ?? []).map((cluster, index) => (
        <Section
          key={String(cluster['cluster'])}
          id={`cluster-${index}`}
          title={`Cluster ${String(cluster['cluster'])}`}
        >
          <Facts of={flat(cluster, '')} />
        </Section>
      ))}
    </article>
  )
}

/** Nested numbers as names and values, one a line. */
function flat(value: Readonly<Record<string, unknown>>, prefix: string): [string, string][] {
  return Object.entries(value).flatMap(([key, inner]): [string, string][] => {
    const name = prefix === '' ? wordsOf(key) : `${prefix}, ${wordsOf(key)}`
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner))
      return flat(inner as Record<string, unknown>, name)
    return [[name.replace(/ (?:bytes|ms)\b/g, ''), shown(inner, name)]]
  })
}

/** `tableBytes` as `table bytes`. */
const wordsOf = (key: string): string =>
  key.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)

/** A value in words, by the unit that its name tells. */
function shown(value: unknown, name: string): string {
  if (value === null) return 'none'
  if (Array.isArray(value)) return value.join('; ') || 'none'
  if (typeof value !== 'number') return typeof value === 'string' ? value : JSON.stringify(value)
  if (/ bytes\b/.test(name)) return amount(value, 'bytes')
  if (/ ms\b/.test(name)) return value === 0 ? 'never' : clock(new Date(value).toISOString())
  return value.toLocaleString('en')
}
