import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes/autoscaler: cluster-autoscaler, vertical-pod-autoscaler */
export const clusterAutoscaler: SignatureFamily = {
  programs: ['cluster-autoscaler', 'vertical-pod-autoscaler'],
  signatures: [
    {
      id: 'cluster-autoscaler/asg-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Failed to (?:create AWS Manager|regenerate ASG cache|generate AWS EC2 Instance Types)|cannot autodiscover ASGs).{0,400}(?:AccessDenied|not authorized|UnauthorizedOperation|NoCredentialProviders|WebIdentityErr|no EC2 IMDS role|InvalidClientTokenId|ExpiredToken)/,
      strength: 'fatal',
      title: 'cluster-autoscaler may not read the Auto Scaling groups: its IAM role denies it',
      example: [
        'F0310 10:12:01.120190       1 aws_cloud_provider.go:369] Failed to create AWS Manager: cannot autodiscover ASGs: AccessDenied: User: arn:aws:sts::111122223333:assumed-role/nodes/i-0a1b is not authorized to perform: autoscaling:DescribeTags because no identity-based policy allows the autoscaling:DescribeTags action',
        'E0310 10:12:01.120190       1 aws_manager.go:265] Failed to regenerate ASG cache: cannot autodiscover ASGs: NoCredentialProviders: no valid providers in chain. Deprecated.',
      ],
      source: 'kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/README.md',
      fix: {
        title:
          "Give the service account a role with the autoscaler's policy (autoscaling:Describe*, SetDesiredCapacity, ec2:Describe*)",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get sa cluster-autoscaler -o jsonpath="{.metadata.annotations}"',
          'kubectl -n {namespace} rollout restart {workload}',
        ],
      },
    },
    {
      id: 'cluster-autoscaler/aws-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to create AWS Manager|Failed to regenerate ASG cache).{0,400}(?:RequestError: send request failed|dial tcp|i\/o timeout|no such host)/,
      strength: 'fatal',
      title: 'cluster-autoscaler cannot reach the AWS API',
      example:
        'F0310 10:12:01.120190       1 aws_cloud_provider.go:369] Failed to create AWS Manager: cannot autodiscover ASGs: RequestError: send request failed caused by: Post "https://autoscaling.eu-west-1.amazonaws.com/": dial tcp: i/o timeout',
      source: 'kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/aws_manager.go',
      fix: {
        title: 'Give the nodes a way out (NAT) or VPC endpoints for autoscaling, ec2 and sts',
        where: 'infra',
        commands: ['aws ec2 describe-vpc-endpoints --query "VpcEndpoints[].ServiceName"'],
      },
    },
    {
      id: 'cluster-autoscaler/cloud-config',
      cause: 'app-config-invalid',
      pattern:
        /Failed to (?:create|build) (?<name>\w+) (?:[Mm]anager|[Cc]loud [Pp]rovider)(?:: |: \w+: )(?!.*(?:AccessDenied|not authorized|NoCredential|send request failed|i\/o timeout))(?<what>.{1,300})/,
      strength: 'fatal',
      title: 'cluster-autoscaler cannot set up its {name} provider: {what}',
      example: [
        'F0512 10:12:01.120190       1 azure_cloud_provider.go:183] Failed to create Azure Manager: failed to create service principal token: parameter clientID cannot be empty',
        'F0512 10:12:01.120190       1 gce_cloud_provider.go:381] Failed to create GCE Manager: error fetching project ID from GCE metadata',
      ],
      source: 'kubernetes/autoscaler cluster-autoscaler/cloudprovider',
      fix: {
        title:
          'Correct cloud provider, region, credentials and node group options of the deployment',
        where: 'config',
      },
    },
    {
      id: 'cluster-autoscaler/node-groups',
      cause: 'app-config-invalid',
      pattern:
        /(?:[Ff]ailed to parse (?:node group spec|ASG autodiscovery|auto discovery)|invalid node group auto discovery spec|[Uu]nsupported discoverer|tried to autodiscover.{0,60}(?:no|empty)|wrong nodes configuration)\b.{0,200}/,
      strength: 'fatal',
      title: 'cluster-autoscaler rejects the node groups that it is told',
      example:
        'F0512 10:12:01.120190       1 aws_cloud_provider.go:369] Failed to parse node group spec: wrong nodes configuration: my-asg',
      source: 'kubernetes/autoscaler cluster-autoscaler/config/dynamic/node_group_spec.go',
      fix: {
        title: 'Write --nodes=min:max:name, or --node-group-auto-discovery=asg:tag=…',
        where: 'manifest',
      },
    },
    {
      id: 'cluster-autoscaler/rbac',
      cause: 'rbac-forbidden',
      pattern:
        /User "system:serviceaccount:(?<namespace>[^:"]+):(?<name>[\w-]*cluster-autoscaler[\w-]*)" cannot (?<verb>\w+) (?:resource ")?(?<resource>[\w./-]+)/,
      strength: 'error',
      title: 'cluster-autoscaler may not {verb} {resource}',
      example:
        'E0512 10:12:01.120190       1 reflector.go:138] k8s.io/client-go/informers/factory.go:134: Failed to watch *v1.CSIDriver: failed to list *v1.CSIDriver: csidrivers.storage.k8s.io is forbidden: User "system:serviceaccount:kube-system:cluster-autoscaler" cannot list resource "csidrivers" in API group "storage.k8s.io" at the cluster scope',
      source: 'kubernetes/autoscaler cluster-autoscaler/cloudprovider/aws/examples',
      fix: {
        title: 'Apply the ClusterRole of the same release: each asks for more kinds',
        where: 'rbac',
        commands: [
          'kubectl auth can-i {verb} {resource} --as=system:serviceaccount:{namespace}:{name}',
        ],
      },
    },
    {
      id: 'cluster-autoscaler/leader-lost',
      cause: 'leader-election-lost',
      pattern: /main\.go:\d+\] lost master/,
      strength: 'fatal',
      title: 'cluster-autoscaler lost its leader lease and ended',
      example: 'F0207 02:10:01.120190       1 main.go:431] lost master',
      source: 'kubernetes/autoscaler cluster-autoscaler/main.go',
    },
    {
      id: 'vpa/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /(?:verticalpodautoscalers?\.autoscaling\.k8s\.io|\*v1\.VerticalPodAutoscaler\w*).{0,120}(?:could not find the requested resource|not found|no matches)/i,
      strength: 'error',
      title: 'The CRDs of the vertical pod autoscaler are missing',
      example:
        'E0612 10:12:01.120190       1 reflector.go:138] k8s.io/autoscaler/vertical-pod-autoscaler/pkg/utils/vpa/api.go:90: Failed to watch *v1.VerticalPodAutoscaler: failed to list *v1.VerticalPodAutoscaler: the server could not find the requested resource (get verticalpodautoscalers.autoscaling.k8s.io)',
      source: 'kubernetes/autoscaler vertical-pod-autoscaler/deploy',
      fix: {
        title: 'Apply vpa-v1-crd-gen.yaml',
        where: 'infra',
        commands: ['kubectl get crd | grep verticalpodautoscaler'],
      },
    },
    {
      id: 'vpa/admission-certs',
      cause: 'secret-or-configmap-missing',
      pattern: /secret "?(?<name>vpa-tls-certs)"? not found/,
      strength: 'fatal',
      title: 'The certificate of the VPA admission controller is missing (Secret vpa-tls-certs)',
      example:
        'Warning  FailedMount  5s (x5 over 13s)  kubelet  MountVolume.SetUp failed for volume "tls-certs" : secret "vpa-tls-certs" not found',
      source: 'kubernetes/autoscaler vertical-pod-autoscaler/pkg/admission-controller/gencerts.sh',
      in: ['log', 'event'],
      fix: {
        title: 'Run gencerts.sh, which makes the Secret (it needs openssl 1.1.1 or later)',
        where: 'config',
        commands: ['./vertical-pod-autoscaler/pkg/admission-controller/gencerts.sh'],
      },
    },
  ],
}

