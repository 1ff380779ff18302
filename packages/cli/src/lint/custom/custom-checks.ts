import { Validator, type OutputUnit, type Schema } from '@cfworker/json-schema'
import type { Found, LintObject, Path } from '@unloop/lint'
import type { Check } from '@unloop/lint'
import { UsageError } from '../../errors.ts'
import type { CustomCheck, LintConfig } from '../config/config.ts'
import { celValue } from './cel-value.ts'
import { bounded, celRule, problemOf, type CelRule } from './cel-rule.ts'

/** Checks of a configuration, as the linter takes its own. */
export interface CustomChecks {
  readonly checks: readonly Check[]
  /** What could not be evaluated, with its place in the configuration: full sentences. */
  readonly notes: () => readonly string[]
}

/** The checks of a configuration, ready to run beside unloop's own. */
export function customChecks(config: LintConfig): CustomChecks {
  const errors = new CheckErrors(config)
  return {
    checks: config.custom.map((custom, index): Check => {
      const test = testOf(custom, config, index)
      return {
        code: custom.code,
        severity: custom.severity,
        title: custom.title,
        happens: custom.happens,
        fix: custom.fix,
        aliases: custom.aliases,
        find: {
          scope: 'object',
          kinds: custom.kinds.length === 0 ? null : new Set(custom.kinds),
          find: (object) =>
            placesOf(custom, object).flatMap((place) => {
              if (errors.isStopped(index)) return []
              try {
                return bounded(() => test(place))
              } catch (cause) {
                errors.add(index, cause, `${object.kind}/${object.name}`)
                return []
              }
            }),
        },
      }
    }),
    notes: () => errors.notes(),
  }
}

interface Place {
  readonly object: unknown
  readonly pod: unknown
  readonly container: unknown
  /** What a JSON Schema is about. */
  readonly subject: unknown
  readonly path: Path
}

function placesOf({ scope }: CustomCheck, { fields, workload }: LintObject): readonly Place[] {
  const base = { object: fields, pod: workload?.spec ?? null, container: null }
  switch (scope) {
    case 'object':
      return [{ ...base, subject: fields, path: [] }]
    case 'pod':
      return workload === null ? [] : [{ ...base, subject: workload.spec, path: workload.path }]
    case 'container':
      return (workload?.sites ?? []).map((site) => ({
        ...base,
        container: site.fields,
        subject: site.fields,
        path: site.path,
      }))
  }
}

type Test = (place: Place) => readonly Found[]

function testOf(custom: CustomCheck, config: LintConfig, index: number): Test {
  const steps = stepsOf(custom.path)
  const said = custom.message ?? `${custom.title}: that does not hold here.`
  if (custom.rule === null) return schemaTest(custom, steps)
  const rule: CelRule = celRule(custom, (key, { message, offset }) => {
    const pointer = `/custom/${index}/${key}`
    throw new UsageError({
      code: 'option-value-invalid',
      message: `${config.placeOf(pointer)}: The expression of ${custom.code} cannot be read, at its character ${offset + 1}: ${message.replace(/\.$/, '')}.`,
      next: 'It is CEL with the functions of Kubernetes; object, pod, container, params and variables are its names.',
    })
  })
  const params = celValue(config.params)
  return ({ object, pod, container, path }) => {
    const values = {
      object: celValue(object),
      pod: celValue(pod),
      container: celValue(container),
      params,
    }
    if (rule.holds(values)) return []
    return [{ path: [...path, ...steps], message: rule.message(values) ?? said }]
  }
}

function schemaTest({ schema, message, title }: CustomCheck, steps: Path): Test {
  const validator = new Validator(schema as Schema | boolean, '2020-12', false)
  return ({ subject, path }) => {
    const { errors } = validator.validate(subject)
    const error = errors.findLast(
      ({ keyword }) => !/^(?:properties|items|\$ref|anyOf|allOf)$/.test(keyword),
    )
    if (error === undefined) return []
    const inside = pointerSteps(error)
    return [
      {
        path: [...path, ...(inside.length > 0 ? inside : steps)],
        message: message ?? `${title}: ${error.error}`,
      },
    ]
  }
}

const pointerSteps = ({ instanceLocation }: OutputUnit): Path =>
  instanceLocation
    .split('/')
    .slice(1)
    .map((step) => {
      const text = decodeURIComponent(step).replaceAll('~1', '/').replaceAll('~0', '~')
      return /^\d+$/.test(text) ? Number(text) : text
    })

/** `spec.template.metadata.labels`, `spec.ports[0]`, `metadata.labels["app.kubernetes.io/name"]`. */
const stepsOf = (path: string): Path =>
  Array.from(path.matchAll(/\[(\d+)\]|\["([^"]+)"\]|([^.[\]]+)/g), ([, index, quoted, name]) =>
    index === undefined ? (quoted ?? name ?? '') : Number(index),
  )

class CheckErrors {
  readonly #config: LintConfig
  readonly #known = new Map<
    string,
    { readonly place: string; readonly where: string; count: number }
  >()
  readonly #stopped = new Set<number>()

  constructor(config: LintConfig) {
    this.#config = config
  }

  /** A check that ran out of time is not tried on the next object. */
  isStopped(index: number): boolean {
    return this.#stopped.has(index)
  }

  add(index: number, cause: unknown, where: string): void {
    const isTimeout = (cause as { readonly code?: unknown }).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    if (isTimeout) this.#stopped.add(index)
    const code = this.#config.custom[index]?.code ?? ''
    const why = isTimeout
      ? 'it took longer than a second, and was left out from there on'
      : problemOf(cause).message
    const key = `${code} could not be evaluated: ${why}`
    const known = this.#known.get(key)
    const place = this.#config.placeOf(
      `/custom/${index}/${this.#config.custom[index]?.rule == null ? 'schema' : 'rule'}`,
    )
    if (known === undefined) this.#known.set(key, { place, where, count: 1 })
    else known.count++
  }

  notes(): readonly string[] {
    return [...this.#known].map(
      ([text, { place, where, count }]) =>
        `${place}: ${text.replace(/\.$/, '')} (${where}${count > 1 ? ` and ${count - 1} more` : ''}).`,
    )
  }
}
