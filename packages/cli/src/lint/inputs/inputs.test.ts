import { execFileSync } from 'node:child_process'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from '../../run.ts'
import { recordedIo } from '../../testing/recorded-io.ts'

const top = mkdtempSync(join(tmpdir(), 'unloop-lint-in-'))
afterAll(() => rmSync(top, { recursive: true, force: true }))
let folder = top
let count = 0
beforeEach(() => {
  folder = join(top, `case-${++count}`)
  mkdirSync(folder)
})

const pod = (name: string, command = 'npm start'): string =>
  `apiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n  - name: app\n    image: shop/web:1\n    command: ["${command}"]\n`

const write = (files: Readonly<Record<string, string>>): void => {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
}

/** A program of that name in a folder of its own, which is all of the PATH beside the system's. */
const install = (name: string, script: string): string => {
  write({ [`bin/${name}`]: `#!/bin/sh\n${script}\n` })
  chmodSync(join(folder, 'bin', name), 0o755)
  return join(folder, 'bin')
}

const lint = async (args: readonly string[], path = '/nowhere') => {
  const { io, out, err } = recordedIo({ env: { PATH: path } })
  const status = await run(['lint', '-o', 'json', ...args], io)
  const findings: readonly { file: string; line: number; object: string }[] =
    status > 1 ? [] : JSON.parse(out()).findings
  return {
    status,
    err: err(),
    places: findings.map(({ file, line }) => `${file.replace(`${folder}/`, '')}:${line}`),
    objects: findings.map(({ object }) => object),
  }
}

describe('what lint reads', () => {
  it('leaves out what is ignored, unless it is named or everything is wanted', async () => {
    write({
      '.git/HEAD': '',
      '.gitignore': 'out/\n*.tmp.yaml\n',
      'k8s/.unloopignore': 'old*\n!older.yaml\n',
      'k8s/a.yaml': pod('a'),
      'k8s/b.tmp.yaml': pod('b'),
      'k8s/old.yaml': pod('old'),
      'k8s/older.yaml': pod('older'),
      'k8s/out/c.yaml': pod('c'),
      'node_modules/d.yaml': pod('d'),
    })
    expect((await lint([folder])).objects).toEqual(['Pod/a', 'Pod/older'])
    expect((await lint([join(folder, 'k8s')])).objects).toEqual(['Pod/a', 'Pod/older'])
    expect((await lint([join(folder, 'k8s/*.yaml')])).objects).toEqual(['Pod/a', 'Pod/older'])
    expect((await lint([join(folder, 'k8s/old.yaml')])).objects).toEqual(['Pod/old'])
    expect((await lint([folder, '--no-ignore'])).objects).toHaveLength(5)
  })

  it('is not stopped by pipes, links in circles and folders that cannot be read', async () => {
    write({ 'a.yaml': pod('a') })
    execFileSync('sh', ['-c', 'mkfifo "$0"', join(folder, 'pipe.yaml')])
    symlinkSync(folder, join(folder, 'loop'))
    symlinkSync(folder, join(folder, 'loop.yaml'))
    symlinkSync(join(folder, 'none'), join(folder, 'broken.yaml'))
    const { objects, err } = await lint([folder])
    expect(objects).toEqual(['Pod/a'])
    expect(err).toContain('broken.yaml could not be read')
  })

  it('renders charts with helm and tells of the lines of their templates', async () => {
    write({
      'web/Chart.yaml': 'name: shop\n',
      'web/templates/pod.yaml': pod('{{ .Values.name }}').replace(
        '    image',
        '    {{- if .Values.debug }}\n    tty: true\n    {{- end }}\n    image',
      ),
      'other/Chart.yaml': 'name: other\n',
    })
    const rendered = `---\n# Source: shop/templates/pod.yaml\n${pod('web')}`
    const bin = install(
      'helm',
      `case "$3" in */web) cat <<'END'\n${rendered}END\n;; *) echo "Error: no values" >&2; exit 1;; esac`,
    )
    const { places, err } = await lint([folder], `${bin}:/usr/bin:/bin`)
    expect(places).toEqual(['web/templates/pod.yaml:12'])
    expect(err).toContain('helm template failed: Error: no values')
    const one = await lint([join(folder, 'web/templates/pod.yaml')], `${bin}:/usr/bin:/bin`)
    expect(one.places).toEqual(['web/templates/pod.yaml:12'])
    expect((await lint([folder])).err).toContain('helm is not installed')
    const { io, err: said } = recordedIo({ env: { PATH: `${bin}:/usr/bin:/bin` } })
    await run(['lint', folder, '--fix', '--yes'], io)
    expect(said()).toContain('it was rendered: change the template')
  })

  it('builds kustomizations, each on its own, and tells of the files that their objects come from', async () => {
    const overlay = 'resources:\n- ../base\npatches:\n- path: patch.yaml\n'
    write({
      'base/kustomization.yaml': 'resources: [pod.yaml]\n',
      'base/pod.yaml': pod('web'),
      'prod/kustomization.yaml': overlay,
      'prod/patch.yaml': 'apiVersion: v1\nkind: Pod\nmetadata:\n  name: web\nspec: {}\n',
      'test/kustomization.yaml': overlay,
      'test/patch.yaml': 'kind: Pod\n',
    })
    const bin = install('kubectl', `cat <<'END'\n${pod('web')}END`)
    const { places, err } = await lint([folder], `${bin}:/usr/bin:/bin`)
    expect(places).toEqual(['base/pod.yaml:9'])
    expect(err).toBe('')
    const without = await lint([folder])
    expect(without.places).toEqual(['base/pod.yaml:9'])
    expect(without.err).toContain('neither kubectl nor kustomize is installed')
    write({ 'site/kustomization.yaml': 'resources:\n- ../prod\n' })
    expect((await lint([folder], `${bin}:/usr/bin:/bin`)).places).toEqual(['base/pod.yaml:9'])
    write({ 'far/kustomization.yaml': 'resources:\n- https://example.com/x.yaml\n' })
    expect((await lint([join(folder, 'far')], bin)).err).toContain('which would be fetched')
  })
})

