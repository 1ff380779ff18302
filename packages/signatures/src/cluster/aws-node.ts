import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/aws/amazon-vpc-cni-k8s: cmd/aws-k8s-agent, cmd/aws-vpc-cni, cmd/aws-vpc-cni-init, pkg/awsutils, pkg/ipamd */
export const awsNode: SignatureFamily = {
  programs: ['aws-node', 'Amazon VPC CNI', 'ipamd'],
  signatures: [
    {
      id: 'aws-node/subnet-exhausted',
      cause: 'cni-failed',
      pattern:
        /InsufficientFreeAddressesInSubnet\b.{0,160}?(?:subnet '?(?<name>subnet-[0-9a-f]+))?/,
      strength: 'error',
      title: 'The subnet has no free IP addresses left for the VPC CNI',
      explain:
        'EC2 refuses to assign another private address, so ipamd cannot fill its warm pool and pods on the node get no address.',
      example: [
        '{"level":"error","ts":"2023-02-08T09:41:12.221Z","caller":"awsutils/awsutils.go:1204","msg":"Failed to allocate a private IP/Prefix addresses on ENI eni-0a1b2c3d4e5f60718: InsufficientFreeAddressesInSubnet: The specified subnet does not have enough free addresses to satisfy the request."}',
      ],
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
      fix: {
        title:
          'Give the nodes a larger subnet: add a secondary CIDR with custom networking, or turn on prefix delegation',
        where: 'infra',
        commands: [
          'aws ec2 describe-subnets --query "Subnets[].[SubnetId,AvailableIpAddressCount,CidrBlock]" --output table',
          'kubectl -n kube-system set env ds/aws-node ENABLE_PREFIX_DELEGATION=true WARM_PREFIX_TARGET=1',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'aws-node/no-available-ip',
      cause: 'cni-failed',
      pattern:
        /(?:assign an IP address to (?:container|pod)|AssignPodIPv4Address: no available IP|no available IP\/Prefix addresses|InsufficientCidrBlocks)/i,
      strength: 'error',
      title: 'The VPC CNI has no free IP address on this node',
      explain:
        'Every address on the attached ENIs is used, and no further ENI, address or /28 prefix could be attached.',
      example: [
        '{"level":"error","ts":"2021-07-07T14:36:01.771Z","caller":"datastore/data_store.go:700","msg":"AssignPodIPv4Address: no available IP/Prefix addresses"}',
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container network for pod "web-0": networkPlugin cni failed to set up pod "web-0_shop" network: add cmd: failed to assign an IP address to container',
      ],
      source: 'aws/amazon-vpc-cni-k8s pkg/ipamd/datastore/data_store.go',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Free addresses: raise the instance type, turn on prefix delegation, or use a larger subnet',
        where: 'infra',
        commands: [
          'kubectl -n kube-system set env ds/aws-node ENABLE_PREFIX_DELEGATION=true WARM_PREFIX_TARGET=1',
          'kubectl get nodes -o custom-columns=NAME:.metadata.name,PODS:.status.allocatable.pods',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'aws-node/eni-limit',
      cause: 'cni-failed',
      pattern:
        /(?:AttachmentLimitExceeded|NetworkInterfaceLimitExceeded|PrivateIpAddressLimitExceeded|Failed to get the ENI limit|failed to (?:get|fetch) ENI limit).{0,200}/i,
      strength: 'error',
      title: 'The ENI or address limit of the instance type is reached or unknown to this VPC CNI',
      example: [
        '{"level":"error","ts":"2022-10-12T08:14:50.110Z","caller":"ipamd/ipamd.go:433","msg":"Failed to attach ENI: AttachmentLimitExceeded: Interface count 4 exceeds the limit for m5.large"}',
      ],
      source: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-eni.html',
      fix: {
        title:
          'Use an instance type with more ENIs, or upgrade the VPC CNI so that it knows the type',
        where: 'infra',
        commands: ['kubectl -n kube-system describe ds aws-node | grep -i image'],
      },
    },
    {
      id: 'aws-node/missing-iam-permission',
      cause: 'cni-failed',
      pattern: /failed to call (?<what>ec2:\w+) due to missing permissions/i,
      strength: 'error',
      title: 'The VPC CNI may not call {what}: its IAM role lacks AmazonEKS_CNI_Policy',
      example:
        'Warning  MissingIAMPermissions  33m (x2 over 33m)  aws-node  Unauthorized operation: failed to call ec2:DescribeNetworkInterfaces due to missing permissions. Please refer https://github.com/aws/amazon-vpc-cni-k8s/blob/master/docs/iam-policy.md to attach relevant policy to IAM role',
      source: 'aws/amazon-vpc-cni-k8s pkg/awsutils/awsutils.go',
      in: ['log', 'event'],
      fix: {
        title:
          'Attach AmazonEKS_CNI_Policy to the role of the aws-node service account (or of the nodes)',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get sa aws-node -o yaml',
          'aws iam attach-role-policy --role-name <role> --policy-arn arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy',
          'kubectl -n kube-system rollout restart ds/aws-node',
        ],
      },
    },
    {
      id: 'aws-node/ec2-unauthorized',
      cause: 'cni-failed',
      pattern:
        /(?:ipamd|awsutils|aws-k8s-agent|L-IPAMD|initialization failure|retrieve network interface|DescribeNetworkInterfaces|DescribeSubnets).{0,300}UnauthorizedOperation/i,
      strength: 'error',
      title: 'EC2 refuses the VPC CNI: its IAM role lacks permissions',
      example: [
        '{"level":"error","ts":"2022-05-04T12:02:11.701Z","caller":"aws-k8s-agent/main.go:42","msg":"Initialization failure: ipamd init: failed to retrieve attached ENIs info: UnauthorizedOperation: You are not authorized to perform this operation. status code: 403, request id: 3f0c6c2e"}',
      ],
      source: 'aws/amazon-vpc-cni-k8s docs/iam-policy.md',
      fix: {
        title: 'Attach AmazonEKS_CNI_Policy to the role that aws-node uses',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get sa aws-node -o yaml',
          'kubectl -n kube-system rollout restart ds/aws-node',
        ],
      },
    },
    {
      id: 'aws-node/api-server-unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to communicate with K8S Server|Unable to reach API Server|Failed to check API server connectivity)/i,
      strength: 'fatal',
      title: 'The VPC CNI cannot reach the Kubernetes API server',
      explain:
        'ipamd talks to the API server through the kubernetes Service address, which kube-proxy has to program first; without an answer it ends.',
      example: [
        'Failed to communicate with K8S Server. Please check instance security groups or http proxy setting',
        '{"level":"error","ts":"2023-06-20T11:26:50.180Z","caller":"wait/wait.go:109","msg":"Unable to reach API Server, Get "https://172.20.0.1:443/version?timeout=5s": dial tcp 172.20.0.1:443: i/o timeout"}',
      ],
      source: 'aws/amazon-vpc-cni-k8s pkg/k8sapi/k8sutils.go',
      fix: {
        title:
          'Open 443 from the nodes to the control plane and see that kube-proxy runs on the node',
        where: 'infra',
        commands: [
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
          'kubectl get svc kubernetes -n default',
          'aws eks describe-cluster --name <cluster> --query cluster.resourcesVpcConfig',
        ],
      },
    },
    {
      id: 'aws-node/waiting-for-ipamd',
      cause: 'cni-failed',
      pattern:
        /(?:Retrying waiting for IPAM-D|waiting for IPAM(?:-D)? to start|Timed out waiting for IPAM daemon to start)/i,
      strength: 'error',
      title: 'aws-node waits for its IP address daemon, which does not come up',
      explain:
        'The entry point polls ipamd on port 50051; ipamd blocks until IMDS, the EC2 API and the API server have answered. Its own log has the reason.',
      example: [
        '{"level":"info","ts":"2022-01-24T01:07:23.422Z","caller":"entrypoint.sh","msg":"Retrying waiting for IPAM-D"}',
        'Timed out waiting for IPAM daemon to start:',
      ],
      source: 'aws/amazon-vpc-cni-k8s#1425, #1055',
      fix: {
        title: 'Read ipamd.log of the node: it names the EC2, IMDS or API call that hangs',
        where: 'infra',
        commands: [
          'kubectl -n kube-system exec {pod} -c aws-node -- tail -n 50 /host/var/log/aws-routed-eni/ipamd.log',
          'kubectl -n kube-system get sa aws-node -o jsonpath="{.metadata.annotations}"',
          'kubectl -n kube-system get pods -l k8s-app=kube-proxy -o wide',
        ],
      },
    },
    {
      id: 'aws-node/probe-cannot-reach-ipamd',
      cause: 'cni-failed',
      pattern: /probe failed: .{0,300}timeout: failed to connect service "?[^" ]*:50051"? within/i,
      strength: 'error',
      title: 'The probe of aws-node finds no ipamd on port 50051',
      example:
        'Warning  Unhealthy  2m (x12 over 20m)  kubelet  Liveness probe failed: {"level":"info","ts":"2025-03-14T10:18:07.862Z","caller":"/usr/local/go/src/runtime/proc.go:271","msg":"timeout: failed to connect service ":50051" within 5s"}',
      source: 'aws/amazon-vpc-cni-k8s#3235',
      in: ['log', 'event'],
      fix: {
        title:
          'Find in ipamd.log why the daemon is not up, and raise the probe timeout on busy nodes',
        where: 'infra',
        commands: [
          'kubectl -n kube-system logs {pod} -c aws-node --previous',
          'kubectl -n kube-system exec {pod} -c aws-node -- tail -n 50 /host/var/log/aws-routed-eni/ipamd.log',
        ],
      },
    },
    {
      id: 'aws-node/imds-unreachable',
      cause: 'cloud-iam-denied',
      pattern:
        /(?:Failed to get primary (?:MAC from IMDS|IF)|failed to (?:get|retrieve) (?:instance|local-ipv4|mac).{0,60}from (?:instance )?metadata|EC2MetadataRequestError: failed to get EC2 instance identity document)/i,
      strength: 'fatal',
      title: 'The EC2 instance metadata service does not answer the VPC CNI',
      example: [
        'time="2023-03-02T10:11:54Z" level=error msg="Failed to get primary IF" error="Failed to get primary MAC from IMDS: operation error ec2imds: GetMetadata, http response error StatusCode: 401"',
        'EC2MetadataRequestError: failed to get EC2 instance identity document',
      ],
      source: 'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go',
      fix: {
        title:
          'Allow IMDSv2 with a hop limit of 2 on the instances, and let nothing block 169.254.169.254',
        where: 'infra',
        commands: [
          'aws ec2 modify-instance-metadata-options --instance-id <instance> --http-tokens required --http-put-response-hop-limit 2 --http-endpoint enabled',
        ],
      },
    },
    {
      id: 'aws-node/eniconfig-missing',
      cause: 'cni-failed',
      pattern:
        /eniConfig(?:s\.crd\.k8s\.amazonaws\.com)?.{0,60}(?:not found|is not available|does not exist)/i,
      strength: 'error',
      title: 'Custom networking is on, but the ENIConfig for the node is missing',
      example:
        '{"level":"error","ts":"2022-08-19T06:20:10.032Z","caller":"ipamd/ipamd.go:860","msg":"error while retrieving eniconfig: ENIConfig.crd.k8s.amazonaws.com "eu-west-1a" not found"}',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/cni-custom-network.html',
      fix: {
        title: 'Create an ENIConfig for each zone, or turn custom networking off',
        where: 'config',
        commands: [
          'kubectl get eniconfigs.crd.k8s.amazonaws.com',
          'kubectl -n kube-system set env ds/aws-node ENI_CONFIG_LABEL_DEF=topology.kubernetes.io/zone',
        ],
      },
    },
    {
      id: 'aws-vpc-cni-init/sysctl',
      cause: 'kernel-or-node',
      pattern:
        /Failed to (?:configure (?:system parameters|IPv6 settings)|set rp_filter for|disable tcp_early_demux)/,
      strength: 'fatal',
      title: 'aws-vpc-cni-init cannot set the sysctls that the VPC CNI needs',
      example:
        'time="2023-03-02T10:11:54Z" level=error msg="Failed to configure system parameters" error="Failed to set rp_filter for eth0: open /proc/sys/net/ipv4/conf/eth0/rp_filter: read-only file system"',
      source: 'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni-init/main.go',
      fix: {
        title: 'Run aws-vpc-cni-init privileged, as the published manifest does',
        where: 'manifest',
        commands: [
          'kubectl -n kube-system get ds aws-node -o jsonpath="{.spec.template.spec.initContainers[*].securityContext}"',
        ],
      },
    },
    {
      id: 'aws-node/install-binaries',
      cause: 'permission-denied-fs',
      pattern: /Failed to (?:install (?:CNI )?binaries|copy CNI plugin binaries).{0,200}/,
      strength: 'fatal',
      title: "The VPC CNI cannot write its plugins into the node's CNI directory",
      example:
        'time="2022-11-23T16:40:02Z" level=error msg="Failed to install CNI binaries" error="open /host/opt/cni/bin/aws-cni: read-only file system"',
      source: 'aws/amazon-vpc-cni-k8s cmd/aws-vpc-cni/main.go',
      fix: {
        title: 'Point HOST_CNI_BIN_PATH and the host path at a writable directory on the node',
        where: 'manifest',
        commands: [
          'kubectl -n kube-system get ds aws-node -o jsonpath="{.spec.template.spec.volumes}"',
        ],
      },
    },
  ],
}
