import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../lib/workspace.mjs'

const STATEMENT =
  /^(?:import|export)\s+(type\s+)?(?:[\w*\s,]*\{([^}]*)\}|[\w*\s,]+)\s+from\s+'(\.[^']+)'/gm
const BARE = /^import\s+'(\.[^']+)'/gm

/**
 * Relative imports between the source files of one package: `{ from, to, isType }` with paths below `packages/<name>/src`.
 * Imports that are called (`import('…')`) load later and tie nothing at start, so they do not count.
 */
export function importsOf(name) {
  const source = join(root, 'packages', name, 'src')
  if (!existsSync(source)) return []
  return readdirSync(source, { recursive: true })
    .filter((path) => /\.tsx?$/.test(path) && !path.endsWith('.test.ts'))
    .flatMap((path) => importsOfFile(source, path))
}

function importsOfFile(source, path) {
  const text = readFileSync(join(source, path), 'utf8')
  const found = [...text.matchAll(STATEMENT)].map(([, type, names, to]) => ({
    to,
    isType: Boolean(type) || (names !== undefined && onlyTypes(names)),
  }))
  const bare = [...text.matchAll(BARE)].map(([, to]) => ({ to, isType: false }))
  return [...found, ...bare].map(({ to, isType }) => ({
    from: path,
    to: relative(source, join(source, dirname(path), to)),
    isType,
  }))
}

function onlyTypes(names) {
  const each = names.split(',').map((name) => name.trim())
  return each.every((name) => name === '' || name.startsWith('type '))
}

/** The cycles of a graph `Map<node, Set<node>>`, each as its strongly connected nodes, sorted (Tarjan's algorithm). */
export function cyclesOf(graph) {
  const state = { index: 0, stack: [], seen: new Map(), found: [] }
  for (const node of graph.keys()) if (!state.seen.has(node)) visit(node, graph, state)
  return state.found
}

function visit(node, graph, state) {
  const own = { index: state.index, low: state.index, onStack: true }
  state.index++
  state.seen.set(node, own)
  state.stack.push(node)
  for (const next of graph.get(node) ?? []) {
    if (!state.seen.has(next)) visit(next, graph, state)
    const other = state.seen.get(next)
    if (other?.onStack) own.low = Math.min(own.low, other.low)
  }
  if (own.low !== own.index) return
  const members = state.stack.splice(state.stack.indexOf(node))
  for (const member of members) state.seen.get(member).onStack = false
  if (members.length > 1) state.found.push(members.sort())
}

/** A graph of `{ from, to }` with both ends renamed; an end tied to itself is left out. */
export function graphOf(edges, nodeOf) {
  const graph = new Map()
  for (const { from, to } of edges) {
    const [a, b] = [nodeOf(from), nodeOf(to)]
    if (!graph.has(a)) graph.set(a, new Set())
    if (!graph.has(b)) graph.set(b, new Set())
    if (a !== b) graph.get(a).add(b)
  }
  return graph
}
