import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { IncidentPage } from '../incident/incident-page.tsx'
import { IncidentsPage } from '../incidents/incidents-page.tsx'
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
} from '../routes/search.ts'

const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => (
    <>
      <h1>There is no such page</h1>
      <p>
        The <a href="/">incidents</a> are the beginning of everything.
      </p>
    </>
  ),
})

const under = { getParentRoute: () => root } as const

const tree = root.addChildren([
  createRoute({
    ...under,
    path: '/',
    component: IncidentsPage,
    validateSearch: incidentsSearch,
  }),
  createRoute({
    ...under,
    path: '/i/$id',
    component: IncidentPage,
    validateSearch: incidentSearch,
  }),
  createRoute({
    ...under,
    path: '/workloads',
    validateSearch: tableSearch,
    component: later(() => import('../places/workloads-page.tsx').then((m) => m.WorkloadsPage)),
  }),
  createRoute({
    ...under,
    path: '/pods',
    validateSearch: tableSearch,
    component: later(() => import('../places/pods-page.tsx').then((m) => m.PodsPage)),
  }),
  createRoute({
    ...under,
    path: '/nodes',
    validateSearch: tableSearch,
    component: later(() => import('../places/nodes-page.tsx').then((m) => m.NodesPage)),
  }),
  createRoute({
    ...under,
    path: '/explore',
    validateSearch: exploreSearch,
    component: later(() => import('../explore/explore-page.tsx').then((m) => m.ExplorePage)),
  }),
  createRoute({
    ...under,
    path: '/explain',
    component: later(() => import('../explain/explain-page.tsx').then((m) => m.ExplainListPage)),
  }),
  createRoute({
    ...under,
    path: '/explain/$code',
    component: later(() => import('../explain/explain-page.tsx').then((m) => m.ExplainPage)),
  }),
  createRoute({
    ...under,
    path: '/dashboards',
    component: later(() =>
      import('../dashboards/dashboards-page.tsx').then((m) => m.DashboardsPage),
    ),
  }),
  createRoute({
    ...under,
    path: '/alerts',
    component: later(() => import('../alerts/alerts-page.tsx').then((m) => m.AlertsPage)),
  }),
  createRoute({
    ...under,
    path: '/silences',
    validateSearch: silencesSearch,
    component: later(() => import('../alerts/silences-page.tsx').then((m) => m.SilencesPage)),
  }),
  createRoute({
    ...under,
    path: '/settings',
    component: later(() => import('../settings/settings-page.tsx').then((m) => m.SettingsPage)),
  }),
  createRoute({
    ...under,
    path: '/gallery',
    validateSearch: gallerySearch,
    component: later(() => import('../gallery/gallery-page.tsx').then((m) => m.GalleryPage)),
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
