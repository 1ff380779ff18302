import {
  alertmanagerFunctions,
  func,
  FunctionError,
  type FuncValue,
  type Moment,
  STRING,
  string,
  Templates,
} from '@unloop/gotemplate'
import { dataValue, type TemplateData } from './data.ts'
import { DEFAULT_TEMPLATES, EMAIL_TEMPLATES } from './default-templates.data.ts'

/** A file of templates; its name stands in messages about it. */
export interface TemplateFile {
  readonly name: string
  readonly text: string
}

/** Renders the texts of notifications: each field is a template that can call the defaults and the user's own. */
export class TemplateEngine {
  readonly #text: Templates
  readonly #html: Templates

  /**
   * @param files the user's template files, in their order
   * @throws {TemplateError} for a file that can't be parsed
   */
  constructor(files: readonly TemplateFile[], now: () => Moment) {
    const functions = alertmanagerFunctions(now)
    let text = new Templates({ functions, missingKey: 'zero' })
    let html = new Templates({ functions, missingKey: 'zero', mode: 'html' })
    const defaults = [
      { name: '', text: DEFAULT_TEMPLATES },
      { name: '', text: EMAIL_TEMPLATES },
    ]
    for (const file of [...defaults, ...files]) {
      text = text.parse(file.name, file.text)
      html = html.parse(file.name, file.text)
    }
    this.#text = text
    this.#html = html
  }

  /** @throws {TemplateError} with upstream's text */
  text(template: string, data: TemplateData): string {
    return template === '' ? '' : this.#run(this.#text, template, new RouteLabels(data))
  }

  /** The same, escaped for HTML. @throws {TemplateError} */
  html(template: string, data: TemplateData): string {
    return template === '' ? '' : this.#run(this.#html, template, new RouteLabels(data))
  }

  #run(templates: Templates, template: string, labels: RouteLabels): string {
    const routeLabels = labels.asFunction((text) => this.#run(templates, text, labels))
    return templates
      .withFunctions(new Map([['routeLabels', routeLabels]]))
      .parse('', template)
      .execute('', dataValue(labels.data))
  }
}

/** Labels of a route, which may be templates that name each other. */
class RouteLabels {
  readonly data: TemplateData
  readonly #rendered = new Map<string, string>()
  readonly #open: string[] = []

  constructor(data: TemplateData) {
    this.data = data
  }

  asFunction(render: (text: string) => string): FuncValue {
    return func({ params: [STRING] }, ([name]) =>
      string(this.#value(name?.kind === 'string' ? name.data : '', render)),
    )
  }

  #value(name: string, render: (text: string) => string): string {
    const known = this.#rendered.get(name)
    if (known !== undefined || !Object.hasOwn(this.data.routeLabels, name)) return known ?? ''
    if (this.#open.includes(name))
      throw new FunctionError(`route label cycle detected: ${[...this.#open, name].join(' -> ')}`)
    this.#open.push(name)
    const value = render(this.data.routeLabels[name] ?? '')
    this.#open.pop()
    this.#rendered.set(name, value)
    return value
  }
}
