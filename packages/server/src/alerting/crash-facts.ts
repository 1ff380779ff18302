import type { CrashFacts } from '@unloop/alerting'
import { mask } from '@unloop/engine/logs'
import type { Incident } from '@unloop/engine/report'

/** What an incident tells an alert about its pods. Every text passes the mask: it leaves the machine. */
export function crashFacts(
  incident: Incident,
  { cluster, externalUrl }: { readonly cluster: string; readonly externalUrl: string },
): CrashFacts {
  return {
    cluster,
    namespace: incident.namespace,
    workload: incident.workload.name,
    container: incident.container?.name ?? '',
    pods: incident.pods,
    annotations: annotationsOf(incident, externalUrl),
  }
}

/** What to do first: a command that can be run as it stands, else words. One that waits for a value would be run with its hole. */
function nextOf({ fixes, collect }: Incident): string | undefined {
  const [fix] = fixes
  const ready = (fix?.asks ?? []).length === 0 && !/<[A-Z_]+>/.test(fix?.commands[0] ?? '')
  return (ready ? fix?.commands[0] : undefined) ?? fix?.title ?? collect[0]?.command
}

function annotationsOf(incident: Incident, externalUrl: string): Record<string, string> {
  const [best] = incident.causes
  const next = nextOf(incident)
  const texts = {
    unloop_cause: best?.id,
    unloop_title: best?.title,
    unloop_confidence: best === undefined ? undefined : `${Math.round(best.confidence * 100)} %`,
    unloop_excerpt: best?.evidence[0]?.excerpt,
    unloop_changed: incident.change?.what,
    unloop_next: next,
    unloop_url: `${externalUrl}/i/${encodeURIComponent(incident.id)}`,
  }
  return Object.fromEntries(
    Object.entries(texts).flatMap(([name, text]) =>
      text === undefined || text === '' ? [] : [[name, mask(text)]],
    ),
  )
}
