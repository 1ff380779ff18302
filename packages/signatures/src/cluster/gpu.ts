import type { SignatureFamily } from '@unloop/engine/scanner'

/** https://github.com/NVIDIA/k8s-device-plugin, gpu-operator, dcgm-exporter, nvidia-container-toolkit; https://github.com/ROCm/k8s-device-plugin */
export const gpu: SignatureFamily = {
  programs: [
    'nvidia-device-plugin',
    'gpu-feature-discovery',
    'dcgm-exporter',
    'gpu-operator',
    'nvidia-container-toolkit',
    'amdgpu-device-plugin',
    'intel-gpu-plugin',
  ],
  signatures: [
    {
      id: 'gpu/cuda-start',
      cause: 'gpu-driver',
      pattern:
        /(?:system not yet initialized|no CUDA-capable device is detected|CUDA driver version is insufficient|forward compatibility was attempted on non supported HW|all CUDA-capable devices are busy|CUDA_ERROR_(?:NO_DEVICE|SYSTEM_NOT_READY|SYSTEM_DRIVER_MISMATCH|COMPAT_NOT_SUPPORTED_ON_DEVICE|NOT_INITIALIZED)|cudaErrorSystemNotReady|cudaErrorNoDevice)/,
      strength: 'error',
      title: 'CUDA cannot start on this node',
      explain:
        'The driver, the fabric manager or the container toolkit of the node does not give the container a GPU that CUDA can use.',
      example: [
        'Failed to allocate device vector A (error code system not yet initialized)!',
        'CUDA error: no CUDA-capable device is detected',
        'failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected',
      ],
      source: 'CUDA driver API error codes (cuGetErrorString)',
    },
    {
      id: 'nvidia/no-nvml',
      cause: 'gpu-driver',
      pattern:
        /(?:[Cc]ould not load NVML(?: library)?|[Ff]ailed to initialize NVML|[Uu]nable to (?:load|initialize) NVML|nvml(?:Init| init failed)?:? (?:ERROR_LIBRARY_NOT_FOUND|ERROR_DRIVER_NOT_LOADED)|NVML: (?:Unknown Error|Driver Not Loaded|Driver\/library version mismatch))(?<what>.{0,120})/,
      strength: 'fatal',
      title: "The NVIDIA driver's library (NVML) cannot be used in the container",
      explain:
        'The node has no driver, or the pod does not run under the NVIDIA runtime, which puts the library into the container.',
      example: [
        '2017/11/30 02:10:41 could not load NVML library',
        'I0512 10:12:01.120190       1 factory.go:107] Failed to initialize NVML: could not load NVML library.',
        '2022/05/12 10:12:01 Failed to initialize NVML: could not load NVML library.',
        'Failed to initialize NVML: Driver/library version mismatch',
        'E0801 10:12:01.120190       1 main.go:132] error starting plugins: error creating plugin manager: unable to create plugin manager: nvml init failed: ERROR_LIBRARY_NOT_FOUND',
      ],
      source: 'NVIDIA/k8s-device-plugin cmd/nvidia-device-plugin, #18',
      from: ['052-device-plugin-18-no-nvml', 'y042-nvidia-plugin-library-not-found'],
      fix: {
        title:
          'Install driver and container toolkit on the node, and make nvidia the runtime (default, or runtimeClassName: nvidia)',
        where: 'infra',
        commands: [
          'nvidia-smi',
          'nvidia-ctk runtime configure --runtime=containerd --set-as-default && systemctl restart containerd',
          `kubectl -n {namespace} patch {workload} --type merge -p '{"spec":{"template":{"spec":{"runtimeClassName":"nvidia"}}}}'`,
        ],
        risk: 'medium',
      },
    },
    {
      id: 'nvidia/device-plugin-platform',
      cause: 'gpu-driver',
      pattern:
        /(?:[Ii]ncompatible (?:platform|strategy|device discovery strategy) detected|If this is a GPU node, did you (?:set the docker default runtime|configure the NVIDIA Container Toolkit)|[Ii]nvalid device discovery strategy|failed to (?:create|construct) resource managers?)/,
      strength: 'fatal',
      title: 'The device plugin finds no usable NVIDIA platform on this node',
      example: [
        'E0512 10:12:01.120190       1 factory.go:112] Incompatible platform detected',
        'E0512 10:12:01.120190       1 factory.go:113] If this is a GPU node, did you configure the NVIDIA Container Toolkit?',
        'E0512 10:12:01.120190       1 main.go:132] error starting plugins: error creating plugin manager: unable to create plugin manager: invalid device discovery strategy',
      ],
      source: 'NVIDIA/k8s-device-plugin internal/rm/factory.go',
      fix: {
        title:
          'Configure the NVIDIA runtime on GPU nodes, and keep the plugin off other nodes with a node selector',
        where: 'infra',
        commands: [
          'nvidia-ctk runtime configure --runtime=containerd --set-as-default && systemctl restart containerd',
          'kubectl get nodes -L nvidia.com/gpu.present',
        ],
      },
    },
    {
      id: 'nvidia/runtime-hook',
      cause: 'gpu-driver',
      pattern:
        /nvidia-container-cli(?:\.real)?: (?<what>initialization error: .{1,160}|requirement error: .{1,160}|detection error: .{1,160}|device error: .{1,160}|mount error: .{1,160})/,
      strength: 'fatal',
      title: 'The NVIDIA runtime cannot prepare the container: {what}',
      example: [
        'Error: failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: error running hook #0: exit status 1, stdout: , stderr: Auto-detected mode as "legacy" nvidia-container-cli: initialization error: nvml error: driver not loaded: unknown',
        'nvidia-container-cli: requirement error: unsatisfied condition: cuda>=12.2, please update your driver to a newer version, or use an earlier cuda container: unknown',
      ],
      source: 'NVIDIA/libnvidia-container src/cli',
      in: ['log', 'event', 'status'],
      fix: {
        title: 'Load or update the driver on the node, or use an image for its CUDA version',
        where: 'infra',
        commands: ['nvidia-smi', 'dmesg | grep -i nvrm'],
      },
    },
    {
      id: 'nvidia/runtime-class',
      cause: 'gpu-driver',
      pattern:
        /(?:no runtime for "(?<name>nvidia[\w-]*)" is configured|exec: "?nvidia-container-runtime(?:-hook)?"?: executable file not found)/,
      strength: 'fatal',
      title: 'The container runtime of the node knows no NVIDIA handler',
      example:
        'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "nvidia" is configured',
      source: 'NVIDIA/gpu-operator troubleshooting',
      in: ['log', 'event', 'status'],
      fix: {
        title:
          'Configure the runtime with nvidia-ctk (or get the toolkit pod of the GPU operator running)',
        where: 'infra',
        commands: [
          'nvidia-ctk runtime configure --runtime=containerd && systemctl restart containerd',
        ],
      },
    },
    {
      id: 'gpu-operator/driver-build',
      cause: 'gpu-driver',
      pattern:
        /(?:Could not (?:resolve|find) (?:Linux kernel version|kernel-(?:headers|devel)).{0,120}|Unable to (?:install|find) (?:the )?kernel headers.{0,120}|Stopping NVIDIA (?:persistence daemon|driver)|Could not unload NVIDIA driver kernel modules, driver is in use|modprobe: (?:ERROR|FATAL): .{0,60}nvidia|E: Unable to locate package linux-headers)/,
      strength: 'error',
      title: 'The driver container cannot build or load the NVIDIA kernel module on this node',
      example: [
        'Could not resolve Linux kernel version',
        'Could not unload NVIDIA driver kernel modules, driver is in use',
        "modprobe: ERROR: could not insert 'nvidia': Key was rejected by service",
      ],
      source: 'NVIDIA/gpu-driver-container nvidia-driver script',
      fix: {
        title:
          'Use a kernel with headers in the repositories (or precompiled drivers), turn secure boot off or sign, or set driver.enabled=false where the node has a driver',
        where: 'infra',
        commands: [
          'uname -r',
          'mokutil --sb-state',
          'helm -n gpu-operator upgrade gpu-operator nvidia/gpu-operator --reuse-values --set driver.enabled=false',
        ],
        risk: 'medium',
      },
    },
    {
      id: 'gpu-operator/waiting-for-toolkit',
      cause: 'gpu-driver',
      pattern:
        /(?:waiting for nvidia container (?:stack|toolkit) to be setup|toolkit is not ready|running command chroot with args \[\/run\/nvidia\/driver nvidia-smi\])/,
      strength: 'hint',
      title: 'A pod of the GPU operator waits for driver or toolkit',
      example: 'waiting for nvidia container stack to be setup',
      source: 'NVIDIA/gpu-operator validator',
      fix: {
        title: 'Read the log of the driver and toolkit pods on that node',
        where: 'infra',
        commands: ['kubectl -n gpu-operator get pods -o wide'],
      },
    },
    {
      id: 'dcgm-exporter/init',
      cause: 'gpu-driver',
      pattern:
        /(?:DCGM initialization error|[Ee]rror (?:initializing|starting|connecting to) (?:DCGM|nv-hostengine)|Could not (?:get|find) .{0,40}libdcgm|[Ff]ailed to (?:initialize|init) DCGM|libdcgm\.so.{0,60}(?:not found|No such file)|[Tt]he third-party Profiling module returned an unrecoverable error)/,
      strength: 'fatal',
      title: 'dcgm-exporter cannot use the GPU library DCGM on this node',
      example: [
        'time="2023-06-12T10:10:01Z" level=fatal msg="Error starting nv-hostengine: DCGM initialization error"',
        'time="2022-05-12T10:10:01Z" level=fatal msg="Error watching fields: The third-party Profiling module returned an unrecoverable error"',
      ],
      source: 'NVIDIA/dcgm-exporter pkg/cmd/app.go',
      fix: {
        title:
          'Run it under the NVIDIA runtime on GPU nodes with a driver; leave profiling metrics (DCP) out, add SYS_ADMIN, or raise memory to 512Mi',
        where: 'manifest',
        commands: [
          'kubectl -n {namespace} get {workload} -o yaml | grep -nE "runtimeClassName|SYS_ADMIN|memory"',
        ],
      },
    },
    {
      id: 'nvidia/mig-or-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:error starting plugins: .{0,40}unable to (?:load|finalize|validate flags|parse) config: (?<what>.{1,200})|specified config (?<name>\S+) does not exist|invalid MIG (?:strategy|configuration)|[Aa]t least one device with migEnabled=true was not configured correctly|error validating .{0,40}mig)/,
      strength: 'fatal',
      title: 'The device plugin rejects its configuration (MIG strategy, time slicing)',
      example:
        'E0512 10:12:01.120190       1 main.go:132] error starting plugins: unable to load config: unable to finalize config: unable to parse config file: error parsing config file: unmarshal error',
      source: 'NVIDIA/k8s-device-plugin cmd/nvidia-device-plugin/main.go',
    },
    {
      id: 'nvidia/kubelet-socket',
      cause: 'mount-failed',
      pattern:
        /(?:Could not contact Kubelet\. Did you enable the device plugin feature gate|Could not (?:contact|register).{0,40}[Dd]evice [Pp]lugin|failed to create FS watcher.{0,120}device-plugins)/,
      strength: 'error',
      title: "The device plugin cannot register with the kubelet's socket",
      example:
        'E0512 10:12:01.120190       1 main.go:246] Could not contact Kubelet. Did you enable the device plugin feature gate?',
      source: 'NVIDIA/k8s-device-plugin cmd/nvidia-device-plugin/main.go',
      fix: {
        title: "Mount the kubelet's real device-plugins directory",
        where: 'manifest',
        commands: ['ls /var/lib/kubelet/device-plugins'],
      },
    },
    {
      id: 'amd-gpu/no-driver',
      cause: 'gpu-driver',
      pattern:
        /(?:(?:open|stat|glob) \/(?:sys\/(?:module\/amdgpu|class\/kfd)|dev\/kfd)\S*: no such file or directory|Cannot find amdgpu|hsa_init.{0,60}failed|No AMD GPU (?:driver|found))/i,
      strength: 'fatal',
      title: 'The amdgpu driver is not loaded on this node',
      example:
        'E0512 10:12:01.120190       1 main.go:58] open /sys/class/kfd/kfd/topology/nodes: no such file or directory',
      source: 'ROCm/k8s-device-plugin internal/pkg/amdgpu/amdgpu.go',
      fix: {
        title: 'Install and load amdgpu on the node, and keep the plugin to GPU nodes',
        where: 'infra',
        commands: ['modprobe amdgpu', 'ls -l /dev/kfd /dev/dri'],
      },
    },
  ],
}
