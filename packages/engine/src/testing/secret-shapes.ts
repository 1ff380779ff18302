/** A text with a secret in it, for tests of what must not be shown: in every place of the evidence and every output. */
export interface SecretShape {
  readonly name: string
  readonly text: string
  /** What must not be found in any output; each is made up. */
  readonly secrets: readonly string[]
  /** What the reader needs, and is still there. */
  readonly keeps: readonly string[]
}

const WORD = 'Hunter2Hunter2'
const RANDOM = 'q7Xk92LmQp4vZt8rW3nB6yJd'
const HEX = '9f86d081884c7d659a2feaa0c55ad015'
const KEY_LINE = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj'
const KEY_LINE_2 = 'MzEfYyjiWA4R4/M2bS1GB4t7NXp98C3SC6dVMvDuictGeurT8jNbvJZHtCSuYEvu'
const base64 = (text: string): string => btoa(text)

const shape = (
  name: string,
  text: string,
  secrets: readonly string[] = [WORD],
  keeps: readonly string[] = [],
): SecretShape => ({ name, text, secrets, keeps })

const TOKENS: readonly SecretShape[] = [
  ['AWS key id', `AKIA${'IOSFODNN7EXAMPLQ'}`],
  ['AWS temporary key id', 'ASIAIOSFODNN7EXAMPLQ'],
  ['GitHub', `ghp_${RANDOM}${RANDOM.slice(0, 12)}`],
  ['GitHub, fine-grained', `github_pat_11ABCDEFG0${RANDOM}_${RANDOM}${RANDOM}`],
  ['LangSmith', `lsv2_pt_${HEX}_${HEX.slice(0, 10)}`],
  ['Square', `sqp_${HEX}${HEX.slice(0, 8)}`],
  ['Alibaba Cloud', `LTAI${RANDOM.slice(0, 20)}`],
  ['Tencent Cloud', `AKID${RANDOM}${RANDOM.slice(0, 8)}`],
  ['NuGet', `oy2${`${HEX}${HEX}`.slice(0, 43)}`],
  ['Supabase', `sb_secret_${RANDOM}`],
  ['Pinecone', `pcsk_${RANDOM}${RANDOM}`],
  ['Vault, before 1.10', `s.${RANDOM}`],
  ['Cloudflare, origin CA', `v1.0-${HEX.slice(0, 24)}-${HEX}${HEX.slice(0, 8)}`],
  ['Rancher', `token-x7k2p:${`${HEX}${HEX}`.slice(0, 54)}`],
  ['GitLab', `glpat-${RANDOM.slice(0, 20)}`],
  ['npm', `npm_${RANDOM}${RANDOM.slice(0, 12)}`],
  ['PyPI', `pypi-AgEIcHlwaS5vcmcC${RANDOM}${RANDOM}`],
  ['Slack', `xoxb-123456789012-1234567890123-${RANDOM}`],
  ['Slack app', `xapp-1-A0123456789-1234567890123-${HEX}`],
  ['Stripe', `sk_live_${RANDOM}`],
  ['Stripe webhook', `whsec_${RANDOM}${RANDOM.slice(0, 8)}`],
  ['Twilio', `SK${HEX}`],
  ['SendGrid', `SG.${RANDOM.slice(0, 22)}.${RANDOM}${RANDOM.slice(0, 19)}`],
  ['Google API', `AIzaSyA${RANDOM}${RANDOM.slice(0, 8)}`],
  ['Google OAuth', `ya29.a0AfH6SMB${RANDOM}${RANDOM}`],
  ['Google client secret', `GOCSPX-${RANDOM}abcd`],
  ['Azure AD client secret', `abc8Q~${RANDOM}${RANDOM.slice(0, 10)}`],
  ['Vault', `hvs.CAESI${RANDOM}${RANDOM}`],
  ['DigitalOcean', `dop_v1_${HEX}${HEX}`],
  ['Docker Hub', `dckr_pat_${RANDOM}abc`],
  ['OpenAI', `sk-proj-${RANDOM}${RANDOM}`],
  ['Anthropic', `sk-ant-api03-${RANDOM}${RANDOM}`],
  ['Hugging Face', `hf_${RANDOM}abcdefghij`],
  ['Databricks', `dapi${HEX}`],
  ['New Relic', `NRAK-${'Q7XK92LMQP4VZT8RW3NB6YJD123'}`],
  ['Grafana', `glsa_${RANDOM}abcdefgh_1a2b3c4d`],
  ['Shopify', `shpat_${HEX}`],
  ['Telegram', `123456789:AA${RANDOM}abcdefghi`],
  ['Mailchimp', `${HEX}-us12`],
  ['JWT', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${RANDOM}${RANDOM.slice(0, 19)}`],
  ['JWT, cut off', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn`],
  ['bcrypt', `$2b$12$${RANDOM}${RANDOM}abcde`],
].map(([name = '', text = '']) => shape(`token of ${name}`, text, [text]))

