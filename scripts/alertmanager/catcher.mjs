// A local server that notes what receivers are sent, answers as they do, and stands in for any host as a proxy.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import http from 'node:http'
import https from 'node:https'
import net from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Starts a catcher: HTTP, proxied HTTPS and SMTP, all on the loopback interface. */
export async function startCatcher() {
  const caught = []
  const handle = (request, response) => {
    const chunks = []
    request.on('data', (chunk) => chunks.push(chunk))
    request.on('end', () => {
      const { method, url, headers } = request
      caught.push({ method, url, headers, body: Buffer.concat(chunks).toString() })
      const [type, body] = answer(url)
      response.writeHead(200, { 'Content-Type': type })
      response.end(body)
    })
  }
  const plain = http.createServer(handle)
  const secure = https.createServer(selfSigned(), handle)
  await listen(secure)
  plain.on('connect', (_request, socket) => {
    const inner = net.connect(secure.address().port, '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n')
      inner.pipe(socket)
      socket.pipe(inner)
    })
    inner.on('error', () => socket.destroy())
    socket.on('error', () => inner.destroy())
  })
  const smtp = smtpServer(caught)
  await Promise.all([listen(plain), listen(smtp)])
  return {
    caught,
    url: `http://127.0.0.1:${plain.address().port}`,
    smtp: `127.0.0.1:${smtp.address().port}`,
    stop: () => {
      for (const server of [plain, secure]) server.closeAllConnections()
      for (const server of [plain, secure, smtp]) server.close()
    },
  }
}

function listen(server) {
  return new Promise((done) => server.listen(0, '127.0.0.1', done))
}

function answer(url) {
  const json = 'application/json'
  if (url.includes('/slack')) return ['text/plain', 'ok']
  if (url.includes('/sendMessage'))
    return [json, '{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}']
  if (url.includes('gettoken')) return [json, '{"access_token":"token"}']
  if (url.includes('message/send')) return [json, '{"errcode":0,"errmsg":"ok"}']
  if (url.includes('chat.postMessage')) return [json, '{"success":true}']
  if (url.includes('/jira-open/') && url.includes('/search'))
    return [
      json,
      '{"issues":[{"key":"OPS-1","fields":{"status":{"name":"Open","statusCategory":{"key":"new"}}}}]}',
    ]
  if (url.includes('/search')) return [json, '{"issues":[]}']
  if (url.includes('/transitions')) return [json, '{"transitions":[{"id":"7","name":"Close"}]}']
  if (url.includes('/sns'))
    return [
      'text/xml',
      '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>',
    ]
  return [json, '{}']
}

function selfSigned() {
  const folder = mkdtempSync(join(tmpdir(), 'unloop-catcher-'))
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const args = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '2',
    '-subj',
    '/CN=catcher',
  ]
  execFileSync('openssl', [...args, '-keyout', key, '-out', cert], { stdio: 'ignore' })
  const pair = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(folder, { recursive: true })
  return pair
}

function smtpServer(caught) {
  return net.createServer((socket) => {
    let buffer = ''
    let data
    const envelope = []
    socket.on('error', () => undefined)
    socket.write('220 catcher ESMTP\r\n')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      for (let end = buffer.indexOf('\r\n'); end >= 0; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + 2)
        if (data !== undefined) {
          if (line !== '.') data.push(line.startsWith('..') ? line.slice(1) : line)
          else {
            caught.push({
              method: 'SMTP',
              url: envelope.join(' '),
              headers: {},
              body: data.join('\r\n'),
            })
            data = undefined
            socket.write('250 ok\r\n')
          }
        } else if (/^EHLO/i.test(line)) socket.write('250-catcher\r\n250 AUTH PLAIN LOGIN\r\n')
        else if (/^AUTH/i.test(line)) socket.write('235 ok\r\n')
        else if (/^DATA/i.test(line)) {
          data = []
          socket.write('354 go on\r\n')
        } else if (/^QUIT/i.test(line)) socket.end('221 bye\r\n')
        else {
          if (/^(MAIL|RCPT)/i.test(line)) envelope.push(line.replace(/ BODY=8BITMIME/, ''))
          socket.write('250 ok\r\n')
        }
      }
    })
  })
}
