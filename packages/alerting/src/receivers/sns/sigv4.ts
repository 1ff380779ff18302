import { createHash, createHmac } from 'node:crypto'

export interface AwsCredentials {
  readonly accessKey: string
  readonly secretKey: string
  readonly sessionToken?: string | undefined
}

interface SignOptions {
  readonly url: URL
  readonly body: string
  readonly region: string
  readonly service: string
  readonly credentials: AwsCredentials
  /** Milliseconds since 1970. */
  readonly now: number
}

const CONTENT_TYPE = 'application/x-www-form-urlencoded'

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

/** Headers of a POST signed by AWS Signature Version 4. Source: AWS, "Create a signed AWS API request". */
export function signedHeaders(options: SignOptions): Readonly<Record<string, string>> {
  const { url, body, region, service, credentials } = options
  const stamp = new Date(options.now).toISOString().replace(/[:-]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const headers: Record<string, string> = {
    'content-type': CONTENT_TYPE,
    host: url.host,
    'x-amz-date': stamp,
  }
  if (credentials.sessionToken !== undefined)
    headers['x-amz-security-token'] = credentials.sessionToken
  const names = Object.keys(headers).toSorted()
  const canonical = [
    'POST',
    url.pathname,
    url.searchParams.toString(),
    ...names.map((name) => `${name}:${headers[name]}`),
    '',
    names.join(';'),
    sha256(body),
  ].join('\n')
  const scope = `${day}/${region}/${service}/aws4_request`
  const toSign = ['AWS4-HMAC-SHA256', stamp, scope, sha256(canonical)].join('\n')
  const key = [day, region, service, 'aws4_request'].reduce<string | Buffer>(
    (previous, part) => hmac(previous, part),
    `AWS4${credentials.secretKey}`,
  )
  const signature = hmac(key, toSign).toString('hex')
  const { host: _host, ...sent } = headers
  return {
    ...sent,
    Authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKey}/${scope}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