const URLS: readonly SecretShape[] = [
  ...[
    'postgres',
    'postgresql+asyncpg',
    'mysql',
    'mongodb+srv',
    'amqps',
    'rediss',
    'clickhouse',
    'https',
    'sqlserver',
    'ldap',
    'nats',
    'smtp',
    'kafka',
    'cockroachdb',
  ].map((scheme) =>
    shape(
      `URL of ${scheme}`,
      `${scheme}://app:${WORD}@db.shop.svc:5432/orders?x=1`,
      [WORD],
      ['app:', 'db.shop.svc:5432/orders'],
    ),
  ),
  shape('URL without a user', `redis://:${WORD}@cache:6379/0`, [WORD], ['cache:6379/0']),
  shape(
    'URL with odd letters',
    `postgres://app:Hun@ter:2:Hu'nter2@db:5432/x`,
    ['ter:2', "Hu'nter2", 'Hun@'],
    ['db:5432/x'],
  ),
  shape(
    'URL of several hosts',
    `mongodb://app:${WORD}@a:27017,b:27017/shop?replicaSet=r`,
    [WORD],
    ['a:27017,b:27017'],
  ),
  shape('URL, encoded', `next=postgres%3A%2F%2Fapp%3A${WORD}%40db%3A5432`, [WORD], ['db%3A5432']),
  shape(
    'URL, escaped in JSON',
    `{"u":"postgres:\\/\\/app:${WORD}@db:5432\\/x"}`,
    [WORD],
    ['db:5432'],
  ),
  shape(
    'URL with a token',
    `https://x-access-token:${RANDOM}@github.com/a/b.git`,
    [RANDOM],
    ['github.com/a/b.git'],
  ),
  shape(
    'URL with a token as user',
    `https://${HEX}@o1.ingest.sentry.io/42`,
    [HEX],
    ['o1.ingest.sentry.io/42'],
  ),
  shape('Slack webhook', `https://hooks.slack.com/services/T000/B000/${RANDOM}`, [RANDOM]),
  shape(
    'SAS',
    `https://acme.blob.core.windows.net/c?sv=2022-11-02&se=2027&sig=${RANDOM}%3D`,
    [RANDOM],
    ['acme.blob.core.windows.net'],
  ),
  shape(
    'presigned',
    `https://b.s3.amazonaws.com/k?X-Amz-Credential=AKIAIOSFODNN7EXAMPLQ%2F20261130&X-Amz-Signature=${HEX}${HEX}`,
    [HEX, 'AKIAIOSFODNN7EXAMPLQ'],
    ['b.s3.amazonaws.com/k'],
  ),
  shape(
    'query key',
    `GET http://api:8080/v1?api_key=${RANDOM}&page=2`,
    [RANDOM],
    ['http://api:8080/v1'],
  ),
]

