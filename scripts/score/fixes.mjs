const same = (a, b) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase()

/** The incident that a case is about: that of its root, else the first one with fixes. */
export function incidentOf(report, label) {
  const root = label.roots?.[0] ?? label.root ?? {}
  const incidents = report?.incidents ?? []
  const ofRoot = incidents.filter(({ workload }) => same(workload.name, root.name))
  return (
    ofRoot.find(({ container }) => !root.container || same(container?.name, root.container)) ??
    ofRoot.find(({ fixes }) => fixes.length > 0) ??
    incidents.find(({ fixes }) => fixes.length > 0) ??
    incidents[0] ??
    null
  )
}
