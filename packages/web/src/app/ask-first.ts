import type { QueryClient } from '@tanstack/react-query'
import { incidentQuery, incidentsQuery, statusQuery } from '../queries/queries.ts'

/** A page that is drawn without its answer is drawn twice. */
const WAIT_MS = 250

/**
 * Asks how the server is and what the page at a path is about before anything is drawn; resolves with the second answer, or
 * when that takes longer.
 */
export async function askFirst(client: QueryClient, path: string): Promise<void> {
  void client.prefetchQuery(statusQuery)
  const id = /^\/i\/([^/]+)$/.exec(path)?.[1]
  // The first view of a list or an incident is known by its address; other pages are fetched first themselves.
  const question =
    id !== undefined
      ? // The first view of a list or an incident is known by its address; other pages are fetched first themselves.
        client.prefetchQuery(incidentQuery(decoded(id)))
      : path === '/'
        ? client.prefetchQuery(incidentsQuery)
        : null
  if (question === null) return
  await Promise.race([question, new Promise((resolve) => setTimeout(resolve, WAIT_MS))])
}

/** An address may hold any text. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
