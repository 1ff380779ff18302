import type { SignatureFamily } from '@unloop/engine/scanner'

/** A dependency that answers and refuses: wrong or missing credentials. */
export const auth: SignatureFamily = {
  programs: ['any program that logs in somewhere', 'SASL', 'LDAP', 'OAuth', 'Vault'],
  signatures: [
    {
      id: 'auth/rejected',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:[Aa]uthentication (?:failed|failure|error|rejected|unsuccessful)(?! ?(?:for|,) ?anonymous)|(?:[Ii]nvalid|[Ww]rong|[Ii]ncorrect|[Bb]ad) (?:username|user name|login|credentials?|password|username-password|username\/password|API key|api key|access token|auth token|client secret)(?:s)?(?: (?:or|and|\/) (?:password|credentials?|secret))?\b(?! (?:cache|helper|provider|file))|[Ll]ogin failed|Access denied for user|(?<!keystore |Keystore was tampered with, or )(?:credentials|password) (?:were|was|are|is) (?:not (?:accepted|valid|correct)|rejected|incorrect|invalid))(?: for (?:user )?['"]?(?<user>[\w@.-]{1,60}))?/,
      strength: 'error',
      title: 'A dependency rejects the credentials',
      example: [
        'Authentication failed for user "app"',
        'error: invalid username or password',
        "Access denied for user 'shop'@'10.244.0.9' (using password: YES)",
        "Login failed for user 'sa'.",
        'Invalid API key provided',
      ],
      source: 'programs of all kinds',
    },
    {
      id: 'auth/sasl',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:SaslAuthenticationException|SASL (?:\w[\w-]{1,20} )?(?:authentication|mechanism|handshake) ?(?:error|failed|failure)|SASL authentication failed|(?:SASL|sasl).{0,60}(?:authentication failed|Authentication failed|mechanism .{1,40} not (?:supported|enabled)|invalid credentials)|Unsupported SASL mechanism|Authentication mechanism .{1,30} (?:is )?not supported)/,
      strength: 'error',
      title: 'The SASL login is rejected',
      example: [
        'org.apache.kafka.common.errors.SaslAuthenticationException: Authentication failed: Invalid username or password',
        'SASL authentication failed',
        'kafka server: SASL Authentication failed',
      ],
      source: 'Kafka clients and programs that use SASL',
    },
    {
      id: 'auth/ldap',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:LDAP: error code 49|ldap_bind: Invalid credentials|LDAP Result Code 49|data 52e|LDAPBindError|INVALID_CREDENTIALS.{0,60}80090308)/,
      strength: 'error',
      title: 'The LDAP server rejects the bind',
      example: [
        'javax.naming.AuthenticationException: [LDAP: error code 49 - 80090308: LdapErr: DSID-0C090447, comment: AcceptSecurityContext error, data 52e, v3839]',
        'ldap_bind: Invalid credentials (49)',
        'LDAP Result Code 49 "Invalid Credentials"',
      ],
      source: 'RFC 4511 invalidCredentials',
    },
    {
      id: 'auth/http-refused',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:(?:status(?: ?code)?|HTTP(?:\/[\d.]{1,3})?|response(?: code)?|returned|Error:?|error code)[ :=]{1,3}"?(?<what>401|403)\b|\b(?<name>401|403) (?:Unauthorized|Forbidden|Client Error)|HttpClientErrorException\$(?:Unauthorized|Forbidden)|code = (?:Unauthenticated|PermissionDenied))/,
      strength: 'hint',
      title: 'A dependency answers 401 or 403',
      example: [
        'requests.exceptions.HTTPError: 401 Client Error: Unauthorized for url: http://api/v1',
        'request failed with status code 403',
        'rpc error: code = Unauthenticated desc = invalid token',
        'Request failed with status code 401',
      ],
      source: 'RFC 9110 sections 15.5.2, 15.5.4',
    },
    {
      id: 'auth/vault',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Error making API request\.|URL: (?:GET|PUT|POST) https?:\/\/(?<host>[^\/\s]{1,120})\/v1\/|\bvault (?:login|auth|token|read|write|kv|agent)|Code: 40[03]\.|^\* ).{0,300}(?:permission denied|missing client token|invalid token|service account name not authorized|namespace not authorized|invalid role name|wrapping token is not valid)/i,
      strength: 'error',
      title: 'Vault rejects the login or the request',
      example: [
        'error fetching secret: Error making API request. URL: GET http://vault:8200/v1/secret/data/app Code: 403. Errors: * permission denied',
        '* service account name not authorized',
        'vault login failed: * invalid role name "api"',
      ],
      source: 'HashiCorp Vault API',
    },
    {
      id: 'auth/oauth',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:\binvalid_client\b|\binvalid_grant\b|unauthorized_client|oauth2: (?:cannot fetch token|"invalid_client")|OAuth2AuthorizationException)(?<what>.{0,120})/,
      strength: 'error',
      title: 'The identity provider rejects the client',
      example: [
        'oauth2: cannot fetch token: 401 Unauthorized',
        '{"error":"invalid_client","error_description":"Invalid client or Invalid client credentials"}',
        'oauth2: "invalid_client" "Client authentication failed"',
      ],
      source: 'RFC 6749 section 5.2',
    },
    {
      id: 'auth/ssh-git',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Permission denied \((?:publickey|password|keyboard-interactive)[^)]{0,60}\)|Host key verification failed|could not read (?:Username|Password) for '(?<host>[^']{1,200})'|ssh: handshake failed: (?<what>.{1,120})|fatal: Authentication failed for '(?<name>[^']{1,200})')/,
      strength: 'error',
      title: 'A Git or SSH server rejects the key',
      example: [
        'git@github.com: Permission denied (publickey).',
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled",
        'Host key verification failed.',
        'ssh: handshake failed: knownhosts: key mismatch',
      ],
      source: 'OpenSSH; git',
    },
  ],
}