describe('--changed-since', () => {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: folder,
      encoding: 'utf8',
      stdio: 'pipe',
    })
  const PATH = '/usr/bin:/bin:/usr/local/bin'

  it('tells of documents that changed, of new and renamed files, and of what misses a deleted one', async () => {
    const odd = 'a "b"\n$(c) é.yaml'
    write({
      'two.yaml': `${pod('one')}---\n${pod('two')}`,
      'same.yaml': pod('same'),
      'before.yaml': `${pod('moved', 'web')}# ${'x'.repeat(200)}\n`,
      [odd]: pod('odd', 'web'),
      'map.yaml': 'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\ndata: {a: b}\n',
      'user.yaml':
        'apiVersion: v1\nkind: Pod\nmetadata: {name: user}\nspec:\n  containers:\n  - name: a\n    image: b:1\n    envFrom: [{configMapRef: {name: settings}}]\n',
    })
    git('init', '-q', '-b', 'main')
    git('add', '-A')
    git('commit', '-qm', 'first')
    const args = [folder, '--changed-since', 'main', '--bundle', 'complete']
    const unchanged = await lint(args, PATH)
    expect(unchanged.objects).toEqual([])
    expect(unchanged.err).toContain('No manifest has changed since main.')
    git('switch', '-qc', 'work')
    write({
      'two.yaml': `${pod('one')}---\n${pod('two', 'npm run')}`,
      [odd]: pod('odd'),
      'new.yaml': pod('new'),
    })
    renameSync(join(folder, 'before.yaml'), join(folder, 'after.yaml'))
    write({ 'after.yaml': `${pod('moved')}# ${'x'.repeat(200)}\n` })
    rmSync(join(folder, 'map.yaml'))
    git('add', 'after.yaml', 'before.yaml')
    const { objects, err } = await lint(args, PATH)
    expect([...objects].sort()).toEqual(['Pod/moved', 'Pod/new', 'Pod/odd', 'Pod/two', 'Pod/user'])
    expect(err).toContain('map.yaml is gone since main')
  })

  it('says clearly what it cannot compare with', async () => {
    write({ 'a.yaml': pod('a') })
    const since = (ref: string, path = PATH) => lint([folder, `--changed-since=${ref}`], path)
    expect((await since('main')).err).toContain('is in no git repository')
    git('init', '-q')
    for (const ref of ['nothing', '--output=/tmp/x', '-h', 'a..b', 'HEAD', '$(id)', 'x\ny']) {
      const { status, err } = await since(ref)
      expect(status, ref).toBe(2)
      expect(err, ref).toContain('git knows no commit')
    }
    const { status, err } = await since('main', '/nowhere')
    expect(status).toBe(2)
    expect(err).toContain('needs git, which is not installed')
  })
})
