import { expect, it } from 'vitest'
import { importGrafana } from './grafana.ts'

const panel = (type: string, title: string, ...exprs: string[]) => ({
  type,
  title,
  targets: exprs.map((expr) => ({ expr })),
})

it('draws what maps and names what does not', () => {
  const text = JSON.stringify({
    title: 'Pods',
    panels: [
      panel('timeseries', 'Restarts', 'sum(rate(restarts[$__rate_interval]))'),
      { type: 'row', title: 'Folded', panels: [panel('stat', 'Up', 'sum(up)')] },
      panel('heatmap', 'Latency', 'x'),
      panel('table', 'By pod', 'up{namespace="$namespace"}', 'up'),
      panel('timeseries', 'Empty'),
    ],
  })
  expect(importGrafana(text)).toEqual({
    title: 'Pods',
    panels: [
      { title: 'Restarts', kind: 'series', queries: ['sum(rate(restarts[5m]))'], unit: '' },
      { title: 'Up', kind: 'stat', queries: ['sum(up)'], unit: '' },
      { title: 'By pod', kind: 'table', queries: ['up'], unit: '' },
    ],
    left: [
      'Latency: panels of type heatmap are not drawn.',
      'By pod: variables are not filled in: up{namespace="$namespace"}',
      'Empty: it has no query of Prometheus.',
    ],
  })
})

it.each(['null', '[]', '"x"', '{"panels":{"a":1}}', '{"panels":[null,[],{"targets":[3]}]}'])(
  'takes %s without a fault',
  (text) => {
    expect(importGrafana(text).panels).toEqual([])
  },
)
