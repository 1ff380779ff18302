import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { IncidentPage } from '../incident/incident-page.tsx'
import { IncidentsPage } from '../incidents/incidents-page.tsx'
import css from '../incidents/incidents.module.css'
import { Shell } from '../shell/shell.tsx'
import { later } from './later.tsx'
import {
  exploreSearch,
  gallerySearch,
  incidentSearch,
  incidentsSearch,
  parseSearch,
  silencesSearch,
  stringifySearch,
  tableSearch,
  type Raw,
} from '../routes/search.ts'

/** Shown for an address that no route has. */
function NotFound() {
  return (
    <div className={css['page']}>
      <div className={css['head']}>
        <h1>There is no such page</h1>
      </div>
      <p>
        All begins with the <a href="/">incidents</a>; <kbd>Ctrl</kbd> or <kbd>⌘</kbd> and{' '}
        <kbd>K</kbd> goes anywhere.
      </p>
    </div>
  )
}

const root = createRootRoute({
  component: Shell,
  notFoundComponent: NotFound,
})

/**
 * A codec that leaves nothing of the address but what it gives: the router merges its answer into the raw values, and a page
 * must not meet one that it has no case for.
 */
function known<Search extends object>(codec: (raw: Raw) => Search): (raw: Raw) => Search {
  return (raw) => ({
    ...Object.fromEntries(Object.keys(raw).map((key) => [key, undefined])),
    ...codec(raw),
  })
}

// TanStack's router asks each route for its parent.
const under = { getParentRoute: () => root } as const

const tree = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    component: IncidentsPage,
    validateSearch: known(incidentsSearch),
  }),
  createRoute({
    ...under,
    path: '/i/$id',
    component: IncidentPage,
    validateSearch: known(incidentSearch),
  }),
  createRoute({
    ...under,
    path: '/workloads',
    validateSearch: known(tableSearch),
    component: later('WorkloadsPage'),
  }),
  createRoute({
    ...under,
    path: '/pods',
    validateSearch: known(tableSearch),
    component: later('PodsPage'),
  }),
  createRoute({
    ...under,
    path: '/nodes',
    validateSearch: known(tableSearch),
    component: later('NodesPage'),
  }),
  createRoute({
    ...under,
    path: '/explore',
    validateSearch: known(exploreSearch),
    component: later('ExplorePage'),
  }),
  createRoute({
    ...under,
    path: '/explain',
    component: later('ExplainListPage'),
  }),
  createRoute({
    ...under,
    path: '/explain/$code',
    component: later('ExplainPage'),
  }),
  createRoute({
    ...under,
    path: '/dashboards',
    component: later('DashboardsPage'),
  }),
  createRoute({
    ...under,
    path: '/alerts',
    component: later('AlertsPage'),
  }),
  createRoute({
    ...under,
    path: '/silences',
    validateSearch: known(silencesSearch),
    component: later('SilencesPage'),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: later('SettingsPage'),
  }),
  createRoute({
    ...under,
    path: '/gallery',
    validateSearch: known(gallerySearch),
    component: later('GalleryPage'),
  }),
])

/** Every view of the page by its address. */
export function makeRouter() {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    scrollRestoration: true,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
