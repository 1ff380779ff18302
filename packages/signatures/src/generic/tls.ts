import type { SignatureFamily } from '@unloop/engine/scanner'

/** Certificates that are not trusted, not valid or not there, in the words of every TLS library. */
export const tls: SignatureFamily = {
  programs: ['OpenSSL', 'Go crypto/tls', 'JSSE', 'rustls', 'GnuTLS', 'SChannel'],
  signatures: [
    {
      id: 'tls/go-unknown-authority',
      cause: 'tls-cert',
      pattern:
        /x509: (?:certificate signed by unknown authority|certificate is not trusted|.{0,80}certificate is not standards compliant)/,
      strength: 'error',
      title: "The peer's certificate is signed by an authority that the program does not trust",
      example:
        'Get "https://auth.shop.svc/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
      source: 'Go crypto/x509/verify.go',
      from: ['c21-x509-unknown-authority', '081-weave-npc-cert-san'],
    },
    {
      id: 'tls/go-expired',
      cause: 'tls-cert',
      pattern: /x509: certificate has expired or is not yet valid:? ?(?<what>.{0,120})/,
      strength: 'error',
      title: "The peer's certificate has expired or is not yet valid",
      example:
        'x509: certificate has expired or is not yet valid: current time 2024-05-01T10:00:00Z is after 2024-04-30T23:59:59Z',
      source: 'Go crypto/x509/verify.go',
    },
    {
      id: 'tls/go-host-mismatch',
      cause: 'tls-cert',
      pattern:
        /x509: (?:certificate is valid for (?<what>.{1,300}?), not (?<host>[\w.:*-]{1,253})|cannot validate certificate for (?<name>[\w.:-]{1,100}) because it doesn't contain any IP SANs|certificate is not valid for any names, but wanted to match (?<key>\S{1,253})|certificate relies on legacy Common Name field)/,
      strength: 'error',
      title: "The peer's certificate is for other names than the one that was dialled",
      example: [
        'x509: certificate is valid for api.example.com, not api.shop.svc',
        "x509: cannot validate certificate for 10.0.0.7 because it doesn't contain any IP SANs",
        'x509: certificate relies on legacy Common Name field, use SANs instead',
      ],
      source: 'Go crypto/x509/verify.go',
      from: ['081-weave-npc-cert-san'],
    },
    {
      id: 'tls/go-handshake',
      cause: 'tls-cert',
      pattern:
        /(?:remote error: tls: (?<what>bad certificate|unknown certificate authority|certificate required|expired certificate|handshake failure|protocol version not supported|unrecognized name|unknown certificate|internal error)|tls: (?:first record does not look like a TLS handshake|failed to verify certificate: (?!x509: (?:certificate|cannot))|no certificates configured|server selected unsupported protocol version.{0,20}|handshake failure))/,
      strength: 'error',
      title: 'The TLS handshake fails',
      example: [
        'remote error: tls: bad certificate',
        'tls: first record does not look like a TLS handshake',
        'remote error: tls: certificate required',
      ],
      source: 'Go crypto/tls/alert.go',
    },
    {
      id: 'tls/go-key-pair',
      cause: 'tls-cert',
      pattern:
        /tls: (?<what>private key does not match public key|failed to (?:find any PEM data|find certificate PEM data|find PEM block|parse private key).{0,80}|private key type does not match public key type)/,
      strength: 'fatal',
      title: "The program's own certificate or key cannot be used: {what}",
      example: [
        'tls: private key does not match public key',
        'tls: failed to find any PEM data in certificate input',
      ],
      source: 'Go crypto/tls/tls.go, X509KeyPair',
    },
    {
      id: 'tls/go-malformed',
      cause: 'tls-cert',
      pattern:
        /x509: (?<what>malformed .{1,60}|unsupported elliptic curve|invalid .{1,60}|failed to (?:parse|load).{1,100}|decryption password incorrect|unknown .{1,40} algorithm)/,
      strength: 'error',
      title: 'A certificate or key cannot be parsed: {what}',
      example: 'x509: malformed certificate',
      source: 'Go crypto/x509',
    },
    {
      id: 'tls/openssl-verify',
      cause: 'tls-cert',
      pattern:
        /certificate verify failed(?:: (?<what>(?:certificate has expired|self[- ]signed certificate(?: in certificate chain)?|unable to get (?:local )?issuer certificate|Hostname mismatch|IP address mismatch|certificate is not yet valid|CA cert does not include key usage extension|EE certificate key too weak|Missing Authority Key Identifier)?).{0,160})?/,
      strength: 'error',
      title: "The peer's certificate is not accepted",
      example: [
        'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
        'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate (_ssl.c:997)',
        'OpenSSL::SSL::SSLError: SSL_connect returned=1 errno=0 state=error: certificate verify failed (self signed certificate)',
      ],
      source: 'OpenSSL crypto/x509/x509_txt.c',
      from: ['c22-server-certificate-expired'],
    },
    {
      id: 'tls/openssl-code',
      cause: 'tls-cert',
      pattern:
        /(?:CERTIFICATE_VERIFY_FAILED(?!\] certificate verify failed)|SSL certificate problem: (?<what>.{1,120})|SSL: no alternative certificate subject name matches|curl: \(60\)|curl: \(51\)|server certificate verification failed\. CAfile)/,
      strength: 'error',
      title: "The peer's certificate is not accepted",
      example: [
        'curl: (60) SSL certificate problem: unable to get local issuer certificate',
        'SSL certificate problem: self signed certificate',
        'E0501 ssl_transport_security.cc:1519] Handshake failed with fatal error SSL_ERROR_SSL: error:1000007d:SSL routines:OPENSSL_internal:CERTIFICATE_VERIFY_FAILED',
      ],
      source: 'libcurl; BoringSSL',
    },
    {
      id: 'tls/node-codes',
      cause: 'tls-cert',
      pattern:
        /(?:\b(?<what>SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_VERIFY_LEAF_SIGNATURE|UNABLE_TO_GET_ISSUER_CERT(?:_LOCALLY)?|CERT_HAS_EXPIRED|CERT_NOT_YET_VALID|ERR_TLS_CERT_ALTNAME_INVALID|CERT_UNTRUSTED)\b|Error: (?:self[- ]signed certificate(?: in certificate chain)?|unable to (?:verify the first certificate|get local issuer certificate|get issuer certificate)|certificate has expired)$|Hostname\/IP does not match certificate's altnames: (?<host>.{1,160}))/,
      strength: 'error',
      title: "The peer's certificate is not accepted",
      example: [
        "  code: 'SELF_SIGNED_CERT_IN_CHAIN'",
        'Error: unable to verify the first certificate',
        "Error [ERR_TLS_CERT_ALTNAME_INVALID]: Hostname/IP does not match certificate's altnames: Host: db. is not in the cert's altnames: DNS:db.example.com",
        'Error: certificate has expired',
      ],
      source: 'Node.js src/crypto; lib/tls.js',
    },
    {
      id: 'tls/java-pkix',
      cause: 'tls-cert',
      pattern:
        /(?:PKIX path (?:building|validation) failed(?<what>.{0,160})|unable to find valid certification path to requested target|CertificateExpiredException: (?<name>.{1,100})|CertificateNotYetValidException|No subject alternative (?:names|DNS name) (?:present|matching|found).{0,120}|SSLPeerUnverifiedException: .{1,160}|the trustAnchors parameter must be non-empty)/,
      strength: 'error',
      title: "Java does not accept the peer's certificate",
      example: [
        'javax.net.ssl.SSLHandshakeException: PKIX path building failed: sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to requested target',
        'java.security.cert.CertificateExpiredException: NotAfter: Tue Apr 30 23:59:59 UTC 2024',
        'java.security.cert.CertificateException: No subject alternative DNS name matching auth.shop.svc found.',
      ],
      source: 'OpenJDK sun.security.validator',
    },
    {
      id: 'tls/java-handshake',
      cause: 'tls-cert',
      pattern:
        /(?:SSLHandshakeException: (?!PKIX|.{0,60}certificate_unknown: PKIX)(?<what>.{1,160})|Received fatal alert: (?<name>\w{1,40})|Unsupported or unrecognized SSL message|NotSslRecordException)/,
      strength: 'error',
      title: 'The TLS handshake fails',
      example: [
        'javax.net.ssl.SSLHandshakeException: Received fatal alert: handshake_failure',
        'javax.net.ssl.SSLException: Unsupported or unrecognized SSL message',
      ],
      source: 'OpenJDK sun.security.ssl',
    },
    {
      id: 'tls/openssl-protocol',
      cause: 'tls-cert',
      pattern:
        /(?<what>wrong version number|tlsv1 alert (?:unknown ca|protocol version|internal error)|sslv3 alert (?:handshake failure|bad certificate|certificate unknown|certificate expired)|tlsv13 alert certificate required|ssl3_get_record|UNSUPPORTED_PROTOCOL|dh key too small|ca md too weak|ee key too small|unsafe legacy renegotiation disabled|EPROTO .{0,60}SSL)/,
      strength: 'error',
      title: 'The TLS handshake fails: {what}',
      explain:
        'A "wrong version number" means that the peer does not speak TLS on this port (plain HTTP, or a proxy); an alert names what the peer disliked.',
      example: [
        'ssl.SSLError: [SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1129)',
        'error:14094418:SSL routines:ssl3_read_bytes:tlsv1 alert unknown ca',
        'Error: write EPROTO 140:error:1408F10B:SSL routines:ssl3_get_record:wrong version number',
      ],
      source: 'OpenSSL ssl/ssl_err.c',
    },
    {
      id: 'tls/openssl-load',
      cause: 'tls-cert',
      pattern:
        /(?<what>PEM routines:{1,2}\w{0,40}:{1,2}\w[\w ]{2,60}|key values mismatch|KEY_VALUES_MISMATCH|PEM lib|PEM_read_bio|ERR_OSSL_\w{1,40}|bad decrypt|no start line|not enough data in PEM)(?=.{0,200})/,
      strength: 'error',
      title: 'A certificate or key cannot be loaded: {what}',
      example: [
        'error:0909006C:PEM routines:get_name:no start line',
        'SSL_CTX_use_PrivateKey_file failed: key values mismatch',
        'ssl.SSLError: [SSL: KEY_VALUES_MISMATCH] key values mismatch (_ssl.c:4067)',
        "  code: 'ERR_OSSL_PEM_NO_START_LINE'",
      ],
      source: 'OpenSSL crypto/pem/pem_err.c, crypto/x509/x509_err.c',
    },
    {
      id: 'tls/file-missing',
      cause: 'tls-cert',
      pattern:
        /(?:open|stat|lstat|load(?:ing)?|read(?:ing)?|cannot load|[Ff]ailed to (?:load|read|open)|BIO_new_file\()[ "':a-zA-Z]{0,60}(?<file>\/(?!\S{0,200}(?:serving-certs?|webhook\S{0,40})\/|var\/run\/secrets\/kubernetes|\S{0,200}kubeconfig)\S{1,200}\.(?:crt|cert|pem|key|p12|pfx|jks))[\s"'):,]{1,4}.{0,80}(?:no such file or directory|No such file or directory)/,
      strength: 'fatal',
      title: 'The certificate or key {file} is not in the container',
      explain:
        'The program opens a certificate or key that is not there: the Secret is not mounted, is mounted elsewhere, or holds its key under another name (tls.crt, tls.key, ca.crt).',
      example: [
        'open /etc/tls/tls.crt: no such file or directory',
        'failed to load key pair: open /certs/tls.key: no such file or directory',
        'cannot load certificate "/etc/ssl/server.pem": BIO_new_file() failed (SSL: error:80000002:system library::No such file or directory)',
      ],
      source: 'Go os; OpenSSL BIO',
      from: ['c24-nginx-tls-key-not-in-secret'],
    },
    {
      id: 'tls/rustls',
      cause: 'tls-cert',
      pattern:
        /(?:invalid peer certificate: (?<what>\w{1,40}(?:\(\w{1,40}\))?)|InvalidCertificate\((?<name>\w{1,40}))/,
      strength: 'error',
      title: "The peer's certificate is not accepted",
      example: [
        'error trying to connect: invalid peer certificate: UnknownIssuer',
        'invalid peer certificate: Expired',
      ],
      source: 'rustls error.rs',
    },
    {
      id: 'tls/dotnet',
      cause: 'tls-cert',
      pattern:
        /(?:The remote certificate (?:is invalid|was rejected)(?<what>.{0,160})|RemoteCertificate(?:ChainErrors|NameMismatch|NotAvailable)|The SSL connection could not be established|PartialChain|UntrustedRoot)/,
      strength: 'error',
      title: "The peer's certificate is not accepted",
      example: [
        'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: PartialChain',
        'System.Net.Http.HttpRequestException: The SSL connection could not be established, see inner exception.',
      ],
      source: '.NET System.Net.Security',
    },
    {
      id: 'tls/erlang',
      cause: 'tls-cert',
      pattern:
        /(?:\{tls_alert, ?\{(?<what>\w{1,40})|TLS client: In state \w{1,40} .{0,60}(?:ALERT|alert).{0,100})/,
      strength: 'error',
      title: 'The TLS handshake fails',
      example: [
        '{tls_alert,{unknown_ca,"TLS client: In state wait_cert_cr at ssl_handshake.erl:2098 generated CLIENT ALERT: Fatal - Unknown CA"}}',
      ],
      source: 'Erlang ssl application',
    },
    {
      id: 'tls/ca-bundle-missing',
      cause: 'tls-cert',
      pattern:
        /(?:Could not find a suitable TLS CA certificate bundle, invalid path: (?<file>\S{1,200})|error setting certificate (?:verify locations|file): ?(?<name>.{0,120})|x509: failed to load system roots and no roots provided|No CA certificates were loaded from the system|unable to load CA bundle)/,
      strength: 'error',
      title: 'The image has no bundle of trusted certificates',
      example: [
        'OSError: Could not find a suitable TLS CA certificate bundle, invalid path: /etc/ssl/certs/ca.pem',
        'curl: (77) error setting certificate verify locations:  CAfile: /etc/ssl/certs/ca-certificates.crt',
        'x509: failed to load system roots and no roots provided',
      ],
      source: 'requests adapters.py; libcurl; Go crypto/x509',
      fix: {
        title: 'Install ca-certificates in the image, or mount the CA bundle',
        where: 'image',
      },
    },
  ],
}
