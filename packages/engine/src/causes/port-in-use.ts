import { sh } from '../commands/sh.ts'
import type { Container } from '../evidence/kube.ts'
import { kubectl } from '../fixes/commands.ts'
import { listenFixes } from '../fixes/listen-fixes.ts'
import type { CaseFile } from '../case/case-file.ts'
import type { Cause } from './cause.ts'
import type { Finding } from '../case/finding.ts'

/** The address is already bound: by another container of the pod, the host, or itself. */
export const portInUse: Cause = {
  id: 'port-in-use',
  explain: (file, { facts }) => {
    const port = facts['port'] ? `port ${facts['port']}` : 'its port'
    const rival = rivalOf(file, facts['port'])
    if (rival)
      return `The containers of a pod share one network: ${rival} already listens on ${port}, so this one cannot.`
    if (file.podSpec?.hostNetwork)
      return `With hostNetwork the pod shares the node's ports, and something on the node already listens on ${port}: often another copy of the same pod, or a service of the node.`
    return `Something in the pod already listens on ${port}: another container, or an earlier process of the same one.`
  },
  find: (file) => crossChecks(file),
  fixes: (file, { facts }) => {
    const rival = rivalOf(file, facts['port'])
    const name = file.failing.container?.name ?? ''
    return [
      ...listenFixes(file, facts['port']),
      {
        id: 'port-in-use/other-port',
        title: rival
          ? `Let ${rival} or ${name} listen on another port than ${facts['port'] ?? 'this one'}`
          : `Free ${facts['port'] ? `port ${facts['port']}` : 'the port'} or let ${name || 'the program'} listen on another one`,
        where: 'manifest',
        risk: 'low',
        commands: [
          file.podSpec?.hostNetwork
            ? sh`kubectl get pods -A -o wide --field-selector spec.nodeName=${file.podSpec.nodeName ?? ''}`
            : kubectl(file, 'get', file.target, '-o', 'yaml'),
          kubectl(file, 'edit', file.target),
        ],
        patch: null,
        verify: 'Both containers stay up for ten minutes and the line does not come back.',
      },
    ]
  },
}

const crossChecks = (file: CaseFile): readonly Finding[] =>
  file.messages
    .filter(({ cause, weight, facts }) => cause === 'port-in-use' && weight >= 30 && facts['port'])
    .flatMap((message) => {
      const rival = rivalOf(file, message.facts['port'])
      if (!rival) return []
      return [
        {
          ...message,
          weight: message.weight + 6,
          rule: 'port-in-use/sibling',
          title: `Port ${message.facts['port']} is taken by container ${rival} of the same pod`,
          evidence: message.evidence,
        },
      ]
    })

/** Another container of the pod that declares, or is told, this port. */
const rivalOf = (file: CaseFile, port: string | undefined): string | null => {
  if (!port) return null
  const own = file.failing.container?.name
  return (
    (file.podSpec?.containers ?? []).find(
      (container) => container.name !== own && usesPort(container, port),
    )?.name ?? null
  )
}

const usesPort = ({ ports, env, args, command }: Container, port: string): boolean => {
  if (ports?.some(({ containerPort }) => String(containerPort) === port)) return true
  const word = new RegExp(`(?:^|[^0-9])${port}(?:[^0-9]|$)`)
  return [...(env ?? []).map(({ value }) => value ?? ''), ...(args ?? []), ...(command ?? [])].some(
    (text) => word.test(text),
  )
}
