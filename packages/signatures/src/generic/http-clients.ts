import type { SignatureFamily } from '@unloop/engine/scanner'

/** HTTP clients of all languages: a server that answers late or not at all, and addresses that no client can use. */
export const httpClients: SignatureFamily = {
  programs: ['Go net/http', 'HTTPX', 'Requests', 'botocore', 'undici', 'any HTTP client'],
  signatures: [
    {
      id: 'http-client/go-response-headers',
      cause: 'dependency-unreachable',
      pattern:
        /(?:net\/http: timeout awaiting response headers|http2: client connection lost|http2: timeout awaiting response headers)/,
      strength: 'error',
      title: 'A dependency takes the connection and does not answer in time',
      example: [
        'Get "https://api.data.svc:8443/v1": net/http: timeout awaiting response headers',
        'Post "https://api/v1": http2: client connection lost',
      ],
      source: 'Go net/http transport.go; golang.org/x/net/http2',
    },
    {
      id: 'http-client/go-goaway',
      cause: 'dependency-unreachable',
      pattern:
        /(?:http2: server sent GOAWAY and closed the connection|http: server closed idle connection)/,
      strength: 'hint',
      title: 'A server closes a connection that was open; the client may ask again',
      example:
        'http2: server sent GOAWAY and closed the connection; LastStreamID=1, ErrCode=NO_ERROR, debug=""',
      source: 'golang.org/x/net/http2 GoAwayError',
    },
    {
      id: 'http-client/httpx-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:httpx|httpcore)\.(?<what>ConnectTimeout|ReadTimeout|PoolTimeout|WriteTimeout|RemoteProtocolError|ReadError)(?:$|:)/,
      strength: 'error',
      title: 'A dependency does not answer HTTPX ({what})',
      example: ['httpx.ConnectTimeout', 'httpx.ReadTimeout: The read operation timed out'],
      source: 'encode/httpx exceptions',
    },
    {
      id: 'http-client/httpx-scheme',
      cause: 'app-config-invalid',
      pattern:
        /(?:httpx|httpcore)\.UnsupportedProtocol: Request URL (?:is missing an|has an unsupported protocol) (?<what>.{1,60})/,
      strength: 'fatal',
      title: 'The address of a dependency has no http:// or https://',
      example:
        "httpx.UnsupportedProtocol: Request URL is missing an 'http://' or 'https://' protocol.",
      source: 'encode/httpx _exceptions.py',
    },
    {
      id: 'http-client/requests-adapter',
      cause: 'app-config-invalid',
      pattern:
        /requests\.exceptions\.InvalidSchema: No connection adapters were found for ["'](?<what>[^"']{1,200})["']/,
      strength: 'fatal',
      title: 'The address {what} has no scheme that Requests knows',
      example:
        "requests.exceptions.InvalidSchema: No connection adapters were found for 'api:8080/v1'",
      source: 'psf/requests sessions.py get_adapter',
    },
    {
      id: 'http-client/python-disconnected',
      cause: 'dependency-unreachable',
      pattern:
        /(?:RemoteDisconnected[:(]'? ?'?Remote end closed connection without response|aiohttp\.client_exceptions\.ServerDisconnectedError: Server disconnected)/,
      strength: 'error',
      title: 'The server closes the connection without an answer',
      example: [
        'http.client.RemoteDisconnected: Remote end closed connection without response',
        'aiohttp.client_exceptions.ServerDisconnectedError: Server disconnected',
      ],
      source: 'CPython http/client.py; aiohttp',
    },
    {
      id: 'http-client/botocore-endpoint',
      cause: 'dependency-unreachable',
      pattern: /Could not connect to the endpoint URL: "https?:\/\/(?<host>[^\s"\/:]{1,253})/,
      strength: 'error',
      title: 'The endpoint {host} cannot be reached',
      example:
        'botocore.exceptions.EndpointConnectionError: Could not connect to the endpoint URL: "https://sqs.eu-west-1.amazonaws.com/"',
      source: 'botocore exceptions.py EndpointConnectionError',
    },
    {
      id: 'http-client/botocore-timeout',
      cause: 'dependency-unreachable',
      pattern: /(?:Connect|Read) timeout on endpoint URL: "https?:\/\/(?<host>[^\s"\/:]{1,253})/,
      strength: 'error',
      title: 'The endpoint {host} does not answer in time',
      example:
        'botocore.exceptions.ConnectTimeoutError: Connect timeout on endpoint URL: "https://secretsmanager.eu-west-1.amazonaws.com/"',
      source: 'botocore exceptions.py ConnectTimeoutError',
    },
    {
      id: 'http-client/abort-timeout',
      cause: 'dependency-unreachable',
      pattern:
        /(?:TimeoutError|DOMException \[TimeoutError\]): The operation was aborted due to timeout/,
      strength: 'error',
      title: 'A dependency does not answer within the time that fetch was given',
      example: 'TimeoutError: The operation was aborted due to timeout',
      source: 'WHATWG DOM AbortSignal.timeout; Node.js',
    },
    {
      id: 'http-client/java-url',
      cause: 'app-config-invalid',
      pattern:
        /(?:java\.net\.MalformedURLException: (?:no protocol: (?<what>\S{1,200})|unknown protocol: (?<name>\S{1,60})|For input string)|IllegalArgumentException: URI with undefined scheme|URI is not absolute$)/,
      strength: 'fatal',
      title: 'The address of a dependency is no URL',
      example: [
        'java.net.MalformedURLException: no protocol: api:8080/v1',
        'java.lang.IllegalArgumentException: URI with undefined scheme',
      ],
      source: 'OpenJDK java.net.URL; java.net.http',
    },
  ],
}
