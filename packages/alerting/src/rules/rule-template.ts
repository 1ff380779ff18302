import {
  float,
  FunctionError,
  type GoType,
  type QuerySample,
  ruleFunctions,
  STRING,
  string,
  STRING_MAP,
  stringMap,
  struct,
  TemplateError,
  Templates,
} from '@unloop/gotemplate'

/** What a rule's labels and annotations are expanded with. */
export interface RuleTemplateData {
  readonly labels: Readonly<Record<string, string>>
  readonly externalLabels: Readonly<Record<string, string>>
  readonly externalUrl: string
  /** A histogram is given as its text. */
  readonly value: number | string
  /** Seconds since 1970 of the evaluation. */
  readonly nowSeconds: number
  /** Carries out an instant query at the evaluation's time. */
  readonly query: (expression: string) => Promise<readonly QuerySample[]>
}

/** The answer of a query, or why it failed. */
type Answer = readonly QuerySample[] | Error

// The type's name stands in error texts: it is that of Prometheus' anonymous struct.
const DATA: GoType = {
  kind: 'struct',
  name: 'struct { Labels map[string]string; ExternalLabels map[string]string; ExternalURL string; Value interface {} }',
  named: false,
  fields: [
    { name: 'Labels', type: STRING_MAP },
    { name: 'ExternalLabels', type: STRING_MAP },
    { name: 'ExternalURL', type: STRING },
    { name: 'Value', type: float(0).type },
  ],
}

// `defs` of Prometheus: templates know these variables.
const PREFIX =
  '{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}'
/** Queries of one text. */
const MAX_QUERIES = 100

// Parsing needs the names of functions alone.
const NAMES = ruleFunctions({ query: () => [], nowSeconds: 0, externalUrl: '' })

/** Rules keep their texts: each is parsed once. */
const parsed = new Map<string, Templates>()
/** All are dropped when so many are kept. */
const MAX_PARSED = 20_000

/** The templates of a text, kept by name and text. */
function parse(name: string, text: string): Templates {
  const key = `${name}\n${text}`
  const known = parsed.get(key)
  if (known !== undefined) return known
  const templates = new Templates({ functions: NAMES, missingKey: 'zero' }).parse(
    name,
    PREFIX + text,
  )
  if (parsed.size >= MAX_PARSED) parsed.clear()
  parsed.set(key, templates)
  return templates
}

/** @throws {TemplateError} where a rule's text is no template */
export function parseRuleTemplate(alertName: string, text: string): void {
  parse(`__alert_${alertName}`, text)
}

/**
 * A rule's text expanded; where that fails, a text that says so stands in its place, as in Prometheus. Templates run
 * without waiting: one that queries is run again with each answer.
 */
export async function expandRuleTemplate(
  alertName: string,
  text: string,
  data: RuleTemplateData,
): Promise<string> {
  if (!text.includes('{{')) return text
  const answers = new Map<string, Answer>()
  for (;;) {
    const asked: string[] = []
    const result = expandOnce(alertName, text, {
      data,
      query: (expression) => {
        const answer = answers.get(expression)
        if (answer instanceof Error) throw new FunctionError(answer.message)
        if (answer !== undefined) return answer
        asked.push(expression)
        throw new FunctionError('too many queries')
      },
    })
    const [missing] = asked
    if (missing === undefined || answers.size >= MAX_QUERIES) return result
    answers.set(missing, await answerOf(missing, data))
  }
}

/** The answer to a query; an error is an answer, too, which the template reports. */
async function answerOf(expression: string, { query }: RuleTemplateData): Promise<Answer> {
  try {
    return await query(expression)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** What one run of a template has. */
interface Expansion {
  readonly data: RuleTemplateData
  readonly query: (expression: string) => readonly QuerySample[]
}

/** One run of a template, or the text that says why it failed. */
function expandOnce(alertName: string, text: string, { data, query }: Expansion): string {
  const name = `__alert_${alertName}`
  const { nowSeconds, externalUrl } = data
  try {
    const value = struct(DATA, {
      Labels: stringMap(Object.entries(data.labels)),
      ExternalLabels: stringMap(Object.entries(data.externalLabels)),
      ExternalURL: string(data.externalUrl),
      Value: typeof data.value === 'number' ? float(data.value) : string(data.value),
    })
    const functions = ruleFunctions({ query, nowSeconds, externalUrl })
    return parse(name, text).withFunctions(functions).execute(name, value)
  } catch (error) {
    if (error instanceof TemplateError)
      return `<error expanding template: error executing template ${name}: ${error.message}>`
    throw error
  }
}
