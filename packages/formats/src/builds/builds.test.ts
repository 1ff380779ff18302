import { describe, expect, it } from 'vitest'
import { readDockerfile } from './read-dockerfile.ts'
import { readScript } from './read-script.ts'

describe('readDockerfile', () => {
  it('reads stages, flags, both forms, and places', () => {
    const text = `# syntax=docker/dockerfile:1
ARG NODE=22
FROM node:\${NODE} AS build
RUN npm ci && \\
    # left out
    npm run build

from gcr.io/distroless/nodejs22
COPY --from=build --chmod=755 "/app/my file" entrypoint.sh /app/
ENTRYPOINT ["/nodejs/bin/node", "server.js"]
CMD ['--port', '80']
USER  nonroot
`
    const { global, stages } = readDockerfile(text, 'Dockerfile')
    expect(global.map(({ keyword }) => keyword)).toEqual(['ARG'])
    expect(stages.map(({ name, from }) => [name, from])).toEqual([
      ['build', 'node:${NODE}'],
      [null, 'gcr.io/distroless/nodejs22'],
    ])
    expect(stages[0]?.instructions[0]).toMatchObject({
      spot: { line: 4, column: 1 },
      endLine: 6,
      text: 'npm ci &&     npm run build',
      form: 'shell',
    })
    const [copy, entrypoint, cmd, user] = stages[1]?.instructions ?? []
    expect(copy).toMatchObject({ flags: { from: 'build', chmod: '755' } })
    expect(copy?.words.map(({ text: word }) => word)).toEqual([
      '/app/my file',
      'entrypoint.sh',
      '/app/',
    ])
    expect(entrypoint).toMatchObject({ form: 'exec', endLine: 10 })
    expect(entrypoint?.words[1]).toEqual({ text: 'server.js', spot: { line: 10, column: 33 } })
    expect(cmd).toMatchObject({ form: 'shell', text: "['--port', '80']" })
    expect(user?.words).toEqual([{ text: 'nonroot', spot: { line: 12, column: 7 } }])
  })

  it('reads heredocs, the escape directive and carriage returns', () => {
    const text =
      '# escape=`\r\nFROM a\r\nCOPY <<EOF /run.sh\r\n#!/bin/sh\r\nEOF\r\nRUN a `\r\n  b\r\nCMD ["x"]\r\n'
    const [stage] = readDockerfile(text, 'Dockerfile').stages
    expect(stage?.instructions.map(({ keyword }) => keyword)).toEqual(['COPY', 'RUN', 'CMD'])
    expect(stage?.instructions[0]?.heredocs).toEqual([
      { name: 'EOF', text: '#!/bin/sh\n', line: 4 },
    ])
    expect(stage?.instructions[1]).toMatchObject({ endLine: 7, text: 'a   b' })
  })

  it('takes whatever is given', () => {
    for (const text of [
      '',
      '\\',
      'RUN',
      'RUN <<A',
      'CMD [',
      'FROM',
      '\0\0',
      'COPY --a --b=',
      '"\\'.repeat(5000),
    ])
      expect(() => readDockerfile(text, 'x')).not.toThrow()
  })
})

describe('readScript', () => {
  it('reads the first line, line ends and commands with their places', () => {
    const text = `#!/usr/bin/env -S bash -e\r
cat <<EOF > /etc/app.conf\r
exec nothing\r
EOF\r
case "$1" in\r
  web) shift; exec node server.js ;;\r
esac\r
node worker.js &\r
`
    const script = readScript(text, 'docker-entrypoint.sh', false)
    expect(script).toMatchObject({
      shebang: { words: ['/usr/bin/env', '-S', 'bash', '-e'] },
      carriageReturnLine: 1,
      hasByteOrderMark: false,
    })
    expect(
      script.commands.map(({ words, spot, isExec }) => [words.join(' '), spot, isExec]),
    ).toEqual([
      ['cat', { line: 2, column: 1 }, false],
      ['case $1 in', { line: 5, column: 1 }, false],
      ['shift', { line: 6, column: 8 }, false],
      ['node server.js', { line: 6, column: 20 }, true],
      ['node worker.js', { line: 8, column: 1 }, false],
    ])
  })

  it('reads no commands where no shell runs it', () => {
    expect(readScript('#!/usr/bin/env python3\nimport os\n', 'run').commands).toEqual([])
    expect(readScript('echo a\n', 'run.sh').shebang).toBeNull()
  })
})
