import { isTree, treesIn, type FoundRecord, type Shape, type Tree } from './shape.ts'

function ofResource(resourceLogs: Tree): readonly FoundRecord[] {
  const resource = resourceLogs['resource']
  return treesIn(resourceLogs['scopeLogs'] ?? resourceLogs['instrumentationLibraryLogs']).flatMap(
    (scope) =>
      treesIn(scope['logRecords']).map((record) =>
        isTree(resource) ? { record, outer: resource } : { record },
      ),
  )
}

/** OpenTelemetry's JSON (opentelemetry-proto, logs.proto), as the collector's file exporter writes it. */
export const otlp: Shape = {
  name: 'OpenTelemetry',
  find(value) {
    const all = isTree(value) ? [value] : treesIn(value)
    const found = all.flatMap((one) => treesIn(one['resourceLogs']).flatMap(ofResource))
    return found.length === 0 ? null : found
  },
}
