import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/argoproj/argo-cd, argo-workflows, argo-rollouts: util/settings, util/db, workflow */
export const argo: SignatureFamily = {
  programs: [
    'argocd-server',
    'argocd-repo-server',
    'argocd-application-controller',
    'argocd-dex-server',
    'argocd-redis',
    'argo-workflows',
    'argo-rollouts',
  ],
  signatures: [
    {
      id: 'argocd/server-secretkey',
      cause: 'secret-or-configmap-missing',
      pattern: /server\.secretkey is missing/,
      strength: 'fatal',
      title: 'The Secret argocd-secret has no key server.secretkey',
      explain:
        'argocd-server generates it at its first start; the other components end until it is there, and a GitOps-managed empty Secret removes it again.',
      example:
        'time="2022-05-12T10:10:01Z" level=fatal msg="Failed to initialize settings: server.secretkey is missing"',
      source: 'argoproj/argo-cd util/settings/settings.go',
      fix: {
        title: 'Restart argocd-server, which generates it, or set it',
        where: 'config',
        commands: [
          'kubectl -n {namespace} patch secret argocd-secret -p "{\\"stringData\\":{\\"server.secretkey\\":\\"$(openssl rand -base64 32)\\"}}"',
          'kubectl -n {namespace} rollout restart deploy/argocd-server',
        ],
      },
    },
    {
      id: 'argocd/settings-missing',
      cause: 'secret-or-configmap-missing',
      pattern: /(?:configmap|secret) "(?<name>argocd-[\w-]+)" not found/,
      strength: 'fatal',
      title: 'Argo CD finds no {name} in its namespace',
      explain:
        'Argo CD reads it by label through its informers: it must carry app.kubernetes.io/part-of: argocd and stand in the same namespace.',
      example: [
        'time="2022-05-12T10:10:01Z" level=fatal msg="configmap "argocd-cm" not found"',
        'time="2022-05-12T10:10:01Z" level=error msg="secret "argocd-secret" not found"',
      ],
      source: 'argoproj/argo-cd util/settings/settings.go',
      fix: {
        title:
          'Create it with the label app.kubernetes.io/part-of=argocd, and install into the namespace that the bindings name',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get cm,secret -l app.kubernetes.io/part-of=argocd',
          'kubectl -n {namespace} label cm {name} app.kubernetes.io/part-of=argocd --overwrite',
        ],
      },
    },
    {
      id: 'argocd/dex-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:dex (?:is not configured|config(?:uration)? (?:is )?(?:malformed|invalid))|failed to initialize server: server: Failed to open connector(?!.{0,400}(?:refused|timeout|no such host|deadline))|error parse config file \/tmp\/dex\.yaml|invalid config in config file .{0,120}dex)(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'Dex rejects the connectors of argocd-cm',
      example: [
        'failed to initialize server: server: Failed to open connector github: failed to open connector: failed to create connector github: no such connector',
        'time="2022-05-12T10:10:01Z" level=info msg="dex is not configured"',
      ],
      source: 'argoproj/argo-cd util/dex/config.go; dexidp/dex server/server.go',
      fix: {
        title: 'Correct dex.config in argocd-cm (and its secrets in argocd-secret)',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get cm argocd-cm -o jsonpath="{.data.dex\\.config}"',
          'kubectl -n {namespace} rollout restart deploy/argocd-dex-server',
        ],
      },
    },
    {
      id: 'argocd/dex-tool',
      cause: 'bad-command',
      pattern:
        /(?:\/shared\/argocd-(?:util|dex)|argocd-util).{0,80}(?:no such file or directory|not found|unknown command)/,
      strength: 'fatal',
      title: 'The Dex container calls a tool that this Argo CD release does not have',
      example:
        'Error: failed to start container "dex": Error response from daemon: OCI runtime create failed: exec: "/shared/argocd-util": stat /shared/argocd-util: no such file or directory: unknown',
      source: 'argoproj/argo-cd docs/operator-manual/upgrading/1.8-2.0.md',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Change argocd-util to argocd-dex and the copy step of the init container: apply the manifests of the release',
        where: 'manifest',
      },
    },
    {
      id: 'argocd/redis',
      cause: 'dependency-unreachable',
      pattern:
        /(?:argocd-redis[\w.-]*:6379|redis-ha[\w.-]*:\d+|[Ff]ailed to (?:get|save|resync|load) .{0,60}(?:cache|redis)).{0,160}(?:connection refused|i\/o timeout|no such host|connection reset|LOADING|EOF)/,
      strength: 'error',
      title: 'Argo CD cannot reach its Redis',
      example:
        'time="2022-05-12T10:10:01Z" level=error msg="Failed to save cache: dial tcp: lookup argocd-redis:6379: no such host"',
      source: 'argoproj/argo-cd util/cache',
      fix: {
        title: 'Get argocd-redis running, and let the NetworkPolicies pass',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get pods,endpoints -l app.kubernetes.io/name=argocd-redis',
          'kubectl -n {namespace} get networkpolicy',
        ],
      },
    },
    {
      id: 'argocd/redis-password',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:(?:NOAUTH Authentication required|WRONGPASS invalid username-password).{0,200}argocd|argocd.{0,200}(?:NOAUTH Authentication required|WRONGPASS))/,
      strength: 'error',
      title: 'Argo CD and its Redis do not share a password (Secret argocd-redis)',
      example:
        'time="2024-05-12T10:10:01Z" level=error msg="WRONGPASS invalid username-password pair or user is disabled." application=argocd/web',
      source: 'argoproj/argo-cd docs/operator-manual/upgrading/2.10-2.11.md',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Create the Secret and restart Redis and its clients',
        where: 'config',
        commands: [
          'kubectl -n {namespace} create secret generic argocd-redis --from-literal=auth=$(openssl rand -hex 16)',
          'kubectl -n {namespace} rollout restart deploy,sts',
        ],
      },
    },
    {
      id: 'argocd-repo-server/gpg',
      cause: 'permission-denied-fs',
      pattern:
        /(?:gpg: .{0,120}(?:failed to create temporary file|[Pp]ermission denied|unsafe ownership|Operation not permitted|can't connect to the (?:agent|gpg-agent))|(?:mkdir|open) \/app\/config\/gpg\/keys\S*: (?:permission denied|read-only file system))(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'argocd-repo-server cannot use its GnuPG directory',
      example: [
        'level=fatal msg="Could not initialize gpg: `gpg --no-permission-warning --logger-fd 1 --batch --gen-key` failed exit status 2: gpg: failed to create temporary file /app/config/gpg/keys/.#lk0x1: Permission denied"',
      ],
      source: 'argoproj/argo-cd util/gpg/gpg.go',
      fix: {
        title:
          'Mount an emptyDir at /app/config/gpg/keys that user 999 may write (fsGroup), or set ARGOCD_GPG_ENABLED=false',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} set env deploy/argocd-repo-server ARGOCD_GPG_ENABLED=false',
        ],
      },
    },
    {
      id: 'argocd/cluster-cache-rbac',
      cause: 'rbac-forbidden',
      pattern:
        /(?:[Ff]ailed to (?:load (?:initial|live) state|sync cluster|get (?:cluster|server) (?:info|version)).{0,200}|error synchronizing cache state.{0,200})(?:is forbidden: User "(?<user>[^"]+)"|Unauthorized|the server has asked for the client to provide credentials)/,
      strength: 'error',
      title: 'Argo CD may not read the cluster that it manages',
      example: `time="2022-05-12T10:10:01Z" level=error msg="Failed to sync cluster https://10.0.0.1: failed to load initial state of resource Secret: secrets is forbidden: User "system:serviceaccount:argocd:argocd-application-controller" cannot list resource "secrets""`,
      source: 'argoproj/gitops-engine pkg/cache/cluster.go',
      fix: {
        title:
          'Bind the ClusterRole of argocd-application-controller in the namespace of the installation, or limit resources',
        where: 'rbac',
        commands: ['kubectl get clusterrolebinding argocd-application-controller -o yaml'],
      },
    },
    {
      id: 'argo-workflows/config',
      cause: 'secret-or-configmap-missing',
      pattern:
        /(?:configmaps? "?(?<name>workflow-controller-configmap)"? (?:not found|is forbidden)|Failed to (?:read|register|load).{0,60}(?:config|workflow).{0,120}workflow-controller)/,
      strength: 'fatal',
      title: 'The workflow controller cannot read its ConfigMap',
      example:
        'time="2022-05-12T10:10:01Z" level=fatal msg="Failed to register watch for controller config map: configmaps "workflow-controller-configmap" not found"',
      source: 'argoproj/argo-workflows workflow/controller',
      fix: {
        title: 'Create it, and grant get and watch on it',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm workflow-controller-configmap'],
      },
    },
    {
      id: 'argo-workflows/persistence',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Error initializing persistence|[Ff]ailed to (?:connect|create) .{0,40}(?:persistence|session to db)|migrat\w+ .{0,40}argo_(?:workflows|archived)\w*.{0,80}fail)(?<what>.{0,200})/,
      strength: 'fatal',
      title: 'Argo Workflows cannot open its database',
      example:
        'panic: Error initializing persistence: dial tcp: lookup postgres on 10.96.0.10:53: no such host',
      source: 'argoproj/argo-workflows persist/sqldb',
      fix: {
        title: 'Correct persistence in workflow-controller-configmap and its Secret',
        where: 'config',
      },
    },
    {
      id: 'argo/executor-rbac',
      cause: 'rbac-forbidden',
      pattern:
        /workflowtaskresults\.argoproj\.io is forbidden: User "(?<user>[^"]+)" cannot (?<verb>\w+)/,
      strength: 'error',
      title: '{user} may not {verb} workflowtaskresults',
      example:
        'time="2022-05-12T10:10:01Z" level=error msg="executor error: workflowtaskresults.argoproj.io is forbidden: User "system:serviceaccount:default:default" cannot create resource "workflowtaskresults" in API group "argoproj.io" in the namespace "default""',
      source: 'https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/',
      fix: {
        title: 'Grant create and patch on workflowtaskresults to the account of the workflow',
        where: 'rbac',
        commands: [
          'kubectl -n {namespace} create role executor --verb=create,patch --resource=workflowtaskresults.argoproj.io',
        ],
      },
    },
  ],
}