/** https://github.com/aws/karpenter-provider-aws, https://github.com/kubernetes-sigs/karpenter: pkg/operator */
export const karpenter: SignatureFamily = {
  programs: ['karpenter'],
  signatures: [
    {
      id: 'karpenter/cluster-endpoint',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:[Uu]nable to detect the cluster endpoint|failed to resolve cluster endpoint|failed detecting cluster endpoint).{0,300}/,
      strength: 'fatal',
      title: 'Karpenter cannot read its EKS cluster (eks:DescribeCluster)',
      example: [
        '{"level":"FATAL","time":"2023-09-12T10:10:01.101Z","logger":"controller","message":"unable to detect the cluster endpoint, failed to resolve cluster endpoint, AccessDeniedException: User: arn:aws:sts::1111:assumed-role/karpenter/1 is not authorized to perform: eks:DescribeCluster","commit":"1072d3b"}',
      ],
      source: 'aws/karpenter-provider-aws pkg/operator/operator.go',
      fix: {
        title:
          'Allow eks:DescribeCluster to the controller role, or set settings.clusterEndpoint; correct settings.clusterName',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get sa karpenter -o jsonpath="{.metadata.annotations}"',
          'kubectl -n {namespace} get {workload} -o yaml | grep -nA1 CLUSTER_NAME',
        ],
      },
    },
    {
      id: 'karpenter/ec2-connectivity',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:[Cc]hecking EC2 API connectivity|ec2 api connectivity check failed)(?<what>.{0,300})/,
      strength: 'fatal',
      title: 'Karpenter cannot use the EC2 API: credentials or network',
      example: [
        '2023-03-09T10:10:01.101Z\tFATAL\tcontroller\tChecking EC2 API connectivity, WebIdentityErr: failed to retrieve credentials caused by: RequestError: send request failed Post "https://sts.eu-west-1.amazonaws.com/": dial tcp: i/o timeout',
        '{"level":"ERROR","time":"2024-08-02T10:10:01.101Z","logger":"controller","message":"ec2 api connectivity check failed","commit":"5b9d","error":"operation error EC2: DescribeInstanceTypes, https response error StatusCode: 403"}',
      ],
      source:
        'aws/karpenter-provider-aws pkg/operator/operator.go; https://karpenter.sh/docs/troubleshooting/',
      fix: {
        title:
          "Make the role's trust policy name karpenter's service account, and let sts and ec2 be reached and resolved (dnsPolicy: Default)",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get sa karpenter -o yaml',
          'kubectl -n {namespace} logs {pod} --previous',
        ],
      },
    },
    {
      id: 'karpenter/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind "?(?<resource>NodePool|NodeClaim|NodeOverlay|EC2NodeClass|Provisioner|Machine|AWSNodeTemplate|AKSNodeClass)"? in version "?(?<group>karpenter[\w.]*\/\w+)/,
      strength: 'fatal',
      title: 'The CRD {resource} ({group}) is not installed',
      example:
        '{"level":"ERROR","time":"2024-07-12T10:10:01.101Z","logger":"controller.controller-runtime.source.EventHandler","message":"if kind is a CRD, it should be installed before calling Start","kind":"NodeClaim.karpenter.sh","error":"no matches for kind "NodeClaim" in version "karpenter.sh/v1""}',
      source: 'https://karpenter.sh/docs/upgrading/upgrade-guide/#crd-upgrades',
      fix: {
        title: 'Upgrade the CRDs with the karpenter-crd chart of the same version',
        where: 'infra',
        commands: [
          'helm upgrade --install karpenter-crd oci://public.ecr.aws/karpenter/karpenter-crd --version <version> -n {namespace}',
        ],
      },
    },
    {
      id: 'karpenter/options',
      cause: 'env-missing',
      pattern: /(?:missing field, cluster-name|validating (?:options|cli flags), missing field)/,
      strength: 'fatal',
      title: 'Karpenter lacks a required setting, usually clusterName',
      example: 'panic: validating options, missing field, cluster-name',
      source: 'aws/karpenter-provider-aws pkg/operator/options/options_validation.go',
      fix: {
        title: 'Set settings.clusterName',
        where: 'config',
        commands: [
          'helm -n {namespace} upgrade karpenter oci://public.ecr.aws/karpenter/karpenter --reuse-values --set settings.clusterName=<name>',
        ],
      },
    },
  ],
}