const DSNS: readonly SecretShape[] = [
  shape(
    'libpq',
    `host=db port=5432 user=app password=${WORD} dbname=shop sslmode=disable`,
    [WORD],
    ['host=db port=5432 user=app', 'dbname=shop'],
  ),
  shape(
    'libpq, quoted',
    `host=db user=app password='${WORD} x' dbname=shop`,
    [WORD],
    ['host=db', 'dbname=shop'],
  ),
  shape(
    'go-sql-driver',
    `app:${WORD}@tcp(mysql:3306)/shop?parseTime=true`,
    [WORD],
    ['tcp(mysql:3306)/shop'],
  ),
  shape(
    'go-sql-driver, odd',
    `app:p@ss:${WORD}@tcp(mysql:3306)/shop`,
    [WORD],
    ['tcp(mysql:3306)/shop'],
  ),
  shape(
    'no scheme',
    `cannot connect to app:${WORD}@db.shop:5432/orders`,
    [WORD],
    ['db.shop:5432/orders'],
  ),
  shape(
    'JDBC',
    `jdbc:mysql://db:3306/shop?user=app&password=${WORD}&useSSL=false`,
    [WORD],
    ['db:3306/shop', 'user=app', 'useSSL=false'],
  ),
  shape(
    'JDBC of SQL Server',
    `jdbc:sqlserver://db:1433;databaseName=shop;user=sa;password=${WORD};encrypt=true`,
    [WORD],
    ['db:1433', 'user=sa', 'encrypt=true'],
  ),
  shape('JDBC of Oracle', `jdbc:oracle:thin:app/${WORD}@//db:1521/x`, [WORD], ['db:1521/x']),
  shape('sqlplus', `sqlplus app/${WORD}@//db:1521/x`, [WORD], ['db:1521/x']),
  shape(
    'ADO.NET',
    `Server=db;Database=shop;User Id=sa;Password=${WORD} with, more;Encrypt=true`,
    [WORD, 'with, more'],
    ['Server=db', 'User Id=sa', 'Encrypt=true'],
  ),
  shape(
    'ODBC',
    `Driver={ODBC Driver 18};Server=db;Uid=sa;Pwd={${WORD}};`,
    [WORD],
    ['Server=db', 'Uid=sa'],
  ),
  shape(
    'Azure Storage',
    `DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=${RANDOM}${RANDOM}==;EndpointSuffix=core.windows.net`,
    [RANDOM],
    ['AccountName=acme'],
  ),
  shape(
    'Service Bus',
    `Endpoint=sb://x.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${RANDOM}=`,
    [RANDOM],
    ['x.servicebus.windows.net'],
  ),
  shape(
    'Kafka JAAS',
    `org.apache.kafka.common.security.plain.PlainLoginModule required username="app" password="${WORD}";`,
    [WORD],
    ['username="app"'],
  ),
  shape('.pgpass', `db:5432:shop:app:${WORD}`, [WORD], ['db:5432:shop:app']),
  shape('.netrc', `machine git.example login app password ${WORD}`, [WORD], ['login app']),
  shape('.npmrc', `//registry.example/:_authToken=${RANDOM}`, [RANDOM], ['registry.example']),
]

