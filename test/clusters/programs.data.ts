/**
 * Programs of a cluster with what they print while all is well, which is not free of errors: handled exceptions, retries,
 * refused logins of others. `{t}` is RFC 3339, `{k}` klog's time, `{s}` a time with a space and a comma, `{c}` that of an
 * access log, `{p}` a time with slashes, `{n}` a number, `{ip}` an address.
 */
export interface Program {
  readonly name: string
  readonly image: string
  readonly port?: number
  readonly kind: 'Deployment' | 'StatefulSet' | 'DaemonSet'
  readonly namespace: string
  readonly log: readonly string[]
}

type Head = readonly [namespace: string, kind: Program['kind'], name: string, image: string]

const program = (...parts: readonly [...Head, Pick<Program, 'port' | 'log'>]): Program => {
  const [namespace, kind, name, image, rest] = parts
  return { namespace, kind, name, image, ...rest }
}

const SYSTEM: readonly Program[] = [
  program('kube-system', 'Deployment', 'coredns', 'registry.k8s.io/coredns/coredns:v1.11.3', {
    port: 8080,
    log: [
      '[INFO] plugin/reload: Running configuration SHA512 = 8a7d59126e7f114ab49c6d2613be93d8',
      '[ERROR] plugin/errors: 2 updates.vendor.example. A: read udp {ip}:4{n}->169.254.169.253:53: i/o timeout',
      '[WARNING] plugin/health: Local health request to "http://:8080/health" took more than 1s: 1.{n}s',
      '[INFO] {ip}:5{n} - 11{n} "AAAA IN cart.shop.svc.cluster.local.shop.svc.cluster.local. udp 68 false 512" NXDOMAIN qr,aa,rd 161 0.000{n}s',
    ],
  }),
  program('kube-system', 'DaemonSet', 'kube-proxy', 'registry.k8s.io/kube-proxy:v1.31.2', {
    log: [
      'I{k}       1 proxier.go:805] "SyncProxyRules complete" ipFamily="IPv4" elapsed="{n}.1ms"',
      'E{k}       1 reflector.go:158] "Unhandled Error" err="k8s.io/client-go/informers/factory.go:160: Failed to watch *v1.EndpointSlice: Get \\"https://10.96.0.1:443/apis/discovery.k8s.io/v1/endpointslices?watch=true\\": dial tcp 10.96.0.1:443: connect: connection refused" logger="UnhandledError"',
      'W{k}       1 reflector.go:484] k8s.io/client-go/informers/factory.go:160: watch of *v1.Node ended with: very short watch: Unexpected watch close - watch lasted less than a second and no items received',
    ],
  }),
  program(
    'kube-system',
    'DaemonSet',
    'aws-node',
    'amazon-k8s-cni.example/amazon-k8s-cni:v1.19.0-eksbuild.1',
    {
      port: 61678,
      log: [
        '{"level":"info","ts":"{t}","caller":"entrypoint.sh","msg":"Validating env variables ..."}',
        '{"level":"info","ts":"{t}","caller":"entrypoint.sh","msg":"Retrying waiting for IPAM-D"}',
        '{"level":"info","ts":"{t}","caller":"entrypoint.sh","msg":"Successfully copied CNI plugin binary and config file."}',
        'time="{t}" level=warning msg="ENI eni-0{n} has no free addresses, retrying" attempt={n}',
      ],
    },
  ),
  program(
    'kube-system',
    'Deployment',
    'ebs-csi-controller',
    'public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.37.0',
    {
      port: 9808,
      log: [
        'I{k}       1 controller.go:396] "ControllerPublishVolume: attached" volumeID="vol-0{n}" nodeID="i-0{n}"',
        'E{k}       1 driver.go:108] "GRPC error" err="rpc error: code = Aborted desc = An operation with the given volume vol-0{n} is already in progress"',
        'W{k}       1 batcher.go:113] "execute: error executing batch" err="RequestLimitExceeded: Request limit exceeded. status code: 503"',
        'I{k}       1 leaderelection.go:268] successfully acquired lease kube-system/ebs-csi-aws-com',
      ],
    },
  ),
  program(
    'kube-system',
    'Deployment',
    'metrics-server',
    'registry.k8s.io/metrics-server/metrics-server:v0.7.2',
    {
      port: 10250,
      log: [
        'E{k}       1 scraper.go:149] "Failed to scrape node" err="Get \\"https://{ip}:10250/metrics/resource\\": context deadline exceeded" node="worker-{n}"',
        'I{k}       1 server.go:191] "Failed probe" probe="metric-storage-ready" err="no metrics to serve"',
        'I{k}       1 secure_serving.go:213] Serving securely on [::]:10250',
        'E{k}       1 errors.go:77] http: TLS handshake error from {ip}:4{n}: EOF',
      ],
    },
  ),
  program(
    'kube-system',
    'Deployment',
    'local-path-provisioner',
    'rancher/local-path-provisioner:v0.0.30',
    {
      log: [
        'time="{t}" level=info msg="Applied config: {\\"nodePathMap\\":[]}"',
        'I{k}       1 controller.go:1366] provision "data/pg-{n}" class "local-path": started',
        'W{k}       1 controller.go:937] Retrying syncing claim "c{n}", failure 1: claim not found in cache',
      ],
    },
  ),
  program(
    'kube-system',
    'Deployment',
    'cluster-autoscaler',
    'registry.k8s.io/autoscaling/cluster-autoscaler:v1.31.0',
    {
      port: 8085,
      log: [
        'I{k}       1 static_autoscaler.go:274] Starting main loop',
        'W{k}       1 clusterstate.go:475] Failed to find readiness information for asg-workers-{n}',
        'E{k}       1 leaderelection.go:332] error retrieving resource lock kube-system/cluster-autoscaler: Get "https://10.96.0.1:443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/cluster-autoscaler": net/http: request canceled (Client.Timeout exceeded while awaiting headers)',
        'I{k}       1 klogx.go:87] Pod shop/batch-{n} is unschedulable',
        'I{k}       1 orchestrator.go:310] No expansion options',
      ],
    },
  ),
  program('istio-system', 'Deployment', 'istiod', 'docker.io/istio/pilot:1.24.1', {
    port: 8080,
    log: [
      '{t}\tinfo\tads\tPush debounce stable[{n}] 1 for config ServiceEntry/shop/pay: 100.2ms since last change',
      '{t}\terror\tads\tADS: "{ip}:5{n}" cart-{n}.shop terminated with unexpected error: rpc error: code = Unavailable desc = closing transport due to: connection error',
      '{t}\twarn\tads\tADS:LDS: ACK ERROR gateway-{n}.istio-ingress Internal:Error adding/updating listener(s) 0.0.0.0_8443',
    ],
  }),
  program('istio-ingress', 'Deployment', 'istio-ingressgateway', 'docker.io/istio/proxyv2:1.24.1', {
    log: [
      '{t}\twarning\tenvoy config external/envoy/source/extensions/config_subscription/grpc/grpc_stream.h:155\tStreamAggregatedResources gRPC config stream to xds-grpc closed since 41s ago: 14, connection error: desc = "transport: Error while dialing: dial tcp {ip}:15012: connect: connection refused"',
      '{t}\tinfo\tReadiness succeeded in 2.{n}s',
      '[{t}] "GET /api/basket HTTP/2" 503 UF upstream_reset_before_response_started{remote_connection_failure,delayed_connect_error:_111} - "-" 0 167 {n} - "{ip}" "Mozilla/5.0" "a{n}" "shop.example" "{ip}:8080" outbound|80||cart.shop.svc.cluster.local - {ip}:8443 {ip}:6{n} shop.example -',
    ],
  }),
  program(
    'linkerd',
    'Deployment',
    'linkerd-destination',
    'cr.l5d.io/linkerd/controller:edge-24.11.8',
    {
      port: 9996,
      log: [
        'time="{t}" level=info msg="running version edge-24.11.8"',
        'time="{t}" level=warning msg="failed to sync caches, retrying" component=endpoints',
        '[   {n}.0213s]  WARN ThreadId(01) outbound:proxy{addr={ip}:8086}: linkerd_reconnect: Failed to connect error=Connection refused (os error 111)',
      ],
    },
  ),
  program(
    'cert-manager',
    'Deployment',
    'cert-manager',
    'quay.io/jetstack/cert-manager-controller:v1.16.2',
    {
      port: 9403,
      log: [
        'I{k}       1 conditions.go:203] "Setting lastTransitionTime for Certificate condition" certificate="shop-tls" condition="Ready"',
        'E{k}       1 sync.go:190] "propagation check failed" err="wrong status code \'404\', expected \'200\'" logger="cert-manager.controller" resource_name="shop-tls-{n}"',
        'E{k}       1 controller.go:157] "re-queuing item due to error processing" err="Operation cannot be fulfilled on certificates.cert-manager.io \\"shop-tls\\": the object has been modified; please apply your changes to the latest version and try again"',
      ],
    },
  ),
  program(
    'argocd',
    'StatefulSet',
    'argocd-application-controller',
    'quay.io/argoproj/argocd:v2.13.1',
    {
      port: 8082,
      log: [
        'time="{t}" level=info msg="Reconciliation completed" application=argocd/shop dest-namespace=shop time_ms={n}',
        'time="{t}" level=error msg="DiffFromCache error: error getting managed resources for app shop: cache: key is missing" application=argocd/shop',
        'time="{t}" level=warning msg="Failed to resolve \'main\' to a commit hash, retrying" repo=https://git.example/shop.git',
      ],
    },
  ),
  program('argocd', 'Deployment', 'argocd-repo-server', 'quay.io/argoproj/argocd:v2.13.1', {
    port: 8084,
    log: [
      'time="{t}" level=info msg="manifest cache hit: &ApplicationSource{RepoURL:https://git.example/shop.git}"',
      'time="{t}" level=error msg="finished unary call with code Unknown" error="`git fetch origin --tags --force --prune` failed exit status 128: fatal: unable to access \'https://git.example/shop.git/\': Could not resolve host: git.example" grpc.code=Unknown',
      'time="{t}" level=info msg="finished unary call with code OK" grpc.code=OK grpc.time_ms={n}',
    ],
  }),
  program('monitoring', 'StatefulSet', 'prometheus-k8s', 'quay.io/prometheus/prometheus:v3.0.1', {
    port: 9090,
    log: [
      'time={t} level=WARN source=scrape.go:1905 msg="Error on ingesting out-of-order samples" component="scrape manager" scrape_pool=serviceMonitor/shop/0 num_dropped={n}',
      'time={t} level=ERROR source=notifier.go:530 msg="Error sending alerts" alertmanager=http://{ip}:9093/api/v2/alerts count=1 error="Post \\"http://{ip}:9093/api/v2/alerts\\": dial tcp {ip}:9093: connect: connection refused"',
      'time={t} level=INFO source=head.go:1345 msg="WAL checkpoint complete" component=tsdb first={n} last={n} duration=1.2s',
    ],
  }),
  program('monitoring', 'DaemonSet', 'node-exporter', 'quay.io/prometheus/node-exporter:v1.8.2', {
    port: 9100,
    log: [
      'ts={t} caller=collector.go:169 level=error msg="collector failed" name=bonding duration_seconds=0.0{n} err="open /host/sys/class/net/bonding_masters: permission denied"',
      'ts={t} caller=node_exporter.go:118 level=info collector=cpu',
    ],
  }),
  program('monitoring', 'Deployment', 'grafana', 'docker.io/grafana/grafana:11.3.1', {
    port: 3000,
    log: [
      'logger=context userId=0 orgId=0 uname= t={t} level=info msg="Request Completed" method=GET path=/api/live/ws status=401 remote_addr={ip} time_ms={n}',
      'logger=tsdb.prometheus endpoint=queryData t={t} level=error msg="Error received from Prometheus" resultType= error="Post \\"http://prometheus-k8s:9090/api/v1/query_range\\": context canceled"',
      'logger=cleanup t={t} level=info msg="Completed cleanup jobs" duration={n}ms',
    ],
  }),
  program(
    'monitoring',
    'Deployment',
    'kube-state-metrics',
    'registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.14.0',
    {
      port: 8081,
      log: [
        'W{k}       1 reflector.go:561] pkg/mod/k8s.io/client-go@v0.31.2/tools/cache/reflector.go:243: failed to list *v1.Ingress: Get "https://10.96.0.1:443/apis/networking.k8s.io/v1/ingresses": http2: client connection lost',
        'I{k}       1 server.go:350] "Started kube-state-metrics self metrics server" telemetryAddress="[::]:8081"',
      ],
    },
  ),
  program('logging', 'DaemonSet', 'fluent-bit', 'cr.fluentbit.io/fluent/fluent-bit:3.2.2', {
    port: 2020,
    log: [
      "[{p}] [ warn] [engine] failed to flush chunk '1-{n}.flb', retry in 8 seconds: task_id={n}, input=tail.0 > output=loki.0 (out_id=0)",
      '[{p}] [error] [output:loki:loki.0] {ip}:3100, HTTP status=429 Not retrying. Ingestion rate limit exceeded',
      '[{p}] [ info] [input:tail:tail.0] inotify_fs_add(): inode={n} watch_fd={n}',
    ],
  }),
  program('logging', 'StatefulSet', 'loki', 'docker.io/grafana/loki:3.3.0', {
    port: 3100,
    log: [
      'level=error ts={t} caller=flush.go:261 component=ingester loop={n} org_id=fake msg="failed to flush" retries=0 err="failed to flush chunks: store put chunk: RequestError: send request failed caused by: Put \\"http://minio:9000/loki\\": dial tcp {ip}:9000: connect: connection refused"',
      'level=info ts={t} caller=metrics.go:237 component=frontend org_id=fake latency=fast query="{app=\\"cart\\"}" status=200',
      'level=warn ts={t} caller=pool.go:250 component=distributor msg="removing ingester failing healthcheck" addr={ip}:9095 reason="rpc error: code = DeadlineExceeded desc = context deadline exceeded"',
    ],
  }),
]

