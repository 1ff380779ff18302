import { readdirSync, readFileSync } from 'node:fs'
import { lint, type LintFinding, type LintOptions } from '@unloop/lint'
import { readManifests } from '@unloop/formats'
import { describe, expect, it } from 'vitest'

const gaps = new URL('./lint/gaps/', import.meta.url)

const lintText = (text: string, options: LintOptions = {}): readonly LintFinding[] =>
  lint({ ...readManifests(text, 'x.yaml'), options }).findings

const fixture = (name: string): string => readFileSync(new URL(name, gaps), 'utf8')

type Expected = Pick<LintFinding, 'severity' | 'code' | 'object' | 'path'>

const besides = (name: string): string =>
  readFileSync(new URL(`./lint/${name}`, import.meta.url), 'utf8')

/** Which check must name which field of which object: of each `.bad.yaml`, and of each text of broken.txt. */
const { gaps: EXPECTED, broken: BROKEN } = JSON.parse(besides('expected-findings.json')) as {
  readonly gaps: Readonly<Record<string, readonly Expected[]>>
  /** `says`: the words of an API server of 1.34.4 on this text. */
  readonly broken: Readonly<Record<string, Expected & { readonly says?: string }>>
}

/** Manifests of a few lines in one file, each behind `=== NAME`. */
const textsIn = (name: string): readonly (readonly [name: string, text: string])[] =>
  besides(name)
    .split(/^=== /m)
    .slice(1)
    .map((each) => {
      const end = each.indexOf('\n')
      return [each.slice(0, end), each.slice(end + 1)]
    })

const placeOf = ({ severity, code, object, path }: Expected): Expected => ({
  severity,
  code,
  object,
  path,
})

const isBlocking = ({ severity }: Expected): boolean =>
  severity === 'refused' || severity === 'will-crash'

const names = readdirSync(gaps)
const bad = names.filter((name) => name.endsWith('.bad.yaml'))

describe('files with one mistake', () => {
  it('are all listed with what is expected of them', () => {
    expect(Object.keys(EXPECTED).sort()).toEqual(
      bad.map((name) => name.replace('.bad.yaml', '')).sort(),
    )
  })

  it.each(bad)('%s: the check, the object and the field are named', (name) => {
    const expected = EXPECTED[name.replace('.bad.yaml', '')] ?? []
    const practice = expected.some(({ severity }) => severity === 'practice')
    const found = lintText(fixture(name), { practice }).map(placeOf)
    expect(expected).not.toEqual([])
    expect(found).toEqual(expect.arrayContaining([...expected]))
    // A second mistake that blocks would be a false one: each file has been given a single one.
    expect(found.filter(isBlocking)).toEqual(expected.filter(isBlocking))
  })
})

describe('files without a mistake', () => {
  it.each(names.filter((name) => !bad.includes(name)))('%s: nothing is found', (name) => {
    expect(lintText(fixture(name))).toEqual([])
  })

  it.each(names.filter((name) => !bad.includes(name)))(
    '%s: advice on good practice is never of a severity that blocks',
    (name) => {
      const findings = lintText(fixture(name), { practice: true })
      expect(findings.filter(({ severity }) => severity !== 'practice')).toEqual([])
    },
  )
})

describe('manifests with the mistakes that people make', () => {
  const texts = textsIn('broken.txt')

  it('are all listed with what is expected of them', () => {
    expect(Object.keys(BROKEN).sort()).toEqual(texts.map(([name]) => name).sort())
  })

  it.each(texts)('%s: the mistake is named, in the words of the API server', (name, text) => {
    const { says = '', ...place } = BROKEN[name] ?? { code: '' }
    const findings = lintText(text, { today: '2026-11-30' })
    expect(findings.map(placeOf)).toEqual(expect.arrayContaining([place]))
    expect(findings.map(({ happens }) => happens).join('\n')).toContain(says)
  })

  it.each(textsIn('whole.txt'))(
    '%s: what is right, or only looks odd, is left alone',
    (_, text) => {
      expect(lintText(text).map(({ code, path, message }) => ({ code, path, message }))).toEqual([])
    },
  )
})

describe('lint', () => {
  it('gives the place, the line and the fix', () => {
    expect(lintText(fixture('cmd-one-string.bad.yaml'))).toMatchObject([
      {
        code: 'cmd-one-string',
        severity: 'will-crash',
        object: 'Deployment/web',
        namespace: 'shop',
        path: 'spec.template.spec.containers[0].command[0]',
        line: 76,
        column: 11,
        source: '        - npm start',
      },
    ])
  })

  it('leaves out what annotations and comments ask for, until they end', () => {
    const text = fixture('cmd-one-string.bad.yaml')
    const comment = text.replace(
      '- npm start',
      '- npm start # unloop-ignore: cmd-one-string on purpose',
    )
    expect(lintText(comment)).toEqual([])
    const annotated = text.replace(
      'kind: Deployment\nmetadata:\n',
      'kind: Deployment\nmetadata:\n  annotations:\n    ignore.unloop.dev/cmd-one-string: known, until 2026-12-31\n',
    )
    expect(lintText(annotated, { today: '2026-12-01' })).toEqual([])
    expect(lintText(annotated, { today: '2027-01-01' })).toHaveLength(1)
  })

  it('knows what an account and a mount over the program do', () => {
    const codes = (text: string) => lintText(text).map(({ code }) => code)
    const kubectl = fixture('token-off-but-needed.bad.yaml')
      .replace('      automountServiceAccountToken: false\n', '')
      .replace(
        'kind: ServiceAccount\n',
        'kind: ServiceAccount\nautomountServiceAccountToken: false\n',
      )
    expect(codes(kubectl)).toEqual(['token-off-but-needed'])
    const hidden = fixture('arg-port-vs-probe-port.good.yaml')
      .replace('        command:\n        - /usr/local/bin/web\n', '')
      .replace('mountPath: /etc/web', 'mountPath: /app')
      .replace('  run.sh:', '  run.conf:')
    expect(codes(hidden)).toEqual(['mount-hides-workdir'])
  })

  it('shows no value of a Secret', () => {
    const secret =
      'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\ndata:\n  password: hunter2!\n'
    const [finding] = lintText(secret)
    expect(finding).toMatchObject({ code: 'secret-not-base64', source: '  password: …' })
    expect(JSON.stringify(finding)).not.toContain('hunter2')
  })

  it('never throws, whatever the fields hold', () => {
    const odd = [null, 1, 'x', [], {}, [null], [{}], true, [[1]], { a: null }]
    const keys =
      'containers initContainers volumes env envFrom ports args command image livenessProbe resources volumeMounts lifecycle securityContext'.split(
        ' ',
      )
    for (const value of odd)
      for (const key of keys) {
        const container = { name: 'a', image: 'nginx', [key]: value }
        const spec = {
          containers: [container],
          [key]: value,
          ...(key === 'containers' ? {} : { containers: [container] }),
        }
        const object = {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          metadata: { name: 'a' },
          spec: { template: { spec } },
        }
        expect(() =>
          lintText(JSON.stringify(object), { practice: true, completeness: 'complete' }),
        ).not.toThrow()
      }
  })
})
