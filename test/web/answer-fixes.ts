import type { Page } from 'playwright-core'
import type { FixRun, Trial } from '../../packages/web/src/fixes/api.ts'
import { HOSTILE } from './hostile.ts'

const TRIAL: Trial = {
  plan: { id: 'x', title: 'A plan', verify: 'it works' },
  cluster: 'lab',
  changes: [
    {
      op: 'replace',
      object: 'Pod shop/web',
      diff: [
        { sign: ' ', text: 'spec:' },
        { sign: '-', text: HOSTILE[0] },
        { sign: '+', text: '  image: web:2' },
      ],
      warnings: [HOSTILE[1]],
      owners: [{ instead: 'Argo CD puts its own state back.', reverts: true }],
    },
  ],
  asks: [],
  replaced: ['Pod web'],
}

const RUN: FixRun = {
  id: '1',
  plan: 'x',
  title: HOSTILE[0],
  startedAt: '2026-11-30T10:00:00Z',
  state: 'running',
  progress: [{ at: '2026-11-30T10:00:01Z', words: 'Proving: 1 of 1 pods ready' }],
  checks: [],
  undone: null,
  error: null,
}

/** The recording cannot be changed: a cluster that can is played here. Gives what the page posts, as it posts it. */
export async function answerFixes(page: Page): Promise<readonly unknown[]> {
  const asked: unknown[] = []
  let runs: readonly FixRun[] = []
  let looks = 0
  await page.route('**/api/unloop/v1/status', async (route) => {
    const answer = await route.fetch()
    await route.fulfill({ json: { ...((await answer.json()) as object), fixes: true } })
  })
  await page.route('**/api/unloop/v1/incidents/*/trial', (route) => {
    const { answers } = route.request().postDataJSON() as { readonly answers: object }
    const asks = [{ name: 'password', what: 'The password', secret: true }]
    const isOpen = Object.keys(answers).length === 0
    return route.fulfill({ json: isOpen ? { ...TRIAL, changes: [], replaced: [], asks } : TRIAL })
  })
  await page.route('**/api/unloop/v1/incidents/*/fix', (route) => {
    asked.push(route.request().postDataJSON())
    runs = [RUN]
    return route.fulfill({ status: 202, json: RUN })
  })
  await page.route('**/api/unloop/v1/fixes/1/undo', (route) => {
    asked.push(route.request().postDataJSON())
    runs = [{ ...RUN, state: 'undone', undone: { isExact: true, words: [] } }]
    return route.fulfill({ status: 202, json: runs[0] })
  })
  await page.route('**/api/unloop/v1/fixes?**', (route) => {
    const [run] = runs
    if (run?.state === 'running' && ++looks > 2)
      runs = [
        {
          ...RUN,
          state: 'proven',
          checks: [
            { what: 'a new diagnosis does not find it any more', isMet: true, seen: HOSTILE[1] },
          ],
        },
      ]
    return route.fulfill({ json: { fixes: runs } })
  })
  return asked
}