const SHOP: readonly Program[] = [
  program('shop', 'Deployment', 'frontend', 'registry.shop.example/frontend:v0.10.2', {
    port: 8080,
    log: [
      '{"http.req.id":"{n}","http.req.method":"GET","http.req.path":"/product/OLJCESPC7Z","http.resp.took_ms":{n},"message":"request complete","severity":"debug","timestamp":"{t}"}',
      '{"error":"failed to get product recommendations: rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp {ip}:8080: connect: connection refused\\"","http.req.id":"{n}","message":"request error","severity":"error","timestamp":"{t}"}',
    ],
  }),
  program('shop', 'Deployment', 'cart', 'registry.shop.example/cart:v0.10.2', {
    port: 7070,
    log: [
      'info: Microsoft.AspNetCore.Hosting.Diagnostics[2]\n      Request finished HTTP/2 POST http://cart:7070/hipstershop.CartService/GetCart application/grpc - - 200 - application/grpc {n}ms',
      "fail: Grpc.AspNetCore.Server.ServerCallHandler[6]\n      Error when executing service method 'AddItem'.\n      StackExchange.Redis.RedisConnectionException: The message timed out in the backlog attempting to send because no connection became available (5000ms) - Last Connection Exception: It was not possible to connect to the redis server(s). UnableToConnect on redis-cart:6379/Interactive\n         at StackExchange.Redis.ConnectionMultiplexer.ThrowFailed[T](TaskCompletionSource`1 source, Exception unthrownException)\n         at cartservice.cartstore.RedisCartStore.AddItemAsync(String userId, String productId, Int32 quantity)",
    ],
  }),
  program('shop', 'Deployment', 'payments', 'registry.shop.example/payments:3.4.1', {
    port: 8080,
    log: [
      '{t} ERROR 1 --- [nio-8080-exec-{n}] o.a.c.c.C.[.[.[/].[dispatcherServlet]    : Servlet.service() for servlet [dispatcherServlet] threw exception [Request processing failed: java.lang.IllegalStateException: card token {n} is used up] with root cause\n\njava.lang.IllegalStateException: card token {n} is used up\n\tat com.example.pay.TokenStore.take(TokenStore.java:81)\n\tat com.example.pay.ChargeController.charge(ChargeController.java:44)\n\tat java.base/jdk.internal.reflect.DirectMethodHandleAccessor.invoke(DirectMethodHandleAccessor.java:103)',
      '{t}  INFO 1 --- [nio-8080-exec-{n}] c.e.pay.ChargeController                 : charged order {n}',
      '{t}  WARN 1 --- [pool-{n}] com.zaxxer.hikari.pool.PoolBase          : HikariPool-1 - Failed to validate connection org.postgresql.jdbc.PgConnection@6{n} (This connection has been closed.). Possibly consider using a shorter maxLifetime value.',
    ],
  }),
  program('shop', 'Deployment', 'catalogue', 'registry.shop.example/catalogue:0.3.5', {
    port: 80,
    log: [
      'ts={t} caller=logging.go:36 method=List result={n} err=null took=1.{n}ms',
      '{p} http: panic serving {ip}:4{n}: runtime error: invalid memory address or nil pointer dereference\ngoroutine {n} [running]:\nnet/http.(*conn).serve.func1()\n\t/usr/local/go/src/net/http/server.go:1947 +0xbe\npanic({0x7{n}, 0xc000})\n\t/usr/local/go/src/runtime/panic.go:785 +0x132\nmain.(*catalogue).Get(0x0, {0xc0001, 0x24})\n\t/src/service.go:139 +0x44',
      'ts={t} caller=logging.go:62 method=Get id=unknown-{n} err="not found" took=210µs',
    ],
  }),
  program('shop', 'Deployment', 'recommendation', 'registry.shop.example/recommendation:v0.10.2', {
    port: 8080,
    log: [
      '{"timestamp": "{t}", "severity": "INFO", "name": "recommendationservice-server", "message": "[Recv ListRecommendations] product_ids=[\'LS4PSXUNUM\']"}',
      '{s} ERROR celery.app.trace Task shop.tasks.send_mail[{n}] raised unexpected: ConnectionRefusedError(111, \'Connection refused\')\nTraceback (most recent call last):\n  File "/usr/local/lib/python3.12/site-packages/celery/app/trace.py", line 453, in trace_task\n    R = retval = fun(*args, **kwargs)\n  File "/app/shop/tasks.py", line 31, in send_mail\n    smtp.connect(host, port)\nConnectionRefusedError: [Errno 111] Connection refused',
      '{s} INFO celery.app.trace Task shop.tasks.send_mail[{n}] retry: Retry in 30s: ConnectionRefusedError(111)',
    ],
  }),
  program('shop', 'StatefulSet', 'postgres', 'docker.io/library/postgres:17.2', {
    port: 5432,
    log: [
      '{s} UTC [{n}] FATAL:  password authentication failed for user "root"',
      '{s} UTC [{n}] DETAIL:  Role "root" does not exist.',
      '{s} UTC [{n}] ERROR:  duplicate key value violates unique constraint "orders_pkey"',
      '{s} UTC [27] LOG:  checkpoint complete: wrote {n} buffers (0.4%); 0 WAL file(s) added, 0 removed, 1 recycled',
      '{s} UTC [{n}] FATAL:  terminating connection due to administrator command',
    ],
  }),
  program('shop', 'StatefulSet', 'redis-cart', 'docker.io/library/redis:7.4', {
    port: 6379,
    log: [
      '1:M {p}.123 * 100 changes in 300 seconds. Saving...',
      '1:M {p}.123 # Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host: commands to Redis. Connection from {ip}:4{n} aborted.',
      '1:M {p}.123 * Background saving terminated with success',
    ],
  }),
  program('messaging', 'StatefulSet', 'kafka', 'quay.io/strimzi/kafka:0.44.0-kafka-3.8.0', {
    port: 9092,
    log: [
      '{s} WARN [RaftManager id=2] Connection to node 1 (kafka-1.kafka.messaging.svc/{ip}:9090) could not be established. Node may not be available. (org.apache.kafka.clients.NetworkClient) [kafka-2-raft-outbound-request-thread]',
      '{s} ERROR [ReplicaFetcher replicaId=2, leaderId=1, fetcherId=0] Error for partition orders-{n} at offset {n} (kafka.server.ReplicaFetcherThread)\norg.apache.kafka.common.errors.NotLeaderOrFollowerException: For requests intended only for the leader, this error indicates that the broker is not the current leader.',
      '{s} INFO [GroupCoordinator 2]: Stabilized group orders generation {n} with 3 members (kafka.coordinator.group.GroupCoordinator)',
    ],
  }),
  program('messaging', 'StatefulSet', 'rabbitmq', 'docker.io/library/rabbitmq:4.0.4', {
    port: 5672,
    log: [
      "{t} [error] <0.{n}.0> closing AMQP connection <0.{n}.0> ({ip}:5{n} -> {ip}:5672, duration: '32M'):\n{t} [error] <0.{n}.0> missed heartbeats from client, timeout: 60s",
      '{t} [info] <0.{n}.0> accepting AMQP connection <0.{n}.0> ({ip}:5{n} -> {ip}:5672)',
    ],
  }),
  program('payments', 'Deployment', 'fraud-check', 'registry.pay.example/fraud-check:2.9', {
    port: 3000,
    log: [
      '{"level":50,"time":17{n},"pid":1,"hostname":"fraud-check","err":{"type":"Error","message":"connect ECONNREFUSED {ip}:6379","stack":"Error: connect ECONNREFUSED {ip}:6379\\n    at TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)"},"msg":"cache is away, going on without it"}',
      '{"level":30,"time":17{n},"pid":1,"hostname":"fraud-check","msg":"scored {n}"}',
      "(node:1) Warning: Setting the NODE_TLS_REJECT_UNAUTHORIZED environment variable to '0' makes TLS connections and HTTPS requests insecure by disabling certificate verification.",
    ],
  }),
  program('payments', 'Deployment', 'ledger', 'registry.pay.example/ledger:5.1.0', {
    port: 8080,
    log: [
      '{"@timestamp":"{t}","log.level":"ERROR","message":"optimistic lock lost, retrying","error.type":"org.springframework.orm.ObjectOptimisticLockingFailureException","error.stack_trace":"org.springframework.orm.ObjectOptimisticLockingFailureException: Row was updated or deleted by another transaction\\n\\tat org.springframework.orm.jpa.vendor.HibernateJpaDialect.convert(HibernateJpaDialect.java:325)\\nCaused by: org.hibernate.StaleObjectStateException"}',
      '{"@timestamp":"{t}","log.level":"INFO","message":"booked {n}"}',
    ],
  }),
  program('payments', 'Deployment', 'gateway', 'docker.io/library/nginx:1.27', {
    port: 8080,
    log: [
      '{p} [error] 31#31: *{n} connect() failed (111: Connection refused) while connecting to upstream, client: {ip}, server: _, request: "POST /charge HTTP/1.1", upstream: "http://{ip}:8080/charge", host: "pay.example"',
      '{p} [error] 31#31: *{n} open() "/usr/share/nginx/html/favicon.ico" failed (2: No such file or directory), client: {ip}, server: _, request: "GET /favicon.ico HTTP/1.1"',
      '{ip} - - [{c}] "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.31"',
    ],
  }),
  program('identity', 'StatefulSet', 'keycloak', 'quay.io/keycloak/keycloak:26.0.6', {
    port: 8080,
    log: [
      '{s} WARN  [org.keycloak.events] (executor-thread-{n}) type="LOGIN_ERROR", realmName="shop", clientId="web", error="invalid_user_credentials"',
      '{s} ERROR [org.keycloak.services.error.KeycloakErrorHandler] (executor-thread-{n}) Uncaught server error: org.infinispan.util.concurrent.TimeoutException: ISPN000476: Timed out waiting for responses for request {n} from keycloak-1',
      '{s} INFO  [org.infinispan.CLUSTER] (jgroups-{n}) ISPN100000: Node keycloak-1 joined the cluster',
    ],
  }),
  program('identity', 'Deployment', 'profile', 'registry.id.example/profile:1.12.7', {
    port: 9292,
    log: [
      'I, [{t} #1]  INFO -- : [{n}] Completed 200 OK in {n}ms (Views: 0.3ms | ActiveRecord: 1.2ms)',
      'F, [{t} #1] FATAL -- : [{n}] ActionController::RoutingError (No route matches [GET] "/wp-login.php"):\nF, [{t} #1] FATAL -- : [{n}]   \n[{n}] actionpack (7.2.2) lib/action_dispatch/middleware/debug_exceptions.rb:32:in `call\'',
    ],
  }),
  program(
    'data',
    'StatefulSet',
    'elasticsearch-data',
    'docker.elastic.co/elasticsearch/elasticsearch:8.16.1',
    {
      port: 9200,
      log: [
        '{"@timestamp":"{t}","log.level":"WARN","message":"exception caught on transport layer [Netty4TcpChannel{localAddress=/{ip}:9300}], closing connection","ecs.version":"1.2.0","error.type":"io.netty.handler.codec.DecoderException"}',
        '{"@timestamp":"{t}","log.level":"INFO","message":"[gc][{n}] overhead, spent [312ms] collecting in the last [1s]","ecs.version":"1.2.0"}',
      ],
    },
  ),
  program('data', 'StatefulSet', 'mongo', 'docker.io/library/mongo:7.0.15', {
    port: 27017,
    log: [
      '{"t":{"$date":"{t}"},"s":"I","c":"ACCESS","id":5286307,"ctx":"conn{n}","msg":"Failed to authenticate","attr":{"client":"{ip}:4{n}","mechanism":"SCRAM-SHA-256","user":"probe","db":"admin","error":"UserNotFound: Could not find user"}}',
      '{"t":{"$date":"{t}"},"s":"W","c":"NETWORK","id":23235,"ctx":"conn{n}","msg":"Terminating connection","attr":{"error":"HostUnreachable: Connection reset by peer"}}',
    ],
  }),
  program('batch', 'Deployment', 'worker', 'registry.batch.example/worker:7', {
    log: [
      '{t} [ERROR] worker::jobs: job {n} failed, attempt 1 of 5: reqwest::Error { kind: Request, url: "http://stock.shop/v1", source: hyper_util::client::legacy::Error(Connect, ConnectError("dns error", Custom { kind: Uncategorized, error: "failed to lookup address information: Temporary failure in name resolution" })) }',
      '{t} [INFO] worker::jobs: job {n} done, attempt 2 of 5',
    ],
  }),
  program('batch', 'Deployment', 'scheduler', 'registry.batch.example/airflow:2.10.3', {
    port: 8974,
    log: [
      '[{s}] {scheduler_job_runner.py:785} ERROR - Executor reports task instance <TaskInstance: report.load {n} [queued]> finished (failed) although the task says its state is queued. (Info: None) Was the task killed externally?',
      '[{s}] {dagbag.py:587} INFO - Filling up the DagBag from /opt/airflow/dags',
      '[{s}] {dagbag.py:386} ERROR - Failed to import: /opt/airflow/dags/old.py\nTraceback (most recent call last):\n  File "/opt/airflow/dags/old.py", line 3, in <module>\n    import pandas\nModuleNotFoundError: No module named \'pandas\'',
    ],
  }),
]

export const PROGRAMS: readonly Program[] = [...SYSTEM, ...SHOP]
