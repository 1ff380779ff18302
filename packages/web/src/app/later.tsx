import { lazy, Suspense, type ReactElement } from 'react'
import { Loading } from '../parts/states.tsx'
import type * as Pages from './pages.ts'

/** A page that is fetched when one like it is first opened. */
export function later(name: keyof typeof Pages): () => ReactElement {
  const Page = lazy(async () => ({ default: (await import('./pages.ts'))[name] }))
  return function Later() {
    return (
      <Suspense fallback={<Loading rows={10} />}>
        <Page />
      </Suspense>
    )
  }
}
