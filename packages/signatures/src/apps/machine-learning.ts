import type { SignatureFamily } from '@unloop/engine/scanner'

/** Model servers, training and data science programs. */
export const machineLearning: SignatureFamily = {
  programs: [
    'vLLM',
    'Text Generation Inference',
    'Triton',
    'TorchServe',
    'TensorFlow Serving',
    'Ollama',
    'llama.cpp',
    'PyTorch',
    'TensorFlow',
    'CUDA',
    'Hugging Face Hub',
    'MLflow',
    'JupyterHub',
    'KServe',
    'Ray',
    'Kubeflow',
    'Milvus',
    'Qdrant',
    'Weaviate',
    'Chroma',
    'LiteLLM',
    'Open WebUI',
    'LocalAI',
    'BentoML',
    'Label Studio',
    'Stable Diffusion',
  ],
  signatures: [
    {
      id: 'cuda/out-of-memory',
      cause: 'oom-killed',
      pattern:
        /(?:torch\.(?:cuda\.)?OutOfMemoryError: |CUDA out of memory\. |RuntimeError: CUDA error: out of memory|cudaMalloc failed: out of memory|CUDA_ERROR_OUT_OF_MEMORY)(?:.{0,20}Tried to allocate (?<what>[\d.]+ \w{2,3}))?/,
      strength: 'error',
      title: "The GPU's memory is used up",
      explain:
        "The limit is the GPU's, not the container's: a smaller model, batch or context, or a GPU with more memory.",
      example: [
        'torch.OutOfMemoryError: CUDA out of memory. Tried to allocate 20.00 MiB. GPU 0 has a total capacity of 14.58 GiB of which 1.56 MiB is free.',
        'ggml_backend_cuda_buffer_type_alloc_buffer: allocating 4000.00 MiB on device 0: cudaMalloc failed: out of memory',
      ],
      source: 'pytorch/pytorch c10/cuda/CUDACachingAllocator.cpp; ggml-org/llama.cpp ggml-cuda',
    },
    {
      id: 'cuda/no-kernel-image',
      cause: 'version-skew',
      pattern:
        /(?:CUDA error: no kernel image is available for execution on the device|with CUDA capability (?<what>sm_\d+) is not compatible with the current PyTorch installation|the provided PTX was compiled with an unsupported toolchain)/,
      strength: 'fatal',
      title: 'The program was built for other GPUs, or a newer driver, than the node has',
      example: [
        'RuntimeError: CUDA error: no kernel image is available for execution on the device',
        'NVIDIA H100 80GB HBM3 with CUDA capability sm_90 is not compatible with the current PyTorch installation.',
      ],
      source: 'pytorch/pytorch torch/cuda/__init__.py; CUDA error codes 209, 222',
    },
    {
      id: 'cuda/driver-too-old',
      cause: 'gpu-driver',
      pattern:
        /(?:CUDA driver version is insufficient for CUDA runtime version|The NVIDIA driver on your system is too old \(found version (?<what>\d+)\)|CUDA_ERROR_(?:SYSTEM_DRIVER_MISMATCH|COMPAT_NOT_SUPPORTED_ON_DEVICE)|forward compatibility was attempted on non supported HW)/,
      strength: 'fatal',
      title: "The node's NVIDIA driver is too old for the CUDA of the image",
      example:
        'RuntimeError: The NVIDIA driver on your system is too old (found version 11040). Please update your GPU driver',
      source: 'CUDA error codes 35, 803, 804; pytorch/pytorch torch/csrc/cuda',
    },
    {
      id: 'cuda/no-gpu',
      cause: 'gpu-driver',
      pattern:
        /(?:RuntimeError: (?:No CUDA GPUs are available|Found no NVIDIA driver on your system)|Attempting to deserialize object on a CUDA device but torch\.cuda\.is_available\(\) is False|CUDA error: (?:no CUDA-capable device is detected|invalid device ordinal)|AssertionError: Torch not compiled with CUDA enabled)/,
      strength: 'fatal',
      title: 'The container sees no usable GPU',
      example: [
        'RuntimeError: No CUDA GPUs are available',
        'RuntimeError: Attempting to deserialize object on a CUDA device but torch.cuda.is_available() is False.',
      ],
      source: 'pytorch/pytorch torch/csrc/cuda, torch/serialization.py',
    },
    {
      id: 'nccl/error',
      cause: 'dependency-unreachable',
      pattern:
        /(?:ncclInternalError|ncclSystemError|ncclRemoteError|ncclUnhandledCudaError|NCCL WARN|NCCL error in)(?<what>.{0,160})/,
      strength: 'error',
      title: "The GPUs' workers cannot talk to each other through NCCL",
      example: [
        'torch.distributed.DistBackendError: NCCL error in: ProcessGroupNCCL.cpp:1970, unhandled system error (run with NCCL_DEBUG=INFO for details)',
        'ncclSystemError: System call (e.g. socket, malloc) or external library call failed or device error.',
      ],
      source: 'NVIDIA/nccl src/include, pytorch ProcessGroupNCCL.cpp',
    },
    {
      id: 'pytorch/shared-memory',
      cause: 'oom-killed',
      pattern:
        /(?:DataLoader worker \(pid(?:\(s\))? (?<what>[\d, ]{1,60})\) (?:is killed by signal: Bus error|exited unexpectedly)|It is possible that dataloader's workers are out of shared memory|unable to (?:write to file|open shared memory object) <\/?torch_\S{1,60}>)/,
      strength: 'fatal',
      title: "/dev/shm is too small for the data loader's workers",
      explain: 'A container has 64 MiB of /dev/shm unless a memory emptyDir is mounted there.',
      example:
        "RuntimeError: DataLoader worker (pid 123) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory. Please try to raise your shared memory limit.",
      source: 'pytorch/pytorch torch/utils/data/_utils',
    },
    {
      id: 'torch-distributed/rendezvous',
      cause: 'dependency-unreachable',
      pattern:
        /(?:DistStoreError: Timed out after \d+ seconds waiting for clients|RendezvousConnectionError|RendezvousTimeoutError|The client socket has (?:timed out|failed to connect)(?: after \d+\w* while trying)? to (?:connect to )?\(?(?<host>[\w.-]{1,200})[,:] ?(?<port>\d{1,5}))/,
      strength: 'fatal',
      title: 'The training workers do not find their master',
      example:
        'torch.distributed.DistNetworkError: The client socket has timed out after 600000ms while trying to connect to (train-master-0, 23456).',
      source: 'pytorch/pytorch torch/csrc/distributed/c10d',
    },
    {
      id: 'vllm/kv-cache',
      cause: 'oom-killed',
      pattern:
        /(?:No available memory for the cache blocks|The model's max seq len \((?<what>\d+)\) is larger than the maximum number of tokens that can be stored in KV cache|Free memory on device .{0,60}is less than desired GPU memory utilization|To serve at least one request with the models's max seq len)/,
      strength: 'fatal',
      title:
        "The GPU has no room for the model's cache: shorten --max-model-len or raise --gpu-memory-utilization",
      example: [
        'ValueError: No available memory for the cache blocks. Try increasing `gpu_memory_utilization` when initializing the engine.',
        "ValueError: The model's max seq len (131072) is larger than the maximum number of tokens that can be stored in KV cache (29600).",
      ],
      source: 'vllm-project/vllm vllm/v1/core/kv_cache_utils.py',
    },
    {
      id: 'vllm/engine-failed',
      cause: 'app-exception',
      pattern:
        /(?:Engine (?:core )?(?:process )?initialization failed|EngineCore failed to start|Engine process failed to start)(?:\. See root cause above)?(?<what>.{0,100})/,
      strength: 'error',
      title: "vLLM's engine could not start; the first error above says why",
      example:
        'RuntimeError: Engine core initialization failed. See root cause above. Failed core proc(s): {}',
      source: 'vllm-project/vllm vllm/v1/engine/utils.py',
    },
    {
      id: 'vllm/tensor-parallel',
      cause: 'app-config-invalid',
      pattern:
        /(?:Total number of attention heads \(\d+\) must be divisible by tensor parallel size \((?<what>\d+)\)|The number of required GPUs exceeds the total number of available GPUs|World size \(\d+\) is larger than the number of available GPUs|Cannot use FlashAttention|Bfloat16 is only supported on GPUs with compute capability of at least (?<name>[\d.]+))/,
      strength: 'fatal',
      title: "vLLM's settings do not fit the GPUs of the node",
      example:
        'ValueError: Bfloat16 is only supported on GPUs with compute capability of at least 8.0. Your Tesla T4 GPU has compute capability 7.5.',
      source: 'vllm-project/vllm vllm/config, vllm/worker/worker.py',
    },
    {
      id: 'vllm/device-type',
      cause: 'gpu-driver',
      pattern:
        /(?:Failed to infer device type|Device string must not be empty|No platform detected, vLLM is running on UnspecifiedPlatform)/,
      strength: 'fatal',
      title: 'vLLM finds no GPU in the container',
      example:
        'RuntimeError: Failed to infer device type, please set the environment variable `VLLM_LOGGING_LEVEL=DEBUG` to turn on verbose logging to help debug the issue.',
      source: 'vllm-project/vllm vllm/config',
    },
    {
      id: 'transformers/architecture',
      cause: 'version-skew',
      pattern:
        /(?:The checkpoint you are trying to load has model type `(?<name>[\w-]{1,60})` but Transformers does not recognize this architecture|Model architectures \[(?<what>[^\]]{1,100})\] are not supported|unknown model architecture: '(?<arch>[\w-]{1,60})')/,
      strength: 'fatal',
      title: "The image's library is too old for the model's architecture",
      example: [
        'ValueError: The checkpoint you are trying to load has model type `qwen3` but Transformers does not recognize this architecture.',
        "llama_model_load: error loading model: error loading model architecture: unknown model architecture: 'gemma3'",
      ],
      source:
        'huggingface/transformers models/auto; vllm model registry; ggml-org/llama.cpp src/llama-arch.cpp',
    },
    {
      id: 'huggingface/gated',
      cause: 'dependency-auth-failed',
      pattern:
        /(?:Cannot access gated repo for url|Access to model (?<name>[\w.\/-]{1,120}) is restricted|GatedRepoError: 40[13]|huggingface_hub\.errors\.(?:GatedRepoError|RepositoryNotFoundError)|You are trying to access a gated repo)/,
      strength: 'fatal',
      title: 'Hugging Face gives no access to the model: no token, or its licence is not accepted',
      example: [
        'OSError: You are trying to access a gated repo. Make sure to have access to it at https://huggingface.co/meta-llama/Llama-3.1-8B.',
        'huggingface_hub.errors.GatedRepoError: 401 Client Error.',
      ],
      source: 'huggingface/huggingface_hub src/huggingface_hub/errors.py',
    },
    {
      id: 'huggingface/unreachable',
      cause: 'dependency-unreachable',
      pattern:
        /(?:We couldn't connect to '(?<host>https?:\/\/[^']{1,100})' to load (?:this file|the files)|LocalEntryNotFoundError: (?:An error happened while trying to locate|Cannot find the requested files)|couldn't find them in the cached files|Cannot find an appropriate cached snapshot folder)/,
      strength: 'fatal',
      title: 'The model cannot be downloaded, and it is not in the cache',
      example:
        "OSError: We couldn't connect to 'https://huggingface.co' to load the files, and couldn't find them in the cached files.",
      source: 'huggingface/transformers utils/hub.py; huggingface_hub file_download.py',
    },
    {
      id: 'huggingface/cache-denied',
      cause: 'permission-denied-fs',
      pattern:
        /PermissionError: \[Errno 13\] Permission denied: '(?<file>\/(?:root\/)?\.cache[^']{0,120}|\/\.local[^']{0,60}|\/(?:root\/)?\.config\/(?:matplotlib|vllm|huggingface)[^']{0,60})'|There was a problem when trying to write in your cache folder \((?<dir>\/[^)]{1,120})\)/,
      strength: 'error',
      title: "The model's cache may not be written: HOME of the user is / or another's",
      example:
        'There was a problem when trying to write in your cache folder (/.cache/huggingface/hub). You should set the environment variable TRANSFORMERS_CACHE to a writable directory.',
      source: 'huggingface/transformers utils/hub.py',
    },
    {
      id: 'safetensors/damaged',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:safetensors_rust\.SafetensorError: Error while deserializing header: (?<what>\w{1,40})|invalid magic character|llama_model_load: error loading model: (?:tensor '(?<name>[^']{1,80})' data is not within the file bounds|invalid magic)|PytorchStreamReader failed (?:reading zip archive|locating file)|gguf_init_from_file(?:_impl)?: (?:invalid magic|failed to read))/,
      strength: 'fatal',
      title: 'A model file is cut off or damaged: its download was interrupted',
      example: [
        'safetensors_rust.SafetensorError: Error while deserializing header: MetadataIncompleteBuffer',
        'RuntimeError: PytorchStreamReader failed reading zip archive: failed finding central directory',
      ],
      source:
        'huggingface/safetensors safetensors/src/tensor.rs; pytorch caffe2/serialize/inline_container.cc; ggml gguf.cpp',
    },
    {
      id: 'tgi/shard',
      cause: 'app-exception',
      pattern:
        /(?:Shard (?:complete standard error output|cannot start|process was signaled to shutdown with signal (?<what>\d+))|ShardCannotStart|Webserver (?:Crashed|start failed)|Method Warmup encountered an error)/,
      strength: 'error',
      title: 'A shard of Text Generation Inference could not start; its own output above says why',
      example:
        '{"level":"ERROR","fields":{"message":"Shard 0 failed to start"},"target":"text_generation_launcher"}  Error: ShardCannotStart',
      source: 'huggingface/text-generation-inference launcher/src/main.rs',
    },
    {
      id: 'triton/model-load',
      cause: 'app-config-invalid',
      pattern:
        /(?:failed to load all models|error: creating server: (?<what>.{1,160})|failed to load '(?<name>[\w.-]{1,100})' version \d+: (?<why>.{1,160})|Poll failed for model directory '(?<file>[^']{1,120})': .{1,120})/,
      strength: 'fatal',
      title: 'Triton cannot load a model of its repository',
      example: [
        'error: creating server: Internal - failed to load all models',
        "E1120 10:00:00.000000 1 model_lifecycle.cc:621] failed to load 'resnet' version 1: Invalid argument: unexpected inference output 'prob', allowed outputs are: output",
      ],
      source: 'triton-inference-server/core src/model_lifecycle.cc, server/src/main.cc',
    },
    {
      id: 'tf-serving/no-versions',
      cause: 'config-file-missing',
      pattern:
        /No versions of servable (?<name>[\w.-]{1,100}) found under base path (?<file>\S{1,200})/,
      strength: 'error',
      title: 'TensorFlow Serving finds no numbered version of {name} under {file}',
      example:
        "W tensorflow_serving/sources/storage_path/file_system_storage_path_source.cc:268] No versions of servable default found under base path /models/model. Did you forget to name your leaf directory as a number (eg. '/1/')?",
      source: 'tensorflow/serving tensorflow_serving/sources/storage_path',
    },
    {
      id: 'torchserve/no-models',
      cause: 'app-config-invalid',
      pattern:
        /(?:Missing (?:the )?model_store option|Model file (?<file>\S{1,120}) is not found|Worker disconnected\. WORKER_(?:STARTED|MODEL_LOADED)|org\.pytorch\.serve\.archive\.model\.\w{1,40}Exception)(?<what>.{0,120})/,
      strength: 'error',
      title: 'TorchServe cannot load its model',
      example:
        'org.pytorch.serve.archive.model.ModelNotFoundException: Model not found at: resnet.mar',
      source: 'pytorch/serve frontend',
    },
    {
      id: 'ollama/memory',
      cause: 'oom-killed',
      pattern:
        /(?:model requires more system memory \((?<want>[\d.]+ \w+)\) than is available \((?<have>[\d.]+ \w+)\)|llama runner process has terminated: (?<what>.{1,120}))/,
      strength: 'error',
      title: "Ollama's model does not fit, or its runner ended",
      example: 'Error: model requires more system memory (5.6 GiB) than is available (3.1 GiB)',
      source: 'ollama/ollama llm/server.go',
    },
    {
      id: 'mlflow/schema',
      cause: 'schema-migration-failed',
      pattern:
        /mlflow\.exceptions\.MlflowException: Detected out-of-date database schema \(found version (?<have>\w{1,40}), but expected (?<want>\w{1,40})\)/,
      strength: 'fatal',
      title: "MLflow's database is at {have}: `mlflow db upgrade` comes first",
      example:
        "mlflow.exceptions.MlflowException: Detected out-of-date database schema (found version 7f2a7d5fae7d, but expected 4465047574b1). Take a backup of your database, then run 'mlflow db upgrade <database_uri>' to migrate your database to the latest schema.",
      source: 'mlflow/mlflow mlflow/store/db/utils.py',
    },
    {
      id: 'jupyterhub/proxy',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to (?:bind|connect to) (?:hub|proxy|Hub).{0,40}(?<what>https?:\/\/\S{1,120})|Proxy (?:appears to be running|api).{0,80}(?:403|can't access)|Failed to connect to my Hub at (?<host>https?:\/\/\S{1,160}))/,
      strength: 'fatal',
      title: "JupyterHub's hub, proxy and servers do not reach each other",
      example:
        '[E 2026-11-20 10:00:00.000 JupyterHubSingleUser] Failed to connect to my Hub at http://hub:8081/hub/api (attempt 1/5). Is it running?',
      source: 'jupyterhub/jupyterhub jupyterhub/singleuser, jupyterhub/app.py',
    },
    {
      id: 'jupyterhub/db-upgrade',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Found database schema version (?<have>\w{1,40}) != (?<want>\w{1,40})\. Backup your database and run `jupyterhub upgrade-db`|Upgrade your database with|database schema version .{0,60}jupyterhub upgrade-db)/,
      strength: 'fatal',
      title: "JupyterHub's database is of another version: `jupyterhub upgrade-db` comes first",
      example:
        'jupyterhub.orm.DatabaseSchemaMismatch: Found database schema version 4dc2d5a8c53c != 651f5419b74d. Backup your database and run `jupyterhub upgrade-db` to upgrade to the latest schema.',
      source: 'jupyterhub/jupyterhub jupyterhub/orm.py',
    },
    {
      id: 'jupyterhub/cookie-secret',
      cause: 'permission-denied-fs',
      pattern:
        /Refusing to run with invalid cookie_secret_file|Cookie secret file (?<file>\S{1,120}) (?:must be|is)|PermissionError.{0,60}jupyterhub_cookie_secret/,
      strength: 'fatal',
      title: "JupyterHub's cookie secret file is readable by others, empty or not writable",
      example:
        '[C 2026-11-20 10:00:00.000 JupyterHub app:1750] Refusing to run with invalid cookie_secret_file: jupyterhub_cookie_secret',
      source: 'jupyterhub/jupyterhub jupyterhub/app.py',
    },
    {
      id: 'kserve/storage-uri',
      cause: 'app-config-invalid',
      pattern:
        /(?:Cannot recognize storage type for (?<file>\S{1,200})|Failed to fetch model\. No model found in (?<what>\S{1,200})|Model (?<name>[\w.-]{1,100}) (?:is not found|with name .{0,60} does not exist)|RuntimeError: Failed to fetch model)/,
      strength: 'fatal',
      title: "KServe's storage initializer finds no model at the URI",
      example: 'RuntimeError: Failed to fetch model. No model found in s3://models/iris.',
      source: 'kserve/kserve python/storage kserve_storage.py',
    },
    {
      id: 'ray/gcs',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Failed to connect to GCS(?: at address (?<host>[\w.:-]{1,120}))?|ray\.exceptions\.RaySystemError.{0,120}|Unable to connect to GCS at (?<name>[\w.:-]{1,120})|Ray cluster (?:at|is not) .{0,60}(?:not found|available)|waiting for GCS to be ready)/,
      strength: 'fatal',
      title: "The Ray worker cannot reach the head's GCS",
      example:
        '[2026-11-20 10:00:00,000 C 1 1] gcs_rpc_client.h:179: Failed to connect to GCS at address ray-head-svc:6379 within 5 seconds.',
      source: 'ray-project/ray src/ray/gcs/gcs_client, python/ray/_private',
    },
    {
      id: 'ray/version',
      cause: 'version-skew',
      pattern:
        /Version mismatch: The cluster was started with:\s*(?<what>.{0,60})|RuntimeError: Version mismatch: The cluster was started/,
      strength: 'fatal',
      title: "The worker's Ray or Python version is not the head's",
      example: 'RuntimeError: Version mismatch: The cluster was started with:',
      source: 'ray-project/ray python/ray/_private/utils.py check_version_info',
    },
    {
      id: 'milvus/dependency',
      cause: 'dependency-unreachable',
      pattern:
        /(?:\[(?:FATAL|ERROR|WARN|PANIC)\].{0,120}(?:failed to (?:connect|create|init).{0,20}(?:etcd|minio|pulsar|kafka|rocksmq|mq)|find no available \w{1,20}coord|retry func failed.{0,120}(?:etcd|minio|pulsar)))(?<what>.{0,120})/,
      strength: 'fatal',
      title: 'Milvus cannot reach etcd, its object storage or its queue',
      example:
        '[2026/11/20 10:00:00.000 +00:00] [ERROR] [components/index_coord.go:55] ["IndexCoord starts error"] [error="failed to connect to etcd: context deadline exceeded"]',
      source: 'milvus-io/milvus cmd/components, internal/util',
    },
    {
      id: 'qdrant/storage-lock',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Can't (?:open|load|start) (?:storage|consensus|collection).{0,120}(?<what>(?:lock|corrupt|Wal error|wal|incompatible).{0,120})|Panic occurred in file lib\/collection\/\S{1,100}|WAL segment .{0,60}corrupt)/,
      strength: 'fatal',
      title: 'Qdrant cannot open its storage on the volume',
      example:
        "ERROR qdrant::startup: Panic occurred in file lib/collection/src/collection/mod.rs at line 320: Failed to load collection: Can't open storage: Wal error: corrupted segment",
      source: 'qdrant/qdrant src/startup.rs, lib/collection',
    },
    {
      id: 'weaviate/hostname',
      cause: 'env-missing',
      pattern:
        /could not locate (?<env>CLUSTER_HOSTNAME|\w{1,60}) env variable|(?:Could|could) not (?:join|init) (?:cluster|memberlist)(?<what>.{0,120})/,
      strength: 'fatal',
      title: "Weaviate's {env} is not set, or it cannot join its cluster",
      example:
        '{"action":"startup","error":"could not locate CLUSTER_HOSTNAME env variable","level":"fatal","msg":"could not load config"}',
      source: 'weaviate/weaviate usecases/config/environment.go',
    },
    {
      id: 'chroma/migration',
      cause: 'version-skew',
      pattern:
        /(?:chromadb\.errors\.\w{1,40}: |ValueError: )(?:You are using a deprecated configuration of Chroma|Your system has an unsupported version of sqlite3\. +Chroma requires sqlite3 >= (?<want>[\d.]+)|InconsistentHashError|.{0,40}no such column: collections\.topic)|Your system has an unsupported version of sqlite3/,
      strength: 'fatal',
      title: "Chroma's data or the image's SQLite is of another version than this Chroma needs",
      example:
        'RuntimeError: Your system has an unsupported version of sqlite3. Chroma requires sqlite3 >= 3.35.0.',
      source: 'chroma-core/chroma chromadb/__init__.py',
    },
    {
      id: 'litellm/config',
      cause: 'app-config-invalid',
      pattern:
        /(?:Exception: (?:Config file not found: (?<file>\S{1,160})|Unable to load config)|litellm\.\w{0,40}(?:BadRequestError|AuthenticationError): (?<what>.{1,140})|prisma\.errors\.\w{1,40}: .{1,120}|LiteLLM: Not connected to DB)/,
      strength: 'fatal',
      title: 'LiteLLM cannot use its configuration or database',
      example: 'Exception: Config file not found: /app/config.yaml',
      source: 'BerriAI/litellm litellm/proxy/proxy_server.py',
    },
    {
      id: 'openai/api-key',
      cause: 'env-missing',
      pattern:
        /(?:The api_key client option must be set either by passing api_key to the client or by setting the (?<env>\w{1,40}) environment variable|Could not resolve authentication method\. Expected either api_key or auth_token|Did not find (?<setting>\w{1,40}_api_key), please add an environment variable `(?<name>\w{1,60})`)/,
      strength: 'fatal',
      title: 'The key of a model provider is not set: {env}',
      example:
        'openai.OpenAIError: The api_key client option must be set either by passing api_key to the client or by setting the OPENAI_API_KEY environment variable',
      source: 'openai/openai-python src/openai/_client.py; langchain utils',
    },
    {
      id: 'bentoml/not-found',
      cause: 'image-bad',
      pattern:
        /bentoml\.exceptions\.(?:NotFound|BentoMLException|InvalidArgument): (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'BentoML refuses to serve: {what}',
      example:
        "bentoml.exceptions.NotFound: Model 'iris_clf:latest' is not found in BentoML store <osfs '/home/bentoml/bentoml/models'>",
      source: 'bentoml/BentoML src/bentoml/exceptions.py',
    },
    {
      id: 'spark/driver-host',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Service 'sparkDriver' (?:failed after \d+ retries|could not bind on a random free port)|Failed to connect to (?:driver|master) (?<host>[\w.:-]{1,120})|External scheduler cannot be instantiated|All masters are unresponsive! Giving up)(?<what>.{0,120})/,
      strength: 'fatal',
      title: "Spark's driver, executors and master do not reach each other",
      example: [
        "java.net.BindException: Cannot assign requested address: Service 'sparkDriver' failed after 16 retries (on a random free port)! Consider explicitly setting the appropriate binding address for the service 'sparkDriver'",
        'ERROR StandaloneSchedulerBackend: Application has been killed. Reason: All masters are unresponsive! Giving up.',
      ],
      source: 'apache/spark core/src/main/scala/org/apache/spark/util/Utils.scala',
    },
    {
      id: 'spark/class-not-found',
      cause: 'image-bad',
      pattern:
        /(?:Failed to load class (?<module>[\w.$]{1,160})\.|Error: Could not find or load main class org\.apache\.spark|Cannot load main class from JAR (?<file>\S{1,160})|JAR (?<jar>\S{1,160}) does not exist, skipping)/,
      strength: 'fatal',
      title: "Spark does not find the application's JAR or class",
      example: 'Error: Failed to load class com.acme.OrdersJob.',
      source: 'apache/spark core/src/main/scala/org/apache/spark/deploy/SparkSubmit.scala',
    },
    {
      id: 'spark/executor-memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:System memory \d+ must be at least \d+\. Please increase heap size using the --driver-memory|Required executor memory \((?<what>\d+) MB?\).{0,120}is above the max threshold|Executor memory \d+ must be at least)/,
      strength: 'fatal',
      title: "Spark's memory settings are below its minimum or above the cluster's limit",
      example:
        'java.lang.IllegalArgumentException: System memory 466092032 must be at least 471859200. Please increase heap size using the --driver-memory option or spark.driver.memory in Spark configuration.',
      source: 'apache/spark core/src/main/scala/org/apache/spark/memory/UnifiedMemoryManager.scala',
    },
    {
      id: 'flink/memory-config',
      cause: 'app-config-invalid',
      pattern:
        /(?:org\.apache\.flink\.configuration\.IllegalConfigurationException: (?<what>.{1,200})|Sum of configured .{0,80}exceed configured Total)/,
      strength: 'fatal',
      title: 'Flink refuses its settings: {what}',
      example:
        'org.apache.flink.configuration.IllegalConfigurationException: Sum of configured Framework Heap Memory (128.000mb), Framework Off-Heap Memory (128.000mb) exceed configured Total Flink Memory (256.000mb).',
      source: 'apache/flink flink-core IllegalConfigurationException.java',
    },
    {
      id: 'flink/job-manager',
      cause: 'dependency-unreachable',
      pattern:
        /(?:Could not resolve ResourceManager address (?<host>\S{1,160})|Could not connect to rpc endpoint under address|Registration at ResourceManager (?:failed|attempt \d+ timed out)|Could not register at the ResourceManager within)(?<what>.{0,120})/,
      strength: 'error',
      title: "Flink's TaskManager cannot reach the JobManager",
      example:
        'INFO org.apache.flink.runtime.taskexecutor.TaskExecutor - Could not resolve ResourceManager address akka.tcp://flink@flink-jobmanager:6123/user/rpc/resourcemanager_*, retrying in 10000 ms',
      source: 'apache/flink flink-runtime TaskExecutor.java',
    },
    {
      id: 'airflow/fernet',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:Can't decrypt `?(?<name>\w{1,60})`? for (?:key|conn).{0,80}invalid token or value|Fernet key must be 32 url-safe base64-encoded bytes|FERNET_KEY value is invalid|AirflowException: Could not create Fernet object)/,
      strength: 'error',
      title: "Airflow's Fernet key is invalid, or another one than its secrets were encrypted with",
      example:
        'airflow.exceptions.AirflowException: Could not create Fernet object: Fernet key must be 32 url-safe base64-encoded bytes.',
      source: 'apache/airflow airflow/models/crypto.py',
    },
    {
      id: 'hadoop/namenode-format',
      cause: 'volume-data-incompatible',
      pattern:
        /(?:NameNode is not formatted|InconsistentFSStateException: Directory (?<file>\S{1,120}) is in an inconsistent state|Incompatible (?:clusterIDs|namespaceIDs) in (?<dir>\S{1,120})|There appears to be a gap in the edit log)/,
      strength: 'fatal',
      title: "HDFS' data on the volume is unformatted, damaged or of another cluster",
      example: [
        'java.io.IOException: NameNode is not formatted.',
        'java.io.IOException: Incompatible clusterIDs in /hadoop/dfs/data: namenode clusterID = CID-1; datanode clusterID = CID-2',
      ],
      source: 'apache/hadoop hadoop-hdfs-project FSImage.java, DataStorage.java',
    },
    {
      id: 'hive/metastore-schema',
      cause: 'schema-migration-failed',
      pattern:
        /(?:Version information (?:not found in metastore|found in metastore differs)|MetaException\(message:(?:Version information|Hive Schema version (?<want>[\d.]+) does not match)|Schema initialization FAILED!)/,
      strength: 'fatal',
      title: "The Hive metastore's schema is missing or of another version",
      example:
        "MetaException(message:Hive Schema version 3.1.0 does not match metastore's schema version 2.3.0 Metastore is not upgraded or corrupt)",
      source: 'apache/hive standalone-metastore ObjectStore.java checkSchema',
    },
    {
      id: 'dagster/location',
      cause: 'app-exception',
      pattern: /dagster\._core\.errors\.(?<name>Dagster\w{1,60}Error): (?<what>.{1,160})/,
      strength: 'error',
      title: 'Dagster could not load or run: {what}',
      example:
        'dagster._core.errors.DagsterInvalidConfigError: Errors whilst loading dagster instance config at dagster.yaml.',
      source: 'dagster-io/dagster python_modules/dagster/dagster/_core/errors.py',
    },
    {
      id: 'prefect/api',
      cause: 'dependency-unreachable',
      pattern:
        /(?:RuntimeError: Failed to reach API at (?<host>https?:\/\/\S{1,160})|Can't connect to Server API at (?<name>https?:\/\/\S{1,160}))/,
      strength: 'fatal',
      title: 'The Prefect worker cannot reach its API',
      example:
        "RuntimeError: Can't connect to Server API at http://prefect-server:4200/api/. Check that it's accessible from your machine.",
      source: 'PrefectHQ/prefect src/prefect',
    },
  ],
}