/** https://github.com/fluxcd, https://github.com/tektoncd/pipeline, https://github.com/knative/serving, https://github.com/crossplane/crossplane */
export const delivery: SignatureFamily = {
  programs: [
    'Flux controllers',
    'Tekton',
    'Knative',
    'Crossplane',
    'Helm Tiller',
    'k3s helm-install',
    'KubeVela',
    'Jenkins X',
  ],
  signatures: [
    {
      id: 'flux/storage',
      cause: 'permission-denied-fs',
      pattern:
        /"msg":"unable to (?:create|initiali[sz]e) (?:artifact )?storage".{0,200}(?:permission denied|read-only file system)/,
      strength: 'fatal',
      title: 'source-controller cannot write its storage',
      example:
        '{"level":"error","ts":"2023-05-12T10:10:01.101Z","logger":"setup","msg":"unable to initialise storage","error":"mkdir /data/gitrepository: permission denied"}',
      source: 'fluxcd/source-controller main.go',
      fix: { title: 'Keep fsGroup 1337 and the emptyDir at /data', where: 'manifest' },
    },
    {
      id: 'knative/webhook-config',
      cause: 'secret-or-configmap-missing',
      pattern: /(?:configmaps? |ConfigMap: configmap )"(?<name>config-[\w-]+)" not found/,
      strength: 'fatal',
      title: 'Knative or Tekton misses a ConfigMap of its installation',
      example: [
        '{"level":"fatal","ts":"2022-05-12T10:10:01.101Z","logger":"controller","msg":"Failed to start configuration manager: configmap "config-defaults" not found"}',
        'Error loading config logging ConfigMap: configmap "config-logging" not found',
      ],
      source: 'knative/pkg injection/sharedmain/main.go',
      fix: {
        title: 'Apply the complete release manifest, ConfigMaps included',
        where: 'config',
        commands: ['kubectl -n {namespace} get cm | grep config-'],
      },
    },
    {
      id: 'knative/bad-configmap',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to (?:parse|validate) .{0,40}(?:config-[\w-]+|feature flags)|Error updating .{0,20}config.{0,20} ConfigMap|version "?v[\d.+\w-]+"? is not compatible, need at least "?(?<what>v?[\d.]+))/,
      strength: 'fatal',
      title: 'Knative or Tekton needs a newer Kubernetes, or rejects a ConfigMap',
      example:
        '2022/05/12 10:10:01 Version check failed: kubernetes version "v1.19.7" is not compatible, need at least "1.21.0" (this can be overridden with the env var "KUBERNETES_MIN_VERSION")',
      source: 'knative/pkg version/version.go',
      fix: {
        title: 'Upgrade the cluster, or install a release that supports it',
        where: 'infra',
        commands: ['kubectl version'],
      },
    },
    {
      id: 'crossplane/package',
      cause: 'app-config-invalid',
      pattern: /crossplane: error: (?<what>.{1,300})/,
      strength: 'fatal',
      title: 'Crossplane ends: {what}',
      example:
        'crossplane: error: core.initCommand.Run(): cannot initialize core: cannot parse package name and version: could not parse reference',
      source: 'crossplane/crossplane cmd/crossplane/main.go',
      fix: {
        title:
          'Read the step that it names: CRDs, the packages of the init container, or the TLS Secrets',
        where: 'config',
        commands: ['kubectl -n {namespace} logs {pod} --all-containers --previous'],
      },
    },
    {
      id: 'helm/release-failed',
      cause: 'app-config-invalid',
      pattern:
        /Error: (?:INSTALLATION FAILED|UPGRADE FAILED): (?!chart requires kubeVersion)(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'The Helm job fails: {what}',
      example: [
        'Error: INSTALLATION FAILED: cannot re-use a name that is still in use',
        'Error: UPGRADE FAILED: another operation (install/upgrade/rollback) is in progress',
      ],
      source: 'helm/helm cmd/helm; k3s-io/klipper-helm entry',
      fix: {
        title: 'Roll back or uninstall the stuck release, then let the job run again',
        where: 'config',
        commands: ['helm list -A --all', 'helm -n <namespace> rollback <release>'],
      },
    },
    {
      id: 'helm/entry-exec',
      cause: 'bad-command',
      pattern: /exec: (?:\\+)?"entry(?:\\+)?": executable file not found in \$PATH/,
      strength: 'fatal',
      title: "The k3s helm job's image cannot be started: its entry point is not visible",
      explain:
        'Seen with rootless k3s and broken snapshotters: the unpacked image lacks its files.',
      example:
        'start failed in pod helm-install-traefik-crd-p5p5p_kube-system(0a1b2c3d): RunContainerError: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: exec: "entry": executable file not found in $PATH: unknown',
      source: 'k3s-io/klipper-helm',
      from: ['031-k3s-rootless-helm-entry'],
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Remove the image on the node so that it is pulled again, and choose another snapshotter (fuse-overlayfs or native) for rootless k3s',
        where: 'infra',
        commands: ['k3s crictl rmi --prune', 'k3s server --rootless --snapshotter=native'],
      },
    },
    {
      id: 'tiller/forbidden',
      cause: 'rbac-forbidden',
      pattern:
        /(?:configmaps|namespaces|pods) (?:"[^"]*" )?is forbidden: User "(?<user>system:serviceaccount:kube-system:(?:default|tiller))"/,
      strength: 'error',
      title: 'Tiller runs as {user}, which RBAC does not let manage releases',
      example:
        'Error: configmaps is forbidden: User "system:serviceaccount:kube-system:default" cannot list configmaps in the namespace "kube-system"',
      source: 'https://v2.helm.sh/docs/rbac/',
      fix: {
        title: 'Use Helm 3, or give Tiller an account with cluster-admin',
        where: 'rbac',
        commands: [
          'kubectl -n kube-system create serviceaccount tiller',
          'kubectl create clusterrolebinding tiller --clusterrole=cluster-admin --serviceaccount=kube-system:tiller',
        ],
      },
    },
    {
      id: 'velero/crds-or-plugins',
      cause: 'api-version-removed',
      pattern:
        /(?:Velero custom resources not found - apply config\/crd|custom resource (?<resource>\w+) not found in Velero API group)/,
      strength: 'fatal',
      title: "Velero's CRDs are missing, or older than the server",
      example:
        'An error occurred: [custom resource ServerStatusRequests not found in Velero API group, Velero custom resources not found - apply config/crd/v1/bases/*.yaml,config/crd/v2alpha1/bases*.yaml, to update the existing custom resource definitions]',
      source: 'vmware-tanzu/velero pkg/cmd/server/server.go',
      fix: {
        title: "Apply the CRDs of the server's version",
        where: 'infra',
        commands: ['velero install --crds-only --dry-run -o yaml | kubectl apply -f -'],
      },
    },
    {
      id: 'velero/backup-location',
      cause: 'app-config-invalid',
      pattern:
        /(?:An error occurred: some backup storage locations are invalid|A backup storage location named (?<name>\S+) has been specified.{0,80}doesn't exist|unable to locate (?:ObjectStore|VolumeSnapshotter) plugin named (?<module>\S+))(?<what>.{0,300})/,
      strength: 'error',
      title: 'Velero cannot start: backup location, plugin or credentials',
      example: [
        'An error occurred: some backup storage locations are invalid: backup store for location "default" is invalid: rpc error: code = Unknown desc = AccessDenied',
        'level=error msg="Error getting backup store for this location" error="unable to locate ObjectStore plugin named velero.io/aws"',
      ],
      source: 'vmware-tanzu/velero pkg/cmd/server/server.go',
      fix: {
        title:
          "Install the provider's plugin as init container, with the Secret cloud-credentials and the right bucket",
        where: 'config',
        commands: ['velero plugin get', 'kubectl -n velero get backupstoragelocations,secret'],
      },
    },
    {
      id: 'service-catalog/secure-serving',
      cause: 'permission-denied-fs',
      pattern: /failed to establish SecureServingOptions mkdir (?<file>\S+): permission denied/,
      strength: 'fatal',
      title: 'Service Catalog cannot create {file} for its certificate',
      explain:
        'It makes a self-signed certificate there where none is given, and runs as a user that may not write below /var/run.',
      example:
        'Error: failed to establish SecureServingOptions mkdir /var/run/kubernetes-service-catalog: permission denied',
      source: 'kubernetes-retired/service-catalog cmd/controller-manager/app',
      from: ['020-service-catalog-mkdir-denied'],
      fix: {
        title:
          'Mount an emptyDir there (fsGroup of its user), or give --cert-dir a writable directory',
        where: 'manifest',
        commands: ['kubectl -n {namespace} get {workload} -o yaml | grep -nE "runAsUser|cert-dir"'],
      },
    },
  ],
}
