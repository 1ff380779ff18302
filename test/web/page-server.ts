import { setTimeout } from 'node:timers/promises'
import { served } from '../../scripts/lib/served.mjs'
import { sendFailedCall } from './failed-call.ts'
import { sendHostileWords, type Place } from './hostile.ts'

export interface PageServer {
  readonly url: string
  /** Addresses of incidents by what they are. */
  readonly incidents: Readonly<Record<string, string>>
  /** The address of an incident whose program says hostile things. */
  readonly hostile: string
  readonly close: () => void
}

interface Row {
  readonly id: string
  readonly namespace: string
  readonly workload: string
  readonly container: string
  readonly newest: { readonly pods: readonly string[] } | null
}

/** The program as it is packed, with the recorded cluster, in which one program says hostile things. */
export async function servePage(): Promise<PageServer> {
  const server = await served(['--demo'], { program: 'launcher' })
  const { url } = server
  const rows = await incidentsOf(url)
  const rowOf = (workload: string): Row => rows.find((row) => row.workload === workload)!
  const address = (workload: string): string => `/i/${rowOf(workload).id}`
  await sendHostileWords(url, placeOf(rowOf('checkout')))
  await sendFailedCall(url, placeOf(rowOf('loyalty-api')))
  return {
    url,
    incidents: {
      'an incident': address('loyalty-api'),
      'a root with victims': address('rabbitmq'),
    },
    hostile: address('checkout'),
    close: () => void server.end(),
  }
}

const placeOf = ({ namespace, container, newest }: Row): Place => ({
  namespace,
  container,
  pod: newest?.pods[0] ?? '',
})

/** Those of the recording, once all of them are diagnosed. */
async function incidentsOf(url: string): Promise<readonly Row[]> {
  for (;;) {
    const answer = await fetch(`${url}/api/unloop/v1/incidents`)
    const { incidents } = (await answer.json()) as { readonly incidents: readonly Row[] }
    if (incidents.length > 12) return incidents
    await setTimeout(200)
  }
}
