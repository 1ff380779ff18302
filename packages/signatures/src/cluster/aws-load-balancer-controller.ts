import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/kubernetes-sigs/aws-load-balancer-controller: main.go, pkg/aws/cloud.go, pkg/networking */
export const awsLoadBalancerController: SignatureFamily = {
  programs: ['aws-load-balancer-controller', 'alb-ingress-controller'],
  signatures: [
    {
      id: 'aws-lbc/vpc-id-from-metadata',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:failed to (?:get VPC ID|fetch VPC ID from instance metadata|introspect (?:vpcID|region) from (?:EC2Metadata|ec2Metadata))|specify --aws-(?:vpc-id|region) instead if EC2Metadata is unavailable)/i,
      strength: 'fatal',
      title: 'The controller cannot learn region or VPC from the EC2 instance metadata',
      explain:
        'IMDS does not answer pods: its hop limit is 1 (the default of new nodes), it is switched off, or the node is Fargate.',
      example: [
        '{"level":"error","ts":"2024-08-20T08:52:12Z","logger":"setup","msg":"unable to initialize AWS cloud","error":"failed to get VPC ID: failed to fetch VPC ID from instance metadata: error in fetching vpc id through ec2 metadata: get mac metadata: operation error ec2imds: GetMetadata, canceled, context deadline exceeded"}',
        '{"level":"error","ts":1618921105.1,"logger":"setup","msg":"unable to initialize AWS cloud","error":"failed to introspect vpcID from ec2Metadata, specify --aws-vpc-id instead if ec2Metadata is unavailable: EC2MetadataRequestError: failed to get EC2 instance identity document"}',
        '{"level":"error","ts":"2023-01-11T09:10:11Z","logger":"setup","msg":"unable to initialize AWS cloud","error":"failed to introspect region from EC2Metadata, specify --aws-region instead if EC2Metadata is unavailable: EC2MetadataRequestError"}',
      ],
      source: 'kubernetes-sigs/aws-load-balancer-controller pkg/aws/cloud.go',
      fix: {
        title: 'Give region and vpcId to the controller, or raise the hop limit of IMDS to 2',
        where: 'config',
        commands: [
          'helm -n {namespace} upgrade aws-load-balancer-controller eks/aws-load-balancer-controller --reuse-values --set region=<region> --set vpcId=<vpc-id>',
          'aws ec2 modify-instance-metadata-options --instance-id <instance> --http-put-response-hop-limit 2',
        ],
      },
    },
    {
      id: 'aws-lbc/access-denied',
      cause: 'cloud-iam-denied',
      pattern:
        /(?<user>arn:aws[\w-]*:(?:sts|iam)::\S+?) is not authorized to perform: (?<what>(?:elasticloadbalancing|ec2|acm|wafv2|waf-regional|shield|iam|cognito-idp|tag):\w+)/,
      strength: 'error',
      title: '{user} may not call {what}',
      example:
        '{"level":"error","ts":"2023-04-12T10:20:02Z","msg":"Reconciler error","controller":"ingress","error":"AccessDenied: User: arn:aws:sts::111122223333:assumed-role/eks-node/i-0a1b is not authorized to perform: elasticloadbalancing:DescribeLoadBalancers because no identity-based policy allows the action"}',
      source:
        'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/',
      fix: {
        title:
          "Attach the controller's IAM policy to the role of its service account, and update it with the release",
        where: 'infra',
        commands: [
          'kubectl -n {namespace} get sa aws-load-balancer-controller -o jsonpath="{.metadata.annotations}"',
          'curl -O https://raw.githubusercontent.com/kubernetes-sigs/aws-load-balancer-controller/main/docs/install/iam_policy.json',
        ],
      },
    },
    {
      id: 'aws-lbc/webhook-tls-missing',
      cause: 'secret-or-configmap-missing',
      pattern:
        /secret "?(?<name>aws-load-balancer-(?:webhook-)?tls|aws-load-balancer-webhook-tls)"? not found/,
      strength: 'fatal',
      title: "The Secret {name} with the controller's webhook certificate does not exist",
      explain:
        'The plain manifests let cert-manager make it; without cert-manager or its issuer the pod cannot start.',
      example:
        'Warning  FailedMount  2m (x10 over 6m)  kubelet  MountVolume.SetUp failed for volume "cert" : secret "aws-load-balancer-webhook-tls" not found',
      source:
        'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/',
      in: ['log', 'event'],
      fix: {
        title:
          'Install cert-manager before the controller, or use the Helm chart, which makes the certificate itself',
        where: 'infra',
        commands: [
          'kubectl get certificate,issuer -n {namespace}',
          'kubectl get pods -n cert-manager',
        ],
      },
    },
    {
      id: 'aws-lbc/crd-missing',
      cause: 'api-version-removed',
      pattern:
        /no matches for kind "?(?<resource>TargetGroupBinding|IngressClassParams|LoadBalancerConfiguration|TargetGroupConfiguration|ListenerRuleConfiguration|GlobalAccelerator)"? in version "?(?<group>[\w./-]+)"?/,
      strength: 'fatal',
      title: 'The CRD {resource} ({group}) of the AWS load balancer controller is not installed',
      example:
        '{"level":"error","ts":1630405260.2,"logger":"setup","msg":"unable to create controller","controller":"TargetGroupBinding","error":"no matches for kind "TargetGroupBinding" in version "elbv2.k8s.aws/v1beta1""}',
      source:
        'https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/installation/',
      fix: {
        title: 'Apply the CRDs of the chart: helm upgrade does not',
        where: 'infra',
        commands: [
          'kubectl apply -k "github.com/aws/eks-charts/stable/aws-load-balancer-controller/crds?ref=master"',
        ],
      },
    },
    {
      id: 'aws-lbc/subnets',
      cause: 'app-config-invalid',
      pattern:
        /(?:couldn't auto-discover subnets: |unable to resolve at least one subnet|failed to resolve \d+ (?:qualified )?subnet)(?<what>.{0,200})/,
      strength: 'error',
      title: 'The controller finds no subnet for the load balancer',
      example:
        '{"level":"error","ts":"2023-02-01T10:10:10Z","msg":"Reconciler error","controller":"ingress","error":"couldn\'t auto-discover subnets: unable to resolve at least one subnet (0 match VPC and tags: [kubernetes.io/role/elb])"}',
      source: 'kubernetes-sigs/aws-load-balancer-controller pkg/networking/subnet_resolver.go',
      fix: {
        title:
          'Tag the subnets with kubernetes.io/role/elb (public) or kubernetes.io/role/internal-elb',
        where: 'infra',
        commands: [
          'aws ec2 create-tags --resources <subnet> --tags Key=kubernetes.io/role/elb,Value=1',
        ],
      },
    },
    {
      id: 'aws-lbc/webhook-call',
      cause: 'webhook-cert',
      pattern: /failed (?:to call|calling) webhook "(?<name>[\w.]+\.elbv2\.k8s\.aws)".{0,300}/,
      strength: 'error',
      title: "The API server cannot call the controller's webhook {name}",
      example:
        'Internal error occurred: failed calling webhook "mservice.elbv2.k8s.aws": failed to call webhook: Post "https://aws-load-balancer-webhook-service.kube-system.svc:443/mutate-v1-service?timeout=10s": no endpoints available for service "aws-load-balancer-webhook-service"',
      source: 'kubernetes-sigs/aws-load-balancer-controller#2071',
      in: ['log', 'event'],
      fix: {
        title:
          'Get the controller pods running and open port 9443 from the control plane to the nodes',
        where: 'infra',
        commands: ['kubectl -n kube-system get pods,endpoints | grep aws-load-balancer'],
      },
    },
    {
      id: 'aws-lbc/cluster-name',
      cause: 'env-missing',
      pattern:
        /(?:kubernetes cluster name must be specified|[Cc]luster ?[Nn]ame cannot be empty|clusterName must be specified)/,
      strength: 'fatal',
      title: 'The controller is not told the name of its cluster',
      example:
        '{"level":"error","ts":1630405260.2,"msg":"unable to load controller config","error":"kubernetes cluster name must be specified"}',
      source: 'kubernetes-sigs/aws-load-balancer-controller pkg/config/controller_config.go',
      fix: {
        title: 'Set clusterName',
        where: 'config',
        commands: [
          'helm -n {namespace} upgrade aws-load-balancer-controller eks/aws-load-balancer-controller --reuse-values --set clusterName=<name>',
        ],
      },
    },
  ],
}