const NAMED: readonly SecretShape[] = [
  ['shell', `DB_PASSWORD=${WORD} DB_HOST=db`],
  ['shell, odd letters', `DB_PASSWORD=${WORD},x&y!z DB_HOST=db`],
  ['export', `export PGPASSWORD='${WORD}'`],
  ['psql', `PGPASSWORD=${WORD} psql -h db -U app`],
  ['mysql variable', `MYSQL_PWD=${WORD} mysql -h db`],
  ['JSON', `{"user":"app","password":"${WORD}","host":"db"}`],
  ['JSON in a string', `cfg="{\\"password\\":\\"${WORD}\\"}"`],
  ['JSON of an environment', `{"name":"DB_PASSWORD","value":"${WORD}"}`],
  ['YAML', `db:\n  host: db\n  password: ${WORD}`],
  ['YAML, a plain word', `db:\n  password: hunterhunter`, 'hunterhunter'],
  ['YAML, quoted', `  password: "${WORD}"`],
  ['YAML, a block', `password: |\n  ${WORD}`],
  ['YAML of an environment', `- name: DB_PASSWORD\n  value: ${WORD}`],
  ['TOML', `password = "${WORD}"`],
  ['properties', `spring.datasource.password=${WORD}`],
  ['INI', `[db]\npassword = ${WORD}`],
  ['XML', `<db><password>${WORD}</password></db>`],
  ['XML attribute', `<property name="password" value="${WORD}"/>`],
  ['Ruby', `{:password=>"${WORD}"}`],
  ['PHP', `'password' => '${WORD}'`],
  ['Python', `{'db_password': '${WORD}'}`],
  ['Python arguments', `connect(host='db', password='${WORD}')`],
  ['Go', `{Host:db Password:${WORD} User:app}`],
  ['Java', `Config{host=db, password=${WORD}, user=app}`],
  ['camel case', `clientSecret=${RANDOM}`, RANDOM],
  ['suffixed', `DB_PASSWORD_OLD=${WORD}`],
  ['Django', `SECRET_KEY = '${RANDOM}'`, RANDOM],
  ['Rails', `SECRET_KEY_BASE=${HEX}${HEX}`, HEX],
  ['Laravel', `APP_KEY=base64:${RANDOM}${RANDOM.slice(0, 19)}=`, RANDOM],
  [
    'AWS secret key',
    `aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`,
    'wJalrXUtnFEMI',
  ],
  [
    'a bare AWS secret key',
    `InvalidAccessKey wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY refused`,
    'wJalrXUtnFEMI',
  ],
  ['session token', `AWS_SESSION_TOKEN=${RANDOM}${RANDOM}==`, RANDOM],
  ['Datadog', `DD_API_KEY=${HEX}`, HEX],
  ['a key of no known kind', `ACME_SHARD_KEY=${RANDOM}`, RANDOM],
  ['SQL', `CREATE USER app WITH ENCRYPTED PASSWORD '${WORD}'`],
  ['SQL of MySQL', `CREATE USER 'app'@'%' IDENTIFIED WITH mysql_native_password BY '${WORD}'`],
  ['Redis', `requirepass ${WORD}`],
  ['Redis login', `AUTH default ${WORD}`],
  ['a sentence', `login failed for app with password ${WORD}`],
  ['a sentence, quoted', `invalid password "${WORD}" for user app`],
  ['Erlang', `RABBITMQ_ERLANG_COOKIE=${RANDOM}`, RANDOM],
  ['Vault AppRole', `secret_id: 5b3c9b8c-0e7e-4e6f-9d3c-0b8f0a1d2e3f`, '5b3c9b8c-0e7e'],
  ['a form', `grant_type=password&username=app&password=${WORD}&scope=x`],
  ['a form, encoded', `body=password%3D${WORD}`],
  ['kubectl describe', `      DB_PASSWORD:            ${WORD}`],
].map(([name = '', text = '', secret = WORD]) => shape(`${name} setting`, text, [secret]))

const COMMAND_LINES: readonly SecretShape[] = [
  ['long', `server --db-password ${WORD} --port 1`],
  ['long, a plain word', `server --password hunterhunter --port 1`, 'hunterhunter'],
  ['with =', `server --token=${RANDOM}`, RANDOM],
  ['one dash', `java -jar a.jar -password ${WORD}`],
  ['system property', `java -Djavax.net.ssl.keyStorePassword=${WORD} -jar a.jar`],
  ['JSON list', `["server","--password","${WORD}"]`],
  ['YAML list', `args:\n- --password\n- ${WORD}`],
  ['mysql', `mysql -h db -u app -p${WORD} shop`],
  ['mysqldump', `mysqldump --user=app -p'${WORD}' shop`],
  ['sshpass', `sshpass -p ${WORD} ssh app@host`],
  ['docker login', `docker login -u app -p ${WORD} registry.example`],
  ['redis-cli', `redis-cli -h cache -a ${WORD} ping`],
  ['curl', `curl -u app:${WORD} http://api:8080/x`],
  ['openssl', `openssl rsa -in a.pem -passin pass:${WORD}`],
  ['keytool', `keytool -list -keystore a.jks -storepass ${WORD}`],
  ['ldapsearch', `ldapsearch -D cn=app -w ${WORD} -b dc=x`],
  ['helm', `helm install x y --set auth.password=${WORD}`],
  ['kubectl', `kubectl create secret generic x --from-literal=password=${WORD}`],
  ['az', `az login --service-principal -u app -p ${WORD} --tenant x`],
  ['smbclient', `smbclient //host/share -U app%${WORD}`],
].map(([name = '', text = '', secret = WORD]) => shape(`${name} command line`, text, [secret]))