/** https://github.com/kedacore/keda: cmd/operator, cmd/adapter, cmd/webhooks */
export const keda: SignatureFamily = {
  programs: ['keda-operator', 'keda-metrics-apiserver', 'keda-admission-webhooks'],
  signatures: [
    {
      id: 'keda/certs',
      cause: 'tls-cert',
      pattern:
        /"logger":"(?:setup|cert-rotation)".{0,120}open (?<file>\/certs\/(?:ca|tls)\.(?:crt|key)): no such file or directory/,
      strength: 'fatal',
      title: "KEDA's certificate {file} is missing (Secret kedaorg-certs)",
      example:
        '{"level":"error","ts":"2023-06-12T10:10:01Z","logger":"setup","msg":"unable to set up cert","error":"open /certs/ca.crt: no such file or directory"}',
      source: 'kedacore/keda pkg/certificates; https://keda.sh/docs/latest/operate/security/',
      fix: {
        title: 'Let the operator make the Secret kedaorg-certs, then restart adapter and webhooks',
        where: 'config',
        commands: [
          'kubectl -n {namespace} get secret kedaorg-certs',
          'kubectl -n {namespace} rollout restart deploy',
        ],
      },
    },
    {
      id: 'keda/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind "?(?<resource>ScaledObject|ScaledJob|TriggerAuthentication|ClusterTriggerAuthentication|CloudEventSource|ClusterCloudEventSource)"? in version "?(?<group>[\w.]*keda\.sh\/\w+)/,
      strength: 'fatal',
      title: 'The KEDA CRD {resource} ({group}) is not installed',
      example:
        '{"level":"error","ts":"2024-05-12T10:10:01Z","logger":"controller-runtime.source.EventHandler","msg":"if kind is a CRD, it should be installed before calling Start","kind":"CloudEventSource.eventing.keda.sh","error":"no matches for kind "CloudEventSource" in version "eventing.keda.sh/v1alpha1""}',
      source: 'kedacore/keda config/crd',
      fix: {
        title: 'Apply the CRDs of the same KEDA release',
        where: 'infra',
        commands: [
          'kubectl apply --server-side -f https://github.com/kedacore/keda/releases/download/v<version>/keda-<version>-crds.yaml',
        ],
      },
    },
    {
      id: 'keda/grpc-operator',
      cause: 'dependency-unreachable',
      pattern:
        /(?:error connecting to KEDA Metrics Service|timeout while waiting to establish gRPC connection to KEDA Metrics Service|KEDA Metrics Service gRPC server.{0,80})/,
      strength: 'error',
      title: "KEDA's metrics API server cannot reach the operator's gRPC service",
      example:
        'E0612 10:10:01.120190       1 provider.go:91] keda_metrics_adapter/provider "msg"="timeout" "error"="timeout while waiting to establish gRPC connection to KEDA Metrics Service server" "server"="keda-operator.keda.svc.cluster.local:9666"',
      source: 'kedacore/keda pkg/provider/provider.go',
      fix: {
        title: 'Get keda-operator running and allow port 9666 to it',
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get pods,endpoints',
          'kubectl -n {namespace} get networkpolicy',
        ],
      },
    },
  ],
}
