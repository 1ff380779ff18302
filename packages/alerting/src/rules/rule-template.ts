import {
  float,
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
  readonly value: number
  /** Seconds since 1970 of the evaluation. */
  readonly nowSeconds: number
  readonly query: (expression: string) => readonly QuerySample[]
}

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

const PREFIX =
  '{{$labels := .Labels}}{{$externalLabels := .ExternalLabels}}{{$externalURL := .ExternalURL}}{{$value := .Value}}'

const NOTHING: RuleTemplateData = {
  labels: {},
  externalLabels: {},
  externalUrl: '',
  value: 0,
  nowSeconds: 0,
  query: () => [],
}

function parsed(name: string, text: string, data: RuleTemplateData): Templates {
  const { query, nowSeconds, externalUrl } = data
  const functions = ruleFunctions({ query, nowSeconds, externalUrl })
  return new Templates({ functions, missingKey: 'zero' }).parse(name, PREFIX + text)
}

/** @throws {TemplateError} where a rule's text is no template */
export function parseRuleTemplate(alertName: string, text: string): void {
  parsed(`__alert_${alertName}`, text, NOTHING)
}

/** A rule's text expanded; where that fails, a text that says so stands in its place, as in Prometheus. */
export function expandRuleTemplate(alertName: string, text: string, data: RuleTemplateData): string {
  const name = `__alert_${alertName}`
  try {
    const value = struct(DATA, {
      Labels: stringMap(Object.entries(data.labels)),
      ExternalLabels: stringMap(Object.entries(data.externalLabels)),
      ExternalURL: string(data.externalUrl),
      Value: float(data.value),
    })
    return parsed(name, text, data).execute(name, value)
  } catch (error) {
    if (error instanceof TemplateError)
      return `<error expanding template: error executing template ${name}: ${error.message}>`
    throw error
  }
}
