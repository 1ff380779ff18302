import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import type { IncomingMessage, Server } from 'node:http'
import type { Duplex } from 'node:stream'

/** What a container answers: its standard output and exit code, for a command and what it was given on standard input. */
export type Shell = (command: readonly string[], stdin: string) => Promise<ShellAnswer>
export interface ShellAnswer {
  readonly stdout: string
  readonly code: number
}

const MAGIC = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

/** Serves `pods/exec` over a WebSocket as the API server does, until what it gives is called: channels 0 to 3 of v5.channel.k8s.io (RFC 6455, KEP-4006). */
export function serveExec(server: Server, shell: Shell): () => void {
  const sockets = new Set<Duplex>()
  server.on('upgrade', (request: IncomingMessage, socket: Duplex) => {
    const accept = createHash('sha1')
      .update(`${request.headers['sec-websocket-key']}${MAGIC}`)
      .digest('base64')
    socket.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\nSec-WebSocket-Protocol: v5.channel.k8s.io\r\n\r\n`,
    )
    sockets.add(socket)
    socket.on('error', () => undefined)
    const command = new URL(request.url ?? '/', 'http://api').searchParams.getAll('command')
    let input = Buffer.alloc(0)
    let isAnswered = false
    socket.on('data', (chunk: Buffer) => {
      input = Buffer.concat([input, chunk])
      const frame = unmasked(input)
      if (frame === null || isAnswered) return
      isAnswered = true
      void shell(command, frame.subarray(1).toString()).then(({ stdout, code }) => {
        socket.write(framed(Buffer.concat([Buffer.of(1), Buffer.from(stdout)])))
        const status =
          code === 0
            ? { status: 'Success' }
            : {
                status: 'Failure',
                details: { causes: [{ reason: 'ExitCode', message: `${code}` }] },
              }
        socket.write(framed(Buffer.concat([Buffer.of(3), Buffer.from(JSON.stringify(status))])))
      })
    })
  })
  return () => sockets.forEach((socket) => socket.destroy())
}

/** The first whole frame of a client, or null where it has not come yet. */
const unmasked = (bytes: Buffer): Buffer | null => {
  if (bytes.length < 2) return null
  const short = (bytes[1] ?? 0) & 0x7f
  const at = short === 126 ? 4 : short === 127 ? 10 : 2
  if (bytes.length < at + 4) return null
  const length =
    short === 126 ? bytes.readUInt16BE(2) : short === 127 ? Number(bytes.readBigUInt64BE(2)) : short
  if (bytes.length < at + 4 + length) return null
  const mask = bytes.subarray(at, at + 4)
  return Buffer.from(bytes.subarray(at + 4, at + 4 + length)).map(
    (byte, index) => byte ^ (mask[index % 4] ?? 0),
  ) as Buffer
}

const framed = (payload: Buffer): Buffer => {
  const head = Buffer.alloc(payload.length < 126 ? 2 : payload.length < 65536 ? 4 : 10)
  head[0] = 0x82
  if (payload.length < 126) head[1] = payload.length
  else if (payload.length < 65536) {
    head[1] = 126
    head.writeUInt16BE(payload.length, 2)
  } else {
    head[1] = 127
    head.writeBigUInt64BE(BigInt(payload.length), 2)
  }
  return Buffer.concat([head, payload])
}

/** This machine's own shell stands in for that of the container. */
export const localShell: Shell = (_, stdin) =>
  new Promise((done) => {
    const child = spawn('sh', ['-s'], { env: { PATH: process.env['PATH'] ?? '' } })
    let stdout = ''
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()))
    child.on('close', (code) => done({ stdout, code: code ?? 1 }))
    child.stdin.end(stdin)
  })
