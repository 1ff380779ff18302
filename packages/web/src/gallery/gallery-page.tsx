import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import { ApiError } from '../api/client.ts'
import { PlainLog } from '../log/plain-log.tsx'
import { Button } from '../parts/button.tsx'
import { CommandBlock } from '../parts/command.tsx'
import { Confidence } from '../parts/confidence.tsx'
import { CopyButton } from '../parts/copy-button.tsx'
import { Facts } from '../parts/facts.tsx'
import { LineChart } from '../parts/line-chart.tsx'
import { Moment } from '../parts/moment.tsx'
import { Section } from '../parts/section.tsx'
import { SortableTable } from '../parts/sortable-table.tsx'
import { Empty, Failure, Loading, Partial } from '../parts/states.tsx'
import { Tag } from '../parts/tag.tsx'
import type { Tone } from '../style/tone.ts'
import { sampleLines } from './sample-lines.ts'
import css from '../explain/explain.module.css'

const route = getRouteApi('/gallery')
const TONES: readonly Tone[] = ['bad', 'warn', 'good', 'calm', 'change']
// One for each word of confidence.
const CONFIDENCES = [0.97, 0.85, 0.65, 0.45, 0.2] as const

/** Every component in each of its states, to be looked at and measured. */
export function GalleryPage() {
  const { lines } = route.useSearch()
  return (
    <article className={css['page']} style={{ maxWidth: 1200 }}>
      <h1>Gallery</h1>
      <Section id="log" title="Log" note={`${lines} lines; ?lines=N sets how many`}>
        <SampleLog count={lines} />
      </Section>
      <Section id="small" title="Small parts">
        <Facts
          of={[
            [
              'Tags',
              TONES.map((tone) => (
                <Tag key={tone} tone={tone}>
                  {tone}
                </Tag>
              )),
            ],
            [
              'Confidence',
              CONFIDENCES.map((confidence) => (
                <div key={confidence}>
                  <Confidence cause={{ id: 'oom-killed', confidence }} />
                </div>
              )),
            ],
            ['Undecided', <Confidence key="u" cause={{ id: 'unknown', confidence: 0.4 }} />],
            ['Buttons', <Buttons key="b" />],
            ['Time', <Moment key="t" ms={Date.now() - 125_000} />],
          ]}
        />
        <CommandBlock command="kubectl rollout undo deploy/web -n shop" />
      </Section>
      <Section id="table" title="Table and chart">
        <SortableTable
          label="A table"
          rows={[3, 1, 2]}
          columns={[{ id: 'n', name: 'Number', value: (row) => row }]}
          keyOf={String}
          find=""
          sort="n"
          onSort={() => undefined}
        />
        <LineChart
          label="requests"
          series={[0, 1, 2].map((series) => ({
            labels: { pod: `web-${series}` },
            points: Array.from({ length: 60 }, (_, at) => ({
              ms: 1_796_000_000_000 + at * 15_000,
              value: 40 + series * 20 + Math.sin(at / 5 + series) * 12,
            })),
          }))}
        />
      </Section>
      <Section id="states" title="States">
        <Loading rows={3} />
        <Partial gaps={['Events of namespace shop: forbidden (list events)']} />
        <Empty title="Nothing crashes">
          <p>New incidents appear by themselves.</p>
        </Empty>
        <Failure error={new ApiError(0, 'Connection refused')} retry={() => undefined} />
        <Failure error={new ApiError(503, 'The store is full.')} />
      </Section>
    </article>
  )
}

/** Buttons in each of their states. */
function Buttons() {
  return (
    <>
      <Button>Usual</Button> <Button aria-pressed>Pressed</Button>{' '}
      <Button disabled>Disabled</Button> <Button quiet>Quiet</Button>{' '}
      <CopyButton text="text" what="a text" />
    </>
  )
}

/** A log of as many lines as the address says. */
function SampleLog({ count }: { readonly count: number }) {
  const lines = useMemo(() => sampleLines(count), [count])
  return <PlainLog lines={lines} />
}