const HEADERS: readonly SecretShape[] = [
  ['bearer', `Authorization: Bearer ${RANDOM}`, RANDOM],
  ['bearer of letters alone', `authorization: bearer abcdefghijklmnop`, 'abcdefghijklmnop'],
  ['basic', `Authorization: Basic ${base64(`app:${WORD}`)}`, base64(`app:${WORD}`).slice(0, 12)],
  ['token', `Authorization: token ${RANDOM}`, RANDOM],
  [
    'AWS',
    `Authorization: AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLQ/20261130/eu/s3/aws4_request, Signature=${HEX}${HEX}`,
    HEX,
  ],
  ['JSON', `{"headers":{"Authorization":"Bearer ${RANDOM}"}}`, RANDOM],
  ['Go', `map[Authorization:[Bearer ${RANDOM}]]`, RANDOM],
  ['API key', `X-Api-Key: ${RANDOM}`, RANDOM],
  ['Vault', `X-Vault-Token: s.${RANDOM}`, RANDOM],
  ['GitLab', `PRIVATE-TOKEN: ${RANDOM}`, RANDOM],
  ['cookie', `Cookie: theme=dark; session=${RANDOM}; id=7`, RANDOM],
  ['set-cookie', `Set-Cookie: sid=${RANDOM}; Path=/; HttpOnly`, RANDOM],
  ['session', `JSESSIONID=${'9F86D081884C7D659A2FEAA0C55AD015'}`, '9F86D081884C7D65'],
].map(([name = '', text = '', secret = '']) => shape(`${name} header`, text, [secret]))

const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${KEY_LINE}\n${KEY_LINE_2}\n-----END RSA PRIVATE KEY-----`

const ENCODED: readonly SecretShape[] = [
  shape('PEM', PEM, [KEY_LINE, KEY_LINE_2]),
  shape(
    'PEM in JSON',
    JSON.stringify({ private_key: PEM, client_email: 'a@b.example' }),
    [KEY_LINE, KEY_LINE_2],
    ['a@b.example'],
  ),
  shape('PEM, the end cut off', PEM.slice(0, 110), [
    KEY_LINE.slice(0, 40),
    KEY_LINE_2.slice(0, 10),
  ]),
  shape('PEM, the beginning cut off', PEM.slice(60), [KEY_LINE.slice(40), KEY_LINE_2]),
  shape('PEM, its middle alone', `${KEY_LINE}\n${KEY_LINE_2}`, [KEY_LINE, KEY_LINE_2]),
  shape('PEM behind a prefix', `2026-11-30 INFO key ${KEY_LINE}`, [KEY_LINE]),
  shape(
    'OpenSSH',
    `-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ\n`,
    ['b3BlbnNzaC1rZXktdjE'],
  ),
  shape('kubeconfig key', `    client-key-data: ${base64(PEM).slice(0, 80)}`, [
    base64(PEM).slice(0, 60),
  ]),
  shape('kubeconfig token', `users:\n- user:\n    token: ${RANDOM}`, [RANDOM]),
  shape(
    'dockerconfigjson',
    `{"auths":{"registry.example":{"username":"app","password":"${WORD}","auth":"${base64(`app:${WORD}`)}"}}}`,
    [WORD, base64(`app:${WORD}`)],
    ['registry.example', '"username":"app"'],
  ),
  shape('a short docker auth', `"auth":"${base64('app:pass1')}"`, [base64('app:pass1')]),
  shape(
    'dockerconfigjson in base64',
    `.dockerconfigjson: ${base64(`{"auths":{"r":{"auth":"${base64(`a:${WORD}`)}"}}}`)}`,
    [base64('{"auths":{"r":').slice(0, 16)],
  ),
  shape('base64 of a password', `value ${base64(WORD)}`, [base64(WORD)]),
  shape('base64 of a connection', base64(`postgres://app:${WORD}@db/x`), [
    base64(`postgres://app:${WORD}@db/x`).slice(0, 20),
  ]),
  shape('base64 of a token', base64(`ghp_${RANDOM}`), [base64(`ghp_${RANDOM}`).slice(0, 20)]),
  shape('base64url of JSON', base64(`{"password":"${WORD}"}`).replaceAll('=', ''), [
    base64(`{"password":"${WORD}"}`).slice(0, 20),
  ]),
]

/** Every kind of secret that the program knows, in the forms that logs, manifests and command lines give it. */
export const SECRET_SHAPES: readonly SecretShape[] = [
  ...TOKENS,
  ...URLS,
  ...DSNS,
  ...NAMED,
  ...COMMAND_LINES,
  ...HEADERS,
  ...ENCODED,
]
