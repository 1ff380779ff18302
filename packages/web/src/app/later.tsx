import { lazy, Suspense, type ComponentType, type ReactElement } from 'react'
import { Loading } from '../parts/states.tsx'

/** A page that is fetched when it is first opened. */
export function later(load: () => Promise<ComponentType>): () => ReactElement {
  const Page = lazy(async () => ({ default: await load() }))
  return function Later() {
    return (
      <Suspense fallback={<Loading rows={10} />}>
        <Page />
      </Suspense>
    )
  }
}
