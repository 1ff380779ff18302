import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/containernetworking/cni, https://github.com/containernetworking/plugins, https://github.com/k8snetworkplumbingwg/multus-cni */
export const cniGeneric: SignatureFamily = {
  programs: ['CNI plugins', 'multus'],
  signatures: [
    {
      id: 'cni/plugin-binary-missing',
      cause: 'cni-failed',
      pattern: /failed to find plugin "(?<what>[^"]+)" in path \[(?<file>[^\]]+)\]/,
      strength: 'error',
      title: 'The CNI plugin {what} is not in {file} of the node',
      example:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "9d": plugin type="flannel" failed (add): failed to find plugin "flannel" in path [/opt/cni/bin]',
      source: 'containernetworking/cni pkg/invoke/find.go',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Install the plugin on the node: the network add-on or the kubernetes-cni package puts it there',
        where: 'infra',
        commands: ['ls /opt/cni/bin /usr/lib/cni', 'apt-get install --reinstall kubernetes-cni'],
      },
    },
    {
      id: 'cni/not-initialized',
      cause: 'cni-failed',
      pattern:
        /(?:cni plugin not initialized|cni config uninitialized|no networks found in \/etc\/cni\/net\.d|No CNI configuration file in)/,
      strength: 'error',
      title: 'No network plugin has written its configuration on the node',
      example: [
        'container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        'Unable to update cni config: no networks found in /etc/cni/net.d',
      ],
      source: 'containerd/go-cni errors.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Get the network add-on running on that node',
        where: 'infra',
        commands: [
          'kubectl get pods -A -o wide | grep -E "calico|cilium|flannel|aws-node|weave|antrea|kindnet"',
        ],
      },
    },
    {
      id: 'cni/address-range-exhausted',
      cause: 'cni-failed',
      pattern: /no IP addresses available in (?:range set|network)(?:: (?<what>\S+))?/,
      strength: 'error',
      title: "The node's pod address range is used up",
      explain:
        'Often the reservations of pods that are long gone, which the host-local plugin keeps in /var/lib/cni/networks.',
      example:
        'Failed to create pod sandbox: plugin type="bridge" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.0.1-10.244.0.254',
      source: 'containernetworking/plugins plugins/ipam/host-local/backend/allocator',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Drain the node, clear stale reservations in /var/lib/cni/networks, and give nodes a larger CIDR if it is really full',
        where: 'infra',
        commands: [
          'ls /var/lib/cni/networks/* | wc -l',
          'kubectl drain <node> --ignore-daemonsets',
        ],
        risk: 'high',
      },
    },
    {
      id: 'cni/bridge-address-differs',
      cause: 'cni-failed',
      pattern: /"?cni0"? already has an IP address different from (?<host>[\d./]+)/,
      strength: 'error',
      title: "The node's bridge cni0 has an address of an earlier network",
      example:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to set up sandbox container network for pod "web": networkPlugin cni failed to set up pod "web_default" network: failed to set bridge addr: "cni0" already has an IP address different from 10.244.1.1/24',
      source: 'containernetworking/plugins plugins/main/bridge/bridge.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Delete the old bridge on the node: the plugin makes it again',
        where: 'infra',
        commands: ['ip link set cni0 down', 'ip link delete cni0'],
        risk: 'medium',
      },
    },
    {
      id: 'multus/no-delegate',
      cause: 'cni-failed',
      pattern:
        /(?:getPrimaryCNIPlugin|failed to (?:find|get) the primary CNI (?:plugin|config)|no CNI configuration found|error in getting (?:result from AddNetwork|k8s network)).{0,200}/i,
      strength: 'error',
      title: 'Multus finds no configuration of a default network plugin to delegate to',
      example: [
        '2023-05-08T10:11:21Z [error] failed to get the primary CNI plugin: could not find a CNI configuration file in /host/etc/cni/net.d',
      ],
      source: 'k8snetworkplumbingwg/multus-cni pkg/server/config',
      fix: {
        title:
          'Install the default network plugin first, or name its file with --multus-master-cni-file',
        where: 'config',
        commands: ['ls -l /etc/cni/net.d'],
      },
    },
    {
      id: 'multus/text-file-busy',
      cause: 'cni-failed',
      pattern:
        /cp: cannot (?:create regular file|open) '?\/host\/opt\/cni\/bin\/(?<name>[\w-]+)'?.{0,40}Text file busy/,
      strength: 'fatal',
      title: 'The plugin {name} on the node is in use while the DaemonSet wants to replace it',
      example: "cp: cannot create regular file '/host/opt/cni/bin/multus-shim': Text file busy",
      source: 'k8snetworkplumbingwg/multus-cni#1221',
      fix: {
        title:
          'Delete the old file on the node first (cp -f, or install to a temporary name and rename)',
        where: 'manifest',
        commands: ['rm -f /opt/cni/bin/{name}', 'kubectl -n {namespace} delete pod {pod}'],
      },
    },
    {
      id: 'multus/kubeconfig-unauthorized',
      cause: 'cni-failed',
      pattern:
        /Multus: \[.{0,200}\].{0,120}(?:error (?:getting|waiting for) pod|failed to get (?:pod|network)).{0,60}: (?:Unauthorized|.{0,120}Unauthorized)/,
      strength: 'error',
      title: "The API server rejects the token in Multus's kubeconfig on the node",
      example:
        'Failed to create pod sandbox: plugin type="multus" name="multus-cni-network" failed (add): Multus: [default/web-0/8e1f]: error getting pod: Unauthorized',
      source: 'k8snetworkplumbingwg/multus-cni pkg/multus/multus.go',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Restart the Multus DaemonSet, which writes a fresh kubeconfig',
        where: 'config',
        commands: ['kubectl -n kube-system rollout restart ds/kube-multus-ds'],
      },
    },
  ],
}
