import type { SignatureFamily } from '@unloop/engine/scanner'

/** GitOps, CI and build programs on the cluster. */
export const deliveryPrograms: SignatureFamily = {
  programs: [
    'Argo CD',
    'Argo Workflows',
    'Argo Rollouts',
    'Flux',
    'Tekton',
    'Jenkins',
    'GitLab Runner',
    'Actions Runner Controller',
    'Woodpecker',
    'Drone',
    'Concourse',
    'Harbor',
    'distribution registry',
    'Nexus',
    'Gitea',
    'SonarQube',
    'Kaniko',
    'BuildKit',
    'Verdaccio',
  ],
  signatures: [
    {
      id: 'argocd/repo-server-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:rpc error: code = Unavailable|failed to generate manifest).{0,120}argocd-repo-server(?<what>.{0,80}(?:refused|timeout|no such host|unreachable).{0,40})/,
      strength: 'error',
      title: "Argo CD's repo server does not answer",
      example:
        'level=error msg="rpc error: code = Unavailable desc = connection error: desc = \\"transport: Error while dialing: dial tcp: lookup argocd-repo-server on 10.96.0.10:53: no such host\\""',
      source: 'argoproj/argo-cd reposerver/apiclient',
    },
    {
      id: 'argo-workflows/executor-rbac',
      cause: 'rbac-forbidden',
      pattern:
        /(?:failed to (?:patch|create) task (?:result|set)|workflowtaskresults\.argoproj\.io is forbidden|reportOutputs.{0,60}forbidden)(?<what>.{0,200})/,
      strength: 'error',
      title: "The workflow's service account may not write WorkflowTaskResults",
      example:
        'time="2026-11-20T10:00:00Z" level=error msg="executor error: workflowtaskresults.argoproj.io is forbidden: User \\"system:serviceaccount:argo:default\\" cannot create resource \\"workflowtaskresults\\""',
      source: 'argoproj/argo-workflows docs, workflow RBAC',
    },
    {
      id: 'argo-rollouts/no-crd',
      cause: 'api-version-removed',
      pattern:
        /(?:rollouts|analysisruns|experiments|analysistemplates)\.argoproj\.io.{0,40}(?:not found|could not find)|failed to list \*v1alpha1\.(?<what>Rollout|AnalysisRun|Experiment): the server could not find/,
      strength: 'fatal',
      title: "Argo Rollouts' CRDs are not installed",
      example:
        'E1120 10:00:00.000000 1 reflector.go:138] Failed to watch *v1alpha1.Rollout: failed to list *v1alpha1.Rollout: the server could not find the requested resource (get rollouts.argoproj.io)',
      source: 'argoproj/argo-rollouts manifests/crds',
    },
    {
      id: 'flux/source-artifact',
      cause: 'dependency-unreachable',
      pattern:
        /(?:unable to (?:fetch|download) artifact|failed to download archive|failed to (?:checkout|clone) and determine revision|failed to fetch Helm repository index)(?!.{0,300}(?:authentication|x509|no such host))(?<what>.{0,160})/,
      strength: 'error',
      title: 'Flux cannot fetch its source: {what}',
      example:
        '{"level":"error","ts":"2026-11-20T10:00:00.000Z","msg":"Reconciler error","controller":"gitrepository","error":"failed to checkout and determine revision: unable to list remote for \'ssh://git@git.example.com/fleet\': dial tcp 10.0.0.1:22: i/o timeout"}',
      source: 'fluxcd/source-controller internal/controller',
    },
    {
      id: 'flux/git-auth',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:failed to (?:checkout|clone) and determine revision|unable to (?:clone|list remote)).{0,200}(?:authentication required|unable to authenticate|ssh: handshake failed|invalid credentials|repository not found|knownhosts: key (?:is unknown|mismatch))(?<what>.{0,80})/,
      strength: 'error',
      title: "Git rejects Flux' credentials or host key",
      example:
        '{"level":"error","msg":"Reconciler error","error":"failed to checkout and determine revision: unable to clone \'ssh://git@github.com/acme/fleet\': ssh: handshake failed: knownhosts: key mismatch"}',
      source: 'fluxcd/pkg git/gogit',
    },
    {
      id: 'flux/missing-flag',
      cause: 'app-config-invalid',
      pattern:
        /(?:unable to (?:determine advertised|parse) storage address|unable to determine the? ?(?:artifact|storage) .{1,40}|Failed to determine advertised address)(?<what>.{0,100})/,
      strength: 'fatal',
      title: "Flux' source controller gets no address under which others fetch its artifacts",
      example:
        '{"level":"error","logger":"setup","msg":"Failed to determine advertised address of file server"}',
      source: 'fluxcd/source-controller main.go',
    },
    {
      id: 'tekton/webhook-cert',
      cause: 'webhook-cert',
      pattern:
        /(?:http: TLS handshake error|failed calling webhook "(?<name>(?:validation|config)\.webhook\.(?:pipeline|triggers)\.tekton\.dev)").{0,200}(?:x509|connection refused|no endpoints)/,
      strength: 'fatal',
      title: "Tekton's webhook or its certificate does not answer",
      example:
        'Internal error occurred: failed calling webhook "config.webhook.pipeline.tekton.dev": Post "https://tekton-pipelines-webhook.tekton-pipelines.svc:443/config-validation?timeout=10s": no endpoints available for service "tekton-pipelines-webhook"',
      source: 'tektoncd/pipeline config/500-webhooks.yaml',
    },
    {
      id: 'jenkins/plugin-dependency',
      cause: 'version-skew',
      pattern:
        /(?:Failed Loading plugin (?<name>[\w .-]{1,80})|Plugin is missing: (?<module>[\w-]{1,60})|Update required: (?<what>.{1,100})|You must update Jenkins from version (?<have>[\d.]+) to version (?<want>[\d.]+) or later to run this plugin)/,
      strength: 'error',
      title: 'A Jenkins plugin needs a newer Jenkins or another plugin',
      example:
        'java.io.IOException: Failed to load: Kubernetes plugin (kubernetes 4300.v) - You must update Jenkins from version 2.440.1 to version 2.479 or later to run this plugin.',
      source: 'jenkinsci/jenkins core hudson/PluginWrapper.java',
    },
    {
      id: 'jenkins-agent/connect',
      cause: 'dependency-unreachable',
      pattern:
        /(?:java\.io\.IOException: )?(?:Failed to connect to (?<host>https?:\/\/\S{1,200})(?:\/tcpSlaveAgentListener\/?|:)|(?<name>https?:\/\/\S{1,160}) provided port:(?<port>\d{1,5}) is not reachable|Could not find hudson\.TcpSlaveAgentListener|tcpSlaveAgentListener\/? (?:is invalid|appears to be publishing))/,
      strength: 'fatal',
      title: 'The Jenkins agent cannot reach its controller',
      example: [
        'java.io.IOException: http://jenkins:8080/ provided port:50000 is not reachable',
        'SEVERE: Failed to connect to http://jenkins:8080/tcpSlaveAgentListener/: Connection refused',
      ],
      source: 'jenkinsci/remoting JnlpAgentEndpointResolver.java',
    },
    {
      id: 'jenkins-agent/arguments',
      cause: 'env-missing',
      pattern:
        /(?:The server rejected the connection: None of the protocols were accepted|Unknown client name: (?<name>\S{1,120})|java\.lang\.SecurityException: (?:The secret|Unknown agent)|required option(?:s)? .{0,20}-secret|-name option is required|one of the options? "?-(?:url|webSocket|tunnel))/,
      strength: 'fatal',
      title: "The Jenkins agent's name or secret is not one that the controller knows",
      example:
        'java.util.concurrent.ExecutionException: org.jenkinsci.remoting.protocol.impl.ConnectionRefusalException: Unknown client name: agent-1',
      source: 'jenkinsci/remoting',
    },
    {
      id: 'gitlab-runner/token',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:ERROR|PANIC|FATAL): (?:Verifying runner\.\.\. is (?:removed|not valid)|Registering runner\.\.\. (?:failed|forbidden).{0,60}|Failed to register the runner|Failed to verify the runner|GitLab rejected the runner token)(?<what>.{0,100})/,
      strength: 'fatal',
      title: "GitLab does not accept the runner's token",
      example: [
        'PANIC: Failed to register the runner.',
        'ERROR: Registering runner... forbidden (check registration token)  runner=GR1348941',
      ],
      source: 'gitlab-org/gitlab-runner network/gitlab.go, commands/register.go',
    },
    {
      id: 'gitlab-runner/config',
      cause: 'config-file-missing',
      pattern:
        /(?:ERROR: Failed to load config stat (?<file>\S{1,160}): no such file|Failed to load config.{0,20}toml: (?<what>.{1,120})|FATAL: open (?<path>\S{0,120}config\.toml))/,
      strength: 'error',
      title: "GitLab Runner's config.toml is missing or cannot be parsed",
      example:
        'ERROR: Failed to load config stat /etc/gitlab-runner/config.toml: no such file or directory  builds=0',
      source: 'gitlab-org/gitlab-runner common/config.go',
    },
    {
      id: 'gitlab-runner/home-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:cp|mkdir|ERROR): .{0,60}'?(?<file>\/(?:home\/gitlab-runner|etc\/gitlab-runner)[^'\s:]{0,80})'?: (?:Permission denied|permission denied)/,
      strength: 'fatal',
      title: 'GitLab Runner may not write {file}',
      example:
        "cp: can't create '/home/gitlab-runner/.gitlab-runner/config.toml': Permission denied  cp: '/etc/gitlab-runner/config.toml': Permission denied",
      source: 'gitlab-org/charts gitlab-runner templates/_env_vars, configmap',
    },
    {
      id: 'arc/github-auth',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:failed to (?:get|create) (?:runner registration token|registration token|access token|Actions service)|could not (?:create|get) (?:new )?(?:actions|message session)|Error: Client creation failed\.).{0,200}(?:40[134]|Bad credentials|Not Found|Resource not accessible)/,
      strength: 'fatal',
      title: "GitHub does not accept the runner controller's app or token",
      example:
        'Application returned an error {"error":"createSession failed: failed to get runner registration token on refresh: github api error: StatusCode 401, Bad credentials"}',
      source: 'actions/actions-runner-controller github/actions/client.go',
    },
    {
      id: 'github-runner/deprecated',
      cause: 'version-skew',
      pattern: /Runner version v?(?<have>[\d.]+) is deprecated and cannot receive messages/,
      strength: 'fatal',
      title: 'GitHub no longer serves the runner version {have}',
      example:
        'An error occurred: Runner version v2.300.0 is deprecated and cannot receive messages.',
      source: 'actions/runner src/Runner.Listener',
    },
    {
      id: 'github-runner/not-configured',
      cause: 'env-missing',
      pattern:
        /(?:Not configured\. Run config\.\(sh\/cmd\) to configure the runner|Cannot configure the runner because it is already configured|Must not run with sudo|RUNNER_TOKEN.{0,30}(?:not set|required))/,
      strength: 'fatal',
      title: 'The GitHub runner has not been registered, or runs as root',
      example: [
        'Must not run with sudo',
        'Not configured. Run config.(sh/cmd) to configure the runner.',
      ],
      source: 'actions/runner src/Runner.Listener, src/Misc/layoutroot/config.sh',
    },
    {
      id: 'woodpecker/forge',
      cause: 'env-missing',
      pattern:
        /(?:(?:can't|cannot|could not) setup (?:forge|store)|forge not configured|WOODPECKER_(?:HOST|AGENT_SECRET|SERVER) (?:is not|must be|env)|setting up forge.{0,20}(?:no forge|not configured))(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Woodpecker has no forge configured, or no host',
      example:
        '{"level":"fatal","error":"can\'t setup forge: forge not configured","time":"2026-11-20T10:00:00Z"}',
      source: 'woodpecker-ci/woodpecker cmd/server/setup.go',
    },
    {
      id: 'drone/rpc',
      cause: 'env-missing',
      pattern:
        /(?:main: )?(?:source code management system not configured|invalid configuration.{0,20}(?:DRONE_\w{1,40})|required key (?<env>DRONE_\w{1,40}) missing value)/,
      strength: 'fatal',
      title: "Drone's source control or RPC settings are missing",
      example:
        '{"level":"fatal","msg":"main: source code management system not configured","time":"2026-11-20T10:00:00Z"}',
      source: 'harness/drone cmd/drone-server/inject_client.go',
    },
    {
      id: 'concourse/worker-registration',
      cause: 'dependency-unreachable',
      pattern:
        /(?:failed-to-(?:connect-to-tsa|dial|register|heartbeat)|worker\.beacon-runner\.beacon\.failed)(?<what>.{0,160})/,
      strength: 'error',
      title: 'The Concourse worker cannot register with the TSA',
      example:
        '{"timestamp":"2026-11-20T10:00:00Z","level":"error","source":"worker","message":"worker.beacon-runner.beacon.failed-to-connect-to-tsa","data":{"error":"dial tcp 10.96.1.1:2222: connect: connection refused"}}',
      source: 'concourse/concourse worker/beacon.go',
    },
    {
      id: 'registry/storage',
      cause: 'app-config-invalid',
      pattern:
        /(?:configuration error: (?:error parsing \S{1,120}: (?<what>.{1,160})|must provide exactly one (?:storage )?type)|no storage configuration provided|StorageDriver not registered: (?<driver>\w{1,40}))/,
      strength: 'fatal',
      title: "The registry's configuration names no usable storage",
      example: [
        'configuration error: error parsing /etc/docker/registry/config.yml: yaml: line 4: did not find expected key',
        'panic: StorageDriver not registered: s3aws',
      ],
      source: 'distribution/distribution configuration, registry/storage/driver/factory',
    },
    {
      id: 'registry/htpasswd',
      cause: 'config-file-missing',
      pattern: /unable to configure authorization \((?<what>\w{1,20})\): (?<why>.{1,160})/,
      strength: 'fatal',
      title: "The registry's {what} authorization cannot be set up: {why}",
      example:
        'panic: unable to configure authorization (htpasswd): open /auth/htpasswd: no such file or directory',
      source: 'distribution/distribution registry/handlers/app.go',
    },
    {
      id: 'registry/s3-init',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:panic|level=fatal).{0,40}(?:NoSuchBucket|InvalidAccessKeyId|SignatureDoesNotMatch|no region parameter provided|s3aws: (?<what>.{1,120}))/,
      strength: 'fatal',
      title: 'The registry cannot use its S3 storage',
      example:
        'panic: s3aws: InvalidAccessKeyId: The AWS Access Key Id you provided does not exist in our records.',
      source: 'distribution/distribution registry/storage/driver/s3-aws',
    },
    {
      id: 'harbor/database',
      cause: 'dependency-unreachable',
      pattern:
        /\[FATAL\] \[\/?(?:core|jobservice|common|pkg)\S{0,60}\]: failed to (?:initialize (?:database|the database)|ping (?:database|redis)|migrate)(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Harbor cannot reach or migrate its database',
      example:
        '2026-11-20T10:00:00Z [FATAL] [/core/main.go:190]: failed to initialize database: failed to connect to tcp:harbor-database:5432 after 60 seconds',
      source: 'goharbor/harbor src/core/main.go, src/common/dao/base.go',
    },
    {
      id: 'harbor/secret-key',
      cause: 'env-missing',
      pattern:
        /(?:open \/etc\/core\/key: no such file|secretKey.{0,40}must be 16|invalid length of secret)/,
      strength: 'fatal',
      title: "Harbor's secret key is missing or not 16 characters long",
      example:
        '[FATAL] [/core/main.go:140]: failed to load config: open /etc/core/key: no such file or directory',
      source: 'goharbor/harbor src/lib/encrypt/keyprovider.go',
    },
    {
      id: 'nexus/orientdb',
      cause: 'version-skew',
      pattern:
        /(?:This version of Nexus Repository (?:does not support|no longer supports)|Nexus Repository (?:Manager )?.{0,40}no longer supports).{0,20}(?<what>OrientDB|Elasticsearch|Java \d+)/,
      strength: 'fatal',
      title:
        'This Nexus no longer supports {what}: the data must be migrated first with an older one',
      example: 'ERROR: This version of Nexus Repository does not support OrientDB.',
      source: 'Sonatype documentation, migrating to a new database',
    },
    {
      id: 'gitea/run-user',
      cause: 'security-context',
      pattern:
        /(?:Expect user '(?<user>[^']{1,40})' \(RUN_USER in app\.ini\) but current user is: (?<what>\S{1,40})|Gitea is not supposed to be run as root|This is not allowed to run (?:Gitea|Forgejo) as root)/,
      strength: 'fatal',
      title: 'Gitea runs as another user than it is set up for',
      example: [
        "2026/11/20 10:00:00 modules/setting/setting.go:180:loadRunModeFrom() [F] Expect user 'git' (RUN_USER in app.ini) but current user is: root",
        '2026/11/20 10:00:00 ...s/setting/setting.go:190:loadRunModeFrom() [F] Gitea is not supposed to be run as root. Sorry.',
      ],
      source: 'go-gitea/gitea modules/setting/setting.go',
    },
    {
      id: 'gitea/orm-engine',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ORM engine initialization (?:attempt #\d+\/\d+ failed|failed after)|Unable to (?:connect to|ping) database)(?!.{0,300}(?:password|does not exist|Access denied|no such host))(?<what>.{0,160})/,
      strength: 'fatal',
      title: 'Gitea cannot reach its database',
      example:
        '2026/11/20 10:00:00 routers/common/db.go:36:InitDBEngine() [E] ORM engine initialization attempt #1/10 failed. Error: dial tcp 10.96.3.7:5432: connect: connection refused',
      source: 'go-gitea/gitea routers/common/db.go',
    },
    {
      id: 'sonarqube/unsupported-database',
      cause: 'version-skew',
      pattern:
        /(?:Unsupported (?<name>\w{1,20}) (?:version|database version): (?<have>[\d.]{1,12})\. Minimal (?:supported )?version is (?<want>[\d.]{1,12})|Unsupported \w{1,20} version: [\d.]{1,12})/,
      strength: 'fatal',
      title: "SonarQube does not support the database's version {have}",
      example:
        'Caused by: org.sonar.api.utils.MessageException: Unsupported postgresql version: 9.6. Minimal supported version is 11.',
      source: 'SonarSource/sonarqube server/sonar-db-dao DefaultDatabase, ChartRecordTypes',
    },
    {
      id: 'sonarqube/upgrade-step',
      cause: 'version-skew',
      pattern:
        /(?:Current version is too old\. Please upgrade to Long Term|Database was upgraded to a more recent version of SonarQube|The version of SonarQube you are trying to upgrade from is too old)/,
      strength: 'fatal',
      title: 'The database belongs to a SonarQube that cannot be upgraded to this one in one step',
      example: 'Current version is too old. Please upgrade to Long Term Active version firstly.',
      source: 'SonarSource/sonarqube server DatabaseServerCompatibility.java',
    },
    {
      id: 'kaniko/push-permission',
      cause: 'dependency-auth-failed',
      pattern:
        /error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'kaniko may not push: {what}',
      example:
        'error checking push permissions -- make sure you entered the correct tag name, and that you are authenticated correctly, and try again: checking push permission for "registry.example.com/app": POST https://registry.example.com/v2/app/blobs/uploads/: UNAUTHORIZED: authentication required',
      source: 'GoogleContainerTools/kaniko pkg/executor/push.go',
    },
    {
      id: 'kaniko/not-in-container',
      cause: 'security-context',
      pattern:
        /kaniko should only be run inside of a container, run with the --force flag if you are sure|error resolving (?:dockerfile path|source context): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'kaniko finds no Dockerfile or context',
      example:
        'Error: error resolving dockerfile path: please provide a valid path to a Dockerfile within the build context with --dockerfile',
      source: 'GoogleContainerTools/kaniko cmd/executor/cmd/root.go',
    },
    {
      id: 'buildkit/rootless',
      cause: 'security-context',
      pattern:
        /(?:could not (?:use|connect to).{0,20}buildkitd|\[rootlesskit:(?:parent|child)\s?\] error: (?<what>.{1,160})|rootless mode requires|newuidmap .{0,40}failed: (?:exit status|operation not permitted))/,
      strength: 'fatal',
      title:
        'Rootless BuildKit may not make its user namespace: seccomp, AppArmor or the kernel forbids it',
      example:
        '[rootlesskit:parent] error: failed to start the child: fork/exec /proc/self/exe: operation not permitted',
      source: 'moby/buildkit docs/rootless.md; rootless-containers/rootlesskit',
    },
    {
      id: 'dind/privileged',
      cause: 'security-context',
      pattern:
        /(?:mount: permission denied \(are you root\?\)|Could not mount \/sys\/kernel\/security|failed to (?:start daemon|create NAT chain).{0,160}(?:Operation not permitted|permission denied|you must be root))/,
      strength: 'fatal',
      title: 'Docker in the container needs a privileged one',
      example: [
        'mount: permission denied (are you root?) Could not mount /sys/kernel/security.',
        'failed to start daemon: Error initializing network controller: error obtaining controller instance: failed to create NAT chain DOCKER: iptables failed: iptables -t nat -N DOCKER: Permission denied (you must be root)',
      ],
      source: 'docker-library/docker dockerd-entrypoint.sh, moby/moby libnetwork',
    },
  ],
}
