import { CHECK_GROUPS, SEVERITIES, TEXT_PROBLEM_FACTS, type CheckFacts } from '@unloop/lint'
import { BUNDLES, FAIL_LEVELS } from '../../options/lint-values.ts'
import { LEVELS, PROFILES, SCOPES } from './config.ts'

const facts: readonly CheckFacts[] = [...TEXT_PROBLEM_FACTS, ...Object.values(CHECK_GROUPS).flat()]

const text = { type: 'string', minLength: 1 } as const

/** JSON Schema of `unloop-lint.yaml`: published for editors, and what the file is checked against when it is read. */
export function configSchema(): Readonly<Record<string, unknown>> {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Configuration of unloop lint',
    type: 'object',
    additionalProperties: false,
    properties: {
      profiles: {
        description: 'Which checks run: crash (the default) and practice.',
        type: 'array',
        items: { enum: PROFILES },
      },
      bundle: { description: 'Whether the files are the complete application.', enum: BUNDLES },
      kubernetesVersion: {
        description: 'Release of Kubernetes to check against, in quotes, such as "1.33".',
        type: 'string',
        pattern: '^v?1\\.\\d{1,2}(\\.\\d+)?$',
      },
      failOn: { description: 'Severity from which on the exit status is 1.', enum: FAIL_LEVELS },
      exclude: {
        description:
          "Files that are not read, in gitignore's syntax, from the folder of this file.",
        type: 'array',
        items: text,
      },
      checks: { $ref: '#/$defs/checks' },
      overrides: {
        description: 'Settings for some files, namespaces or objects; later ones win.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['checks'],
          anyOf: [{ required: ['paths'] }, { required: ['namespaces'] }, { required: ['objects'] }],
          properties: {
            paths: { type: 'array', minItems: 1, items: text },
            namespaces: { type: 'array', minItems: 1, items: text },
            objects: {
              description: 'Such as Deployment/web, with * for any characters.',
              type: 'array',
              minItems: 1,
              items: text,
            },
            checks: { $ref: '#/$defs/checks' },
          },
        },
      },
      params: { description: 'Values that rules read as params.', type: 'object' },
      custom: { type: 'array', items: { $ref: '#/$defs/custom' } },
    },
    $defs: {
      level: { enum: [...LEVELS, true, false] },
      setting: {
        anyOf: [
          { $ref: '#/$defs/level' },
          {
            type: 'object',
            additionalProperties: false,
            properties: {
              level: { $ref: '#/$defs/level' },
              parameters: { type: 'object', additionalProperties: { type: 'number' } },
            },
          },
        ],
      },
      checks: {
        description: "By code, or by another tool's identifier.",
        type: 'object',
        properties: Object.fromEntries(
          facts.map(({ code, title }) => [code, { description: title, $ref: '#/$defs/setting' }]),
        ),
        additionalProperties: { $ref: '#/$defs/setting' },
      },
      custom: {
        type: 'object',
        additionalProperties: false,
        required: ['code', 'title'],
        properties: {
          code: { type: 'string', pattern: '^[A-Za-z][\\w.-]*(/[\\w.-]+)?$' },
          title: text,
          severity: { enum: SEVERITIES },
          kinds: { type: 'array', items: text },
          for: { enum: SCOPES },
          rule: { description: 'A CEL expression that must be true.', ...text },
          variables: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['name', 'expression'],
              properties: {
                name: { type: 'string', pattern: '^[A-Za-z_]\\w*$' },
                expression: text,
              },
            },
          },
          schema: { description: 'A JSON Schema that must fit.', type: ['object', 'boolean'] },
          message: text,
          messageExpression: { description: 'A CEL expression that gives the message.', ...text },
          happens: text,
          fix: text,
          path: { description: 'Where a finding points, such as metadata.labels.', ...text },
          aliases: { type: 'array', items: text },
        },
        oneOf: [{ required: ['rule'] }, { required: ['schema'] }],
      },
    },
  }
}
