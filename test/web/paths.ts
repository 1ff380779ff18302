/** Every page that stands by itself; incidents have the address of their id. */
export const PATHS = [
  '/',
  '/workloads',
  '/pods',
  '/nodes',
  '/explore',
  '/explore?tab=events',
  '/explore?tab=traces',
  '/explore?tab=metrics&q=up',
  '/explain',
  '/explain/137',
  '/dashboards',
  '/alerts',
  '/silences',
  '/settings',
  '/gallery',
] as const
