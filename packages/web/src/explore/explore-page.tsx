import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useKeys } from '../keys/keys.ts'
import { Button } from '../parts/button.tsx'
import { EXPLORE_TABS, type ExploreSearch } from '../routes/search.ts'
import { EventsTab } from './events-tab.tsx'
import { LogsTab } from './logs-tab.tsx'
import { MetricsTab } from './metrics-tab.tsx'
import { Suggestions } from './suggestions.tsx'
import { TracesTab } from './traces-tab.tsx'
import css from '../incidents/incidents.module.css'
import parts from '../parts/parts.module.css'

const route = getRouteApi('/explore')
// As the address holds them.
const LASTS = ['15m', '1h', '6h', '24h', '7d'] as const
const TABS = { logs: LogsTab, events: EventsTab, traces: TracesTab, metrics: MetricsTab } as const
// What the one field means under each tab.
const HINTS = {
  logs: 'Words in the line',
  events: 'Reason or words',
  traces: 'Service',
  metrics: 'PromQL, such as sum(rate(http_requests_total[5m])) by (pod)',
} as const

/** Everything that is kept, by place and time. */
export function ExplorePage() {
  const search: ExploreSearch = route.useSearch()
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState(search.q ?? '')
  const tab = search.tab ?? 'logs'
  const Tab = TABS[tab]
  const set = (next: ExploreSearch) =>
    void navigate({ to: '/explore', search: next, replace: true })
  const field = (name: 'ns' | 'pod', label: string) => (
    <input
      className={parts['field']}
      style={{ width: 150 }}
      placeholder={label}
      aria-label={label}
      list={`explore-${name}`}
      value={search[name] ?? ''}
      onChange={(event) => set({ ...search, [name]: event.target.value })}
    />
  )
  useKeys([{ keys: '/', label: 'Find', run: () => input.current?.focus() }])
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>Explore</h1>
      </div>
      <form
        className={css['bar']}
        role="search"
        onSubmit={(event) => {
          event.preventDefault()
          set({ ...search, q: text })
        }}
      >
        <div className={css['views']} role="group" aria-label="What">
          {EXPLORE_TABS.map((one) => (
            <Button
              key={one}
              aria-pressed={tab === one}
              onClick={() => set({ ...search, tab: one })}
            >
              {one}
            </Button>
          ))}
        </div>
        <input
          ref={input}
          type="search"
          className={parts['field']}
          style={{ flex: 1, minWidth: 200 }}
          placeholder={HINTS[tab]}
          aria-label={HINTS[tab]}
          list="explore-queries"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        {field('ns', 'Namespace')}
        {field('pod', 'Pod')}
        <select
          className={parts['field']}
          aria-label="Time"
          value={search.last ?? '1h'}
          onChange={(event) => set({ ...search, last: event.target.value })}
        >
          {LASTS.map((last) => (
            <option key={last} value={last}>
              last {last}
            </option>
          ))}
        </select>
        <Button type="submit">Run</Button>
        <Suggestions search={search} text={text} />
      </form>
      <Tab search={search} />
    </div>
  )
}
