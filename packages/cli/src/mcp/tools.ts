import { snapshotFromText } from '@unloop/formats'
import { diagnoseAll } from '../diagnosis.ts'
import { lookUp, topicNames } from '@unloop/engine/explain'
import { explanation } from '../explain/page.ts'
import type { Io } from '../io.ts'
import { didYouMean } from '../options/suggest.ts'
import { cleanText } from '../output/clean.ts'
import { plain } from '../output/paint.ts'
import { rendered } from '../reporters/show.ts'
import type { Clusters } from '../subjects/clusters.ts'
import type { Read } from '../subjects/subject.ts'
import type { Tool, ToolArguments } from './protocol.ts'
import type { ServerApi } from './server-api.ts'

/** The surroundings in which tools diagnose. */
export interface ToolOptions {
  readonly io: Io
  /** Opens the clusters that are diagnosed where no text is given. */
  readonly clusters: () => Promise<Clusters>
  /** Null where no server was named: then only what needs none is offered. */
  readonly server: ServerApi | null
}

// Columns of the answers: a model reads them as well as a person.
const WIDTH = 100
// A parameter that is a text.
const text = (description: string) => ({ type: 'string', description })
// A parameter that is a whole number.
const whole = (description: string) => ({ type: 'integer', description })

/** All tools that a client of the Model Context Protocol may call. They read, and change nothing. */
export function mcpTools(options: ToolOptions): Tool[] {
  const { server } = options
  return [diagnoseTool(options), EXPLAIN, ...(server === null ? [] : serverTools(server))]
}

/** `diagnose`, which needs no server. */
function diagnoseTool({ io, clusters }: ToolOptions): Tool {
  return {
    name: 'diagnose',
    description:
      'Says why containers crash: the cause, the lines that prove it, what changed, how to fix it. With text it reads what was pasted (output of kubectl, logs, manifests), without it the cluster of the current context.',
    inputSchema: {
      type: 'object',
      properties: {
        text: text('What kubectl printed, logs, YAML or any mixture; left out to read the cluster'),
        namespace: text('Tell of this namespace only'),
      },
    },
    call: async (given) => {
      const read = await readFor(given, clusters)
      const namespace = textOf(given, 'namespace') ?? null
      const scope = { namespace, targets: [], selector: null }
      const report = diagnoseAll({ ...read, scope, generatedAt: io.now().toISOString() })
      return rendered(report, { format: 'text', color: 'never', banner: null }, io)
    },
  }
}

/** What is to be diagnosed: the text, or the clusters of the kubeconfig. */
async function readFor(given: ToolArguments, open: ToolOptions['clusters']): Promise<Read> {
  const pasted = textOf(given, 'text')
  if (pasted !== undefined)
    return { subjects: [{ snapshot: snapshotFromText(pasted, 'text'), cluster: null }], gaps: [] }
  const clusters = await open()
  try {
    return await clusters.read()
  } finally {
    clusters.close()
  }
}

// As `unloop explain` says it.
const EXPLAIN: Tool = {
  name: 'explain',
  description:
    'Explains a cause that a diagnosis names, an exit code such as 137, or a reason such as OOMKilled.',
  inputSchema: {
    type: 'object',
    properties: { topic: text('The cause, exit code or reason') },
    required: ['topic'],
  },
  call: async (given) => {
    const topic = textOf(given, 'topic') ?? ''
    const found = lookUp(topic)
    if (found !== null) return explanation(found, { width: WIDTH, paint: plain })
    throw new Error(
      `There is no cause, exit code or reason ${JSON.stringify(topic)}.${didYouMean(topic, topicNames())}`,
    )
  },
}

/** Tools that ask a server. Answers are its JSON, indented by one space, since a model pays for each. */
function serverTools(server: ServerApi): Tool[] {
  const ask = async (path: string, query: ToolArguments = {}): Promise<string> =>
    cleanText(JSON.stringify(await server.get(path, query), null, 1))
  return [
    {
      name: 'incidents',
      description:
        'Lists the incidents that the server follows, each with one id over time: workload, cause, state, crashes.',
      inputSchema: {
        type: 'object',
        properties: {
          namespace: text('Of this namespace only'),
          state: text('open or resolved; both where it is left out'),
          limit: whole('How many at most; 100 unless given'),
        },
      },
      call: (given) => ask('incidents', given),
    },
    {
      name: 'incident',
      description:
        'One incident: the newest diagnosis with its evidence and fixes, how it changed over time, the runs of its containers.',
      inputSchema: {
        type: 'object',
        properties: { id: text('The id that incidents gives') },
        required: ['id'],
      },
      call: (given) => ask(`incidents/${encodeURIComponent(textOf(given, 'id') ?? '')}`),
    },
    {
      name: 'logs',
      description:
        'Log lines that the server kept, also of runs and pods that the cluster has forgotten; secrets are masked.',
      inputSchema: {
        type: 'object',
        properties: {
          namespace: text('Of this namespace only'),
          pod: text('Of this pod only'),
          container: text('Of this container only'),
          run: whole('Of the run with this restart count'),
          from: text('From this time on, RFC 3339; 24 hours before `to` unless given'),
          to: text('Until this time, RFC 3339; now unless given'),
          search: text('Lines that contain this, in any case'),
          order: text('newest or oldest first'),
          limit: whole('How many lines at most; 200 unless given'),
          cursor: text('The `next` of the answer before'),
        },
      },
      call: (given) => ask('logs', given),
    },
  ]
}

/** An argument that is a text. */
function textOf(given: ToolArguments, name: string): string | undefined {
  const value = given[name]
  return typeof value === 'string' ? value : undefined
}
