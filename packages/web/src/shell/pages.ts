/** The pages of the navigation, in its order, with the letter that follows `g`. */
export const PAGES = [
  { path: '/', name: 'Incidents', key: 'i' },
  { path: '/workloads', name: 'Workloads', key: 'w' },
  { path: '/pods', name: 'Pods', key: 'p' },
  { path: '/nodes', name: 'Nodes', key: 'n' },
  { path: '/explore', name: 'Explore', key: 'e' },
  { path: '/dashboards', name: 'Dashboards', key: 'd' },
  { path: '/alerts', name: 'Alerts', key: 'a' },
  { path: '/silences', name: 'Silences', key: 's' },
  { path: '/drop', name: 'Diagnose a dump', key: 'o' },
  { path: '/explain', name: 'Explain', key: 'x' },
  { path: '/settings', name: 'Settings', key: ',' },
] as const
