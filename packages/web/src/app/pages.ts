// What is fetched when any page but the list and an incident is first opened: together they are smaller than one picture,
// and each by itself would cut what all pages share into dozens of files.
export { AlertsPage } from '../alerts/alerts-page.tsx'
export { SilencesPage } from '../alerts/silences-page.tsx'
export { DashboardsPage } from '../dashboards/dashboards-page.tsx'
export { ExplainListPage, ExplainPage } from '../explain/explain-page.tsx'
export { ExplorePage } from '../explore/explore-page.tsx'
export { GalleryPage } from '../gallery/gallery-page.tsx'
export { NodesPage } from '../places/nodes-page.tsx'
export { PodsPage } from '../places/pods-page.tsx'
export { WorkloadsPage } from '../places/workloads-page.tsx'
export { SettingsPage } from '../settings/settings-page.tsx'
