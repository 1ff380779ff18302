import type { SignatureFamily } from '@unloop/engine/scanner'

/** CPython's own messages and the common ways in which Python programs read their settings. */
export const python: SignatureFamily = {
  programs: [
    'Python',
    'pydantic',
    'python-decouple',
    'environs',
    'django-environ',
    'dynaconf',
    'OmegaConf',
    'argparse',
    'click',
    'NumPy',
  ],
  signatures: [
    {
      id: 'python/module-not-found',
      cause: 'missing-dependency',
      pattern: /(?:ModuleNotFoundError|ImportError): No module named '?(?<module>[\w.]{1,120})'?/,
      strength: 'fatal',
      title: 'The Python module {module} is not in the image',
      example: [
        "ModuleNotFoundError: No module named 'psycopg2'",
        'ImportError: No module named flask',
        "ModuleNotFoundError: No module named 'app.settings'",
      ],
      source: 'CPython Lib/importlib/_bootstrap.py',
      fix: {
        title: 'Add the package that provides {module} to the requirements and rebuild the image',
        where: 'image',
      },
    },
    {
      id: 'python/run-module-not-found',
      cause: 'missing-dependency',
      pattern: /python[\d.]{0,5}: No module named (?<module>[\w.]{1,120})$/,
      strength: 'fatal',
      title: 'The Python module {module} is not in the image',
      example: [
        '/usr/local/bin/python: No module named gunicorn',
        '/usr/bin/python3: No module named uvicorn',
      ],
      source: 'CPython Lib/runpy.py',
    },
    {
      id: 'python/run-package-not-executable',
      cause: 'bad-command',
      pattern:
        /No module named (?<module>[\w.]{1,120})\.__main__; '[\w.]{1,120}' is a package and cannot be directly executed/,
      strength: 'fatal',
      title: 'The package {module} has no __main__ and cannot be run',
      example:
        "/usr/local/bin/python: No module named app.__main__; 'app' is a package and cannot be directly executed",
      source: 'CPython Lib/runpy.py',
    },
    {
      id: 'python/cannot-open-file',
      cause: 'bad-command',
      pattern: /python[\d.]{0,5}: can't open file '(?<file>[^']{1,300})'/,
      strength: 'fatal',
      title: 'Python cannot open its program file {file}',
      explain:
        'Python was told to run a file that it cannot open: the path in the command is wrong, the build did not copy it, or a volume is mounted over it.',
      example: [
        "python: can't open file '/app/main.py': [Errno 2] No such file or directory",
        "python3: can't open file 'manage.py': [Errno 2] No such file or directory",
      ],
      source: 'CPython Modules/main.c',
    },
    {
      id: 'python/no-main-module',
      cause: 'bad-command',
      pattern: /can't find '__main__' module in '?(?<file>[^']{1,300})'?/,
      strength: 'fatal',
      title: 'Python was given the directory {file}, which holds no program',
      example: "/usr/local/bin/python: can't find '__main__' module in '/app'",
      source: 'CPython Lib/runpy.py',
    },
    {
      id: 'python/import-name',
      cause: 'missing-dependency',
      pattern:
        /ImportError: cannot import name '?(?<name>\w{1,80})'? from (?!partially)'?(?<module>[\w.]{1,120})'?/,
      strength: 'fatal',
      title: 'The installed {module} has no {name}: its version does not fit',
      example: [
        "ImportError: cannot import name 'soft_unicode' from 'markupsafe' (/usr/local/lib/python3.9/site-packages/markupsafe/__init__.py)",
        "ImportError: cannot import name 'url_quote' from 'werkzeug.urls'",
      ],
      source: 'CPython Python/ceval.c',
    },
    {
      id: 'python/circular-import',
      cause: 'app-exception',
      pattern:
        /(?:cannot import name '(?<name>\w{1,80})' from partially initialized module|partially initialized module '(?<module>[\w.]{1,120})' has no attribute) .{1,200}circular import/,
      strength: 'fatal',
      title: "The program's modules import each other in a circle",
      example:
        "ImportError: cannot import name 'db' from partially initialized module 'app.models' (most likely due to a circular import) (/app/app/models.py)",
      source: 'CPython Python/ceval.c',
    },
    {
      id: 'python/shared-library-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:ImportError|OSError): (?<file>lib[\w.+-]{1,80}\.so[\w.]{0,20}): cannot open shared object file/,
      strength: 'fatal',
      title: 'The shared library {file} is not in the image',
      example: [
        'ImportError: libGL.so.1: cannot open shared object file: No such file or directory',
        'OSError: libcudart.so.11.0: cannot open shared object file: No such file or directory',
      ],
      source: 'glibc dlopen as reported by CPython',
      fix: {
        title: 'Install the system package that provides {file} in the image',
        where: 'image',
      },
    },
    {
      id: 'python/undefined-symbol',
      cause: 'missing-dependency',
      pattern:
        /ImportError: (?<file>\S{1,300}\.so[\w.]{0,20}): undefined symbol: (?<what>\S{1,120})/,
      strength: 'fatal',
      title: 'The extension {file} does not fit the libraries in the image',
      example:
        'ImportError: /usr/local/lib/python3.11/site-packages/torch/lib/libtorch_cuda.so: undefined symbol: cublasLtMatmul',
      source: 'glibc dlopen as reported by CPython',
    },
    {
      id: 'python/numpy-abi',
      cause: 'missing-dependency',
      pattern:
        /(?:numpy\.\w{1,12} size changed, may indicate binary incompatibility|compiled using NumPy 1\.x cannot be run in|numpy\.core\.multiarray failed to import)/,
      strength: 'error',
      title: 'A package was built for another NumPy than the one installed',
      example: [
        'ValueError: numpy.dtype size changed, may indicate binary incompatibility. Expected 96 from C header, got 88 from PyObject',
        'A module that was compiled using NumPy 1.x cannot be run in',
      ],
      source: 'NumPy C API',
    },
    {
      id: 'python/distribution-not-found',
      cause: 'missing-dependency',
      pattern:
        /(?:DistributionNotFound: The '(?<module>[^']{1,100})' distribution was not found|PackageNotFoundError: (?:No package metadata was found for )?(?<name>[\w.-]{1,80}))/,
      strength: 'fatal',
      title: 'A Python package that the program demands is not installed',
      example: [
        "pkg_resources.DistributionNotFound: The 'requests>=2.20' distribution was not found and is required by the application",
        'importlib.metadata.PackageNotFoundError: No package metadata was found for opentelemetry-sdk',
      ],
      source: 'setuptools pkg_resources; CPython importlib.metadata',
    },
    {
      id: 'python/version-conflict',
      cause: 'missing-dependency',
      pattern: /pkg_resources\.(?:Contextual)?VersionConflict: \((?<what>[^)]{1,150})\)/,
      strength: 'fatal',
      title: 'Installed Python packages do not fit each other: {what}',
      example:
        "pkg_resources.ContextualVersionConflict: (urllib3 2.0.2 (/usr/lib/python3/dist-packages), Requirement.parse('urllib3<1.27'), {'botocore'})",
      source: 'setuptools pkg_resources',
    },
    {
      id: 'python/environ-key-error',
      cause: 'env-missing',
      pattern: /^KeyError: '(?<env>[A-Z][A-Z0-9]{0,30}_[A-Z0-9_]{1,60})'$/,
      strength: 'fatal',
      title: '{env} is not set',
      explain:
        'The program reads the environment variable {env} without a default, and the container does not have it.',
      example: ["KeyError: 'DATABASE_URL'", "KeyError: 'AWS_S3_BUCKET'"],
      source: 'CPython Lib/os.py, os.environ',
    },
    {
      id: 'python/environ-key-error-short',
      cause: 'env-missing',
      pattern: /^KeyError: '(?<env>[A-Z][A-Z0-9]{2,40})'$/,
      strength: 'error',
      title: '{env} is not set',
      example: "KeyError: 'PORT'",
      source: 'CPython Lib/os.py, os.environ',
    },
    {
      id: 'python/key-error',
      cause: 'app-exception',
      pattern: /^KeyError: (?<key>'(?!getpwuid)(?![A-Z][A-Z0-9_]{2,60}'$).{1,100}'|\d{1,20})$/,
      strength: 'error',
      title: 'The program threw KeyError {key}',
      example: "KeyError: 'priority'",
      source: 'CPython Objects/dictobject.c',
    },
    {
      id: 'python/pydantic-field-required',
      cause: 'env-missing',
      pattern: /[Ff]ield required (?:\[type=missing|\(type=value_error\.missing\))/,
      strength: 'fatal',
      title: 'A required setting is missing',
      explain:
        'A pydantic model demands a value that is not there; for a settings class that is an environment variable. The line before names the field.',
      example: [
        "  Field required [type=missing, input_value={'debug': 'false'}, input_type=dict]",
        '  field required (type=value_error.missing)',
      ],
      source: 'pydantic errors: missing (v2), value_error.missing (v1)',
      from: ['a25-pydantic-field-required'],
    },
    {
      id: 'python/pydantic-settings-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:Input should be (?<what>a valid .{1,80}|.{1,80}) \[type=|value is not a valid (?<name>\w{1,30}) \(type=type_error|\(type=value_error\.(?!missing)(?<key>[\w.]{1,40}))/,
      strength: 'error',
      title: 'A setting has a value that the program does not accept',
      example: [
        "  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='tcp://10.96.0.9:80', input_type=str]",
        '  value is not a valid integer (type=type_error.integer)',
        '  invalid or missing URL scheme (type=value_error.url.scheme)',
      ],
      source: 'pydantic errors',
    },
    {
      id: 'python/pydantic-extra-forbidden',
      cause: 'app-config-invalid',
      pattern:
        /(?:Extra inputs are not permitted \[type=extra_forbidden|extra fields not permitted \(type=value_error\.extra\))/,
      strength: 'fatal',
      title: 'The settings hold a field that the program does not know',
      example:
        "  Extra inputs are not permitted [type=extra_forbidden, input_value='1', input_type=str]",
      source: 'pydantic errors: extra_forbidden',
    },
    {
      id: 'python/pydantic-settings',
      cause: 'app-config-invalid',
      pattern:
        /\d{1,4} validation errors? for (?<what>\w{0,60}(?:[Ss]etting|[Cc]onfig|[Ee]nv)\w{0,60})/,
      strength: 'error',
      title: 'The settings class {what} rejects its input',
      example: [
        'pydantic_core._pydantic_core.ValidationError: 1 validation error for Settings',
        'pydantic.error_wrappers.ValidationError: 3 validation errors for AppConfig',
      ],
      source: 'pydantic',
      from: ['a25-pydantic-field-required'],
    },
    {
      id: 'python/pydantic-settings-parse',
      cause: 'app-config-invalid',
      pattern: /error parsing (?:value for field|env var) "(?<setting>\w{1,80})"/,
      strength: 'fatal',
      title: 'The value of {setting} cannot be parsed',
      example:
        'pydantic_settings.sources.SettingsError: error parsing value for field "allowed_hosts" from source "EnvSettingsSource"',
      source: 'pydantic-settings sources',
    },
    {
      id: 'python/decouple-undefined',
      cause: 'env-missing',
      pattern: /UndefinedValueError: (?<env>\w{1,80}) not found\. Declare it as envvar/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'decouple.UndefinedValueError: SECRET_KEY not found. Declare it as envvar or define a default value.',
      source: 'python-decouple decouple.py',
    },
    {
      id: 'python/environs-not-set',
      cause: 'env-missing',
      pattern:
        /Environment variable "(?<env>\w{1,80})" (?:not set|is not set|invalid: \['Missing data)/,
      strength: 'fatal',
      title: '{env} is not set',
      example: [
        'environs.EnvError: Environment variable "REDIS_URL" not set',
        'environs.exceptions.EnvError: Environment variable "REDIS_URL" not set',
      ],
      source: 'environs',
    },
    {
      id: 'python/environs-invalid',
      cause: 'app-config-invalid',
      pattern: /Environment variable "(?<env>\w{1,80})" invalid: (?!\['Missing)(?<what>.{1,120})/,
      strength: 'fatal',
      title: '{env} has a value that the program does not accept: {what}',
      example: `environs.exceptions.EnvValidationError: Environment variable "PORT" invalid: ['Not a valid integer.']`,
      source: 'environs',
    },
    {
      id: 'python/django-environ-unset',
      cause: 'env-missing',
      pattern: /ImproperlyConfigured: Set the (?<env>\w{1,80}) environment variable/,
      strength: 'fatal',
      title: '{env} is not set',
      example:
        'django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable',
      source: 'django-environ environ.py',
    },
    {
      id: 'python/dynaconf-required',
      cause: 'env-missing',
      pattern: /ValidationError: (?<env>[\w.]{1,100}) (?:is required|must exists) in env/,
      strength: 'fatal',
      title: 'The setting {env} is missing',
      example: 'dynaconf.validator.ValidationError: DATABASE_URL is required in env main',
      source: 'dynaconf validator.py',
    },
    {
      id: 'python/starlette-config-missing',
      cause: 'env-missing',
      pattern: /KeyError: "Config '(?<env>\w{1,80})' is missing, and has no default/,
      strength: 'fatal',
      title: '{env} is not set',
      example: `KeyError: "Config 'SECRET_KEY' is missing, and has no default."`,
      source: 'starlette config.py',
    },
    {
      id: 'python/omegaconf-env',
      cause: 'env-missing',
      pattern: /Environment variable '(?<env>\w{1,80})' not found/,
      strength: 'fatal',
      title: '{env} is not set',
      example: `omegaconf.errors.InterpolationResolutionError: KeyError raised while resolving interpolation: "Environment variable 'MODEL_DIR' not found"`,
      source: 'omegaconf resolvers',
    },
    {
      id: 'python/argparse-required',
      cause: 'app-config-invalid',
      pattern: /error: the following arguments are required: (?<flag>.{1,120})/,
      strength: 'fatal',
      title: 'The required argument {flag} is not given',
      example: 'server.py: error: the following arguments are required: --model-path',
      source: 'CPython Lib/argparse.py',
    },
    {
      id: 'python/argparse-unrecognized',
      cause: 'app-config-invalid',
      pattern: /error: unrecognized arguments: (?<flag>\S{1,120})/,
      strength: 'fatal',
      title: 'The program does not know the argument {flag}',
      example: 'api_server.py: error: unrecognized arguments: --max-num-seqss 64',
      source: 'CPython Lib/argparse.py',
    },
    {
      id: 'python/argparse-invalid',
      cause: 'app-config-invalid',
      pattern:
        /error: argument (?<flag>\S{1,80}): (?<what>invalid \w{1,20} value: .{1,120}|invalid choice: .{1,120}|expected .{0,30}argument)/,
      strength: 'fatal',
      title: 'The argument {flag} is not accepted: {what}',
      example: [
        "worker.py: error: argument --port: invalid int value: 'tcp://10.96.7.1:80'",
        "cli.py: error: argument command: invalid choice: 'serv' (choose from 'serve', 'migrate')",
      ],
      source: 'CPython Lib/argparse.py',
    },
    {
      id: 'python/click-no-such-option',
      cause: 'app-config-invalid',
      pattern: /(?:Error: )?[Nn]o such (?:option:? |command )'?(?<flag>[\w-]{1,80})'?/,
      strength: 'error',
      title: 'The program does not know {flag}',
      example: [
        'Error: No such option: --worker-count',
        "Error: No such command 'runserverr'.",
        'Error: no such option: --bnd',
      ],
      source: 'click exceptions.py, NoSuchOption',
    },
    {
      id: 'python/click-missing-option',
      cause: 'app-config-invalid',
      pattern: /(?:Error: )Missing (?:option|argument) '(?<flag>[^']{1,80})'/,
      strength: 'fatal',
      title: 'The required argument {flag} is not given',
      example: [
        "Error: Missing option '--database-url' / '-d'.",
        "Error: Missing argument 'CONFIG'.",
      ],
      source: 'click exceptions.py, MissingParameter',
    },
    {
      id: 'python/click-invalid-value',
      cause: 'app-config-invalid',
      pattern:
        /Error: Invalid value for '(?<flag>[^']{1,80})'(?: \([^)]{1,40}\))?: (?!Unable to load celery)(?<what>.{1,150})/,
      strength: 'fatal',
      title: 'The value of {flag} is not accepted: {what}',
      example: [
        "Error: Invalid value for '--port': 'tcp://10.3.240.5:80' is not a valid integer.",
        "Error: Invalid value for '--config': Path '/etc/app.yml' does not exist.",
      ],
      source: 'click exceptions.py, BadParameter',
    },
    {
      id: 'python/number-expected',
      cause: 'app-config-invalid',
      pattern:
        /ValueError: (?<what>invalid literal for int\(\) with base 10: .{1,100}|could not convert string to float: .{1,100})/,
      strength: 'error',
      title: 'A number was expected: {what}',
      explain:
        'A setting that must be a number holds something else: quotes, a unit, an empty string, or a tcp:// address that Kubernetes injects for a Service of that name.',
      example: [
        "ValueError: invalid literal for int() with base 10: 'tcp://10.96.3.4:6379'",
        "ValueError: could not convert string to float: ''",
      ],
      source: 'CPython Objects/longobject.c',
      from: ['a26-secret-value-quoted'],
    },
    {
      id: 'python/environ-none',
      cause: 'env-missing',
      pattern:
        /TypeError: (?<what>int\(\) argument must be a string.{1,80}NoneType|float\(\) argument must be a string.{1,60}NoneType|str expected, not NoneType|expected str, bytes or os\.PathLike object, not NoneType|can only concatenate str \(not "NoneType"\) to str|argument of type 'NoneType' is not iterable)/,
      strength: 'error',
      title: 'A setting that the program needs is not set (None)',
      example: [
        "TypeError: int() argument must be a string, a bytes-like object or a real number, not 'NoneType'",
        'TypeError: expected str, bytes or os.PathLike object, not NoneType',
      ],
      source: 'CPython, os.environ.get without a default',
    },
    {
      id: 'python/attribute-error',
      cause: 'app-exception',
      pattern:
        /AttributeError: (?<what>'\w{1,60}' object has no attribute '\w{1,80}'|module '[\w.]{1,100}' has no attribute '\w{1,80}'|type object .{1,100})/,
      strength: 'error',
      title: 'The program threw AttributeError: {what}',
      example: [
        "AttributeError: 'NoneType' object has no attribute 'split'",
        "AttributeError: module 'jwt' has no attribute 'encode'",
      ],
      source: 'CPython Objects/object.c',
    },
    {
      id: 'python/own-exception',
      cause: 'app-exception',
      pattern:
        /^(?<what>(?:IndexError|ZeroDivisionError|AssertionError|NameError|UnboundLocalError|RecursionError|NotImplementedError|StopIteration|UnicodeDecodeError|UnicodeEncodeError|OverflowError|LookupError)(?:: .{1,160})?|TypeError: (?:.{1,80}\(\) (?:missing|takes|got an unexpected|got multiple|argument after)|unsupported operand|'\w{1,40}' object (?:is not|cannot|does not)|.{1,60} indices must be|not all arguments converted|not enough arguments|unhashable type|object of type|Object of type|Can't instantiate|descriptor ).{0,160})$/,
      strength: 'error',
      title: 'The program threw {what}',
      example: [
        'IndexError: list index out of range',
        'ZeroDivisionError: division by zero',
        "NameError: name 'settings' is not defined",
        'AssertionError',
        "TypeError: create_app() missing 1 required positional argument: 'config'",
      ],
      source: 'CPython Objects/exceptions.c',
    },
    {
      id: 'python/syntax-error',
      cause: 'app-exception',
      pattern:
        /^(?<what>SyntaxError: (?:invalid (?:syntax|decimal|character|non-printable)|unexpected EOF|EOL while|EOF while|unterminated|'.{1,4}' was never closed|unmatched|f-string|Missing parentheses|expected '|cannot assign|positional argument|from __future__|Non-UTF-8|multiple exception types|illegal target).{0,120}|(?:IndentationError|TabError): .{1,120})/,
      strength: 'fatal',
      title: 'Python cannot parse the program: {what}',
      explain:
        'The code has a syntax error, or uses syntax that is newer than the Python in the image.',
      example: ['SyntaxError: invalid syntax', 'IndentationError: unexpected indent'],
      source: 'CPython Parser',
    },
    {
      id: 'python/json-invalid',
      cause: 'app-config-invalid',
      pattern: /JSONDecodeError: (?<what>.{1,100}: line \d{1,7} column \d{1,7} \(char \d{1,9}\))/,
      strength: 'error',
      title: 'JSON that the program reads is not valid: {what}',
      example: [
        'json.decoder.JSONDecodeError: Expecting value: line 1 column 1 (char 0)',
        'json.decoder.JSONDecodeError: Expecting property name enclosed in double quotes: line 4 column 1 (char 61)',
      ],
      source: 'CPython Lib/json/decoder.py',
    },
    {
      id: 'python/yaml-invalid',
      cause: 'app-config-invalid',
      pattern:
        /yaml\.(?:scanner\.ScannerError|parser\.ParserError|constructor\.ConstructorError|reader\.ReaderError|composer\.ComposerError): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'A YAML file that the program reads is not valid: {what}',
      example: [
        'yaml.scanner.ScannerError: mapping values are not allowed here',
        'yaml.parser.ParserError: while parsing a block mapping',
      ],
      source: 'PyYAML',
    },
    {
      id: 'python/toml-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:tomllib|toml\.decoder|tomli\._parser|tomlkit\.exceptions)\.\w{0,40}(?:DecodeError|ParseError): (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'A TOML file that the program reads is not valid: {what}',
      example:
        "tomllib.TOMLDecodeError: Expected '=' after a key in a key/value pair (at line 3, column 6)",
      source: 'CPython Lib/tomllib',
    },
    {
      id: 'python/configparser',
      cause: 'app-config-invalid',
      pattern:
        /configparser\.(?<what>(?:NoSectionError|NoOptionError|ParsingError|MissingSectionHeaderError|DuplicateOptionError|InterpolationSyntaxError|InterpolationMissingOptionError): .{1,160})/,
      strength: 'fatal',
      title: 'An INI file that the program reads is not right: {what}',
      example: [
        "configparser.NoSectionError: No section: 'database'",
        "configparser.InterpolationSyntaxError: '%' must be followed by '%' or '(', found: '%23'",
      ],
      source: 'CPython Lib/configparser.py',
    },
    {
      id: 'python/jsonschema',
      cause: 'app-config-invalid',
      pattern: /jsonschema\.exceptions\.ValidationError: (?<what>.{1,160})/,
      strength: 'fatal',
      title: 'The configuration does not fit its schema: {what}',
      example:
        "jsonschema.exceptions.ValidationError: 'databse' is not one of ['database', 'redis']",
      source: 'jsonschema',
    },
    {
      id: 'python/logging-config',
      cause: 'app-config-invalid',
      pattern: /ValueError: Unable to configure (?<what>\w{1,20} '?[\w.]{1,60}'?)/,
      strength: 'fatal',
      title: 'The logging configuration is not right: {what}',
      example: "ValueError: Unable to configure handler 'file'",
      source: 'CPython Lib/logging/config.py',
    },
    {
      id: 'python/memory-error',
      cause: 'heap-exhausted',
      pattern:
        /(?:^MemoryError(?:: .{0,120})?$|ArrayMemoryError: Unable to allocate (?<what>[\d.]{1,12} [KMGT]?i?B))/,
      strength: 'fatal',
      title: 'Python could not allocate memory',
      example: [
        'MemoryError',
        'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 5.96 GiB for an array with shape (800000000,) and data type float64',
      ],
      source: 'CPython Objects/exceptions.c; NumPy',
    },
    {
      id: 'python/process-pool-broken',
      cause: 'oom-killed',
      pattern:
        /BrokenProcessPool: A (?:child )?process (?:in the process pool was )?terminated abruptly/,
      strength: 'error',
      title: 'A worker process of the pool was killed, as by the kernel for lack of memory',
      example: [
        'concurrent.futures.process.BrokenProcessPool: A process in the process pool was terminated abruptly while the future was running or pending.',
        'concurrent.futures.process.BrokenProcessPool: A child process terminated abruptly, the process pool is not usable anymore',
      ],
      source: 'CPython Lib/concurrent/futures/process.py',
      from: ['b07-oom-child-process-pool'],
    },
    {
      id: 'python/dataloader-killed',
      cause: 'oom-killed',
      pattern:
        /DataLoader worker \(pid(?:\(s\))? [\d, ]{1,60}\) (?:is killed by signal: (?:Killed|Bus error)|exited unexpectedly)/,
      strength: 'error',
      title: 'A PyTorch DataLoader worker was killed for lack of (shared) memory',
      explain:
        'Workers pass tensors through /dev/shm, 64 MiB in a container by default; a full /dev/shm ends them with SIGBUS, a full memory limit with SIGKILL.',
      example: [
        "RuntimeError: DataLoader worker (pid 47) is killed by signal: Bus error. It is possible that dataloader's workers are out of shared memory.",
        'RuntimeError: DataLoader worker (pid(s) 88) exited unexpectedly',
      ],
      source: 'PyTorch torch/utils/data/dataloader.py',
      fix: {
        title: 'Mount an emptyDir of medium Memory at /dev/shm and raise the memory limit',
        where: 'manifest',
      },
    },
    {
      id: 'python/file-denied',
      cause: 'permission-denied-fs',
      pattern:
        /PermissionError: \[Errno (?:13|1)\] (?:Permission denied|Operation not permitted): b?'(?<file>[^']{1,300})'/,
      strength: 'fatal',
      title: 'The program may not access {file}',
      example: [
        "PermissionError: [Errno 13] Permission denied: '/data/cache'",
        "PermissionError: [Errno 1] Operation not permitted: '/var/lib/app'",
      ],
      source: 'CPython OSError for EACCES and EPERM',
    },
    {
      id: 'python/bind-denied',
      cause: 'security-context',
      pattern:
        /(?:error while attempting to bind on address \('(?<host>[^']{0,60})', (?<port>\d{1,5})\): permission denied|PermissionError: \[Errno 13\] error while attempting to bind)/,
      strength: 'fatal',
      title: 'The program may not listen on its port',
      example:
        "PermissionError: [Errno 13] error while attempting to bind on address ('0.0.0.0', 80): permission denied",
      source: 'CPython Lib/asyncio/base_events.py',
    },
    {
      id: 'python/address-in-use',
      cause: 'port-in-use',
      pattern:
        /\[Errno (?:98|48)\] (?:Address already in use|error while attempting to bind on address \('(?<host>[^']{0,60})', (?<port>\d{1,5}))/,
      strength: 'error',
      title: 'The port that the program listens on is already in use',
      example: [
        'OSError: [Errno 98] Address already in use',
        "[Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use",
      ],
      source: 'CPython OSError for EADDRINUSE',
    },
    {
      id: 'python/read-only-file-system',
      cause: 'permission-denied-fs',
      pattern: /OSError: \[Errno 30\] Read-only file system: '(?<file>[^']{1,300})'/,
      strength: 'fatal',
      title: 'The program writes {file} on a read-only file system',
      example: "OSError: [Errno 30] Read-only file system: '/home/app/.cache'",
      source: 'CPython OSError for EROFS',
      fix: {
        title: 'Mount an emptyDir where the program writes, or drop readOnlyRootFilesystem',
        where: 'manifest',
      },
    },
    {
      id: 'python/no-temp-directory',
      cause: 'permission-denied-fs',
      pattern: /No usable temporary directory found in \[/,
      strength: 'fatal',
      title: 'Python finds no directory for temporary files that it may write',
      example:
        "FileNotFoundError: [Errno 2] No usable temporary directory found in ['/tmp', '/var/tmp', '/usr/tmp', '/app']",
      source: 'CPython Lib/tempfile.py',
      fix: { title: 'Mount an emptyDir at /tmp', where: 'manifest' },
    },
    {
      id: 'python/config-file-missing',
      cause: 'config-file-missing',
      pattern:
        /FileNotFoundError: \[Errno 2\] No such file or directory: '(?!\/var\/run\/secrets\/kubernetes|\/run\/secrets\/kubernetes)(?<file>[^']{1,300}(?:\.(?:json|ya?ml|toml|ini|conf|config|cfg|env|properties|xml|pem|crt|key|cert)|\/(?:etc|config|conf|secrets?|credentials)\/[^']{1,200}))'/,
      strength: 'fatal',
      title: 'The file {file} does not exist in the container',
      example: [
        "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/config.yaml'",
        "FileNotFoundError: [Errno 2] No such file or directory: 'settings.toml'",
      ],
      source: 'CPython OSError for ENOENT',
    },
    {
      id: 'python/program-missing',
      cause: 'missing-dependency',
      pattern: /FileNotFoundError: \[Errno 2\] No such file or directory: '(?<file>[\w-]{1,40})'$/,
      strength: 'error',
      title: 'The program {file} that the code calls is not in the image',
      example: "FileNotFoundError: [Errno 2] No such file or directory: 'ffmpeg'",
      source: 'CPython Lib/subprocess.py',
    },
    {
      id: 'python/file-missing',
      cause: 'image-bad',
      pattern:
        /FileNotFoundError: \[Errno 2\] No such file or directory: '(?<file>(?!\/var\/run\/secrets|\/run\/secrets|\/etc\/|\/config|\/secrets?\/)[^']{0,250}\/(?!etc\/|config\/|conf\/|secrets?\/|credentials\/)[^']{0,80}(?<!\.(?:json|yaml|yml|toml|ini|conf|config|cfg|env|properties|xml|pem|crt|key|cert)))'/,
      strength: 'hint',
      title: 'The file {file} does not exist in the container',
      example: "FileNotFoundError: [Errno 2] No such file or directory: '/models/resnet50.onnx'",
      source: 'CPython OSError for ENOENT',
    },
    {
      id: 'python/version-too-old',
      cause: 'missing-dependency',
      pattern: /requires (?:a different Python|Python (?:version )?(?:>=|'>=|[23]\.\d))/,
      strength: 'error',
      title: 'The Python of the image has the wrong version',
      example: "ERROR: Package 'app' requires a different Python: 3.7.17 not in '>=3.9'",
      source: 'pip',
    },
    {
      id: 'python/cuda-missing',
      cause: 'gpu-driver',
      pattern:
        /(?:Found no NVIDIA driver on your system|The NVIDIA driver on your system is too old|CUDA error: no kernel image is available|Torch not compiled with CUDA enabled|Attempting to deserialize object on a CUDA device but|CUDA driver version is insufficient for CUDA runtime version|No CUDA GPUs are available|CUDA unknown error - this may be due to an incorrectly set up environment)/,
      strength: 'error',
      title: 'The program finds no usable GPU or driver',
      example: [
        'RuntimeError: Found no NVIDIA driver on your system. Please check that you have an NVIDIA GPU and installed a driver from',
        'RuntimeError: No CUDA GPUs are available',
        'RuntimeError: The NVIDIA driver on your system is too old (found version 11020). Please update your GPU driver',
      ],
      source: 'PyTorch torch/cuda, c10/cuda',
      from: ['x20-driver-too-old'],
    },
    {
      id: 'python/cuda-out-of-memory',
      cause: 'gpu-driver',
      pattern:
        /(?:CUDA out of memory\. Tried to allocate|torch\.(?:cuda\.)?OutOfMemoryError|CUBLAS_STATUS_ALLOC_FAILED|CUDA_ERROR_OUT_OF_MEMORY)/,
      strength: 'error',
      title: 'The GPU has no memory left',
      example:
        'torch.cuda.OutOfMemoryError: CUDA out of memory. Tried to allocate 2.00 GiB (GPU 0; 14.76 GiB total capacity; 13.10 GiB already allocated)',
      source: 'PyTorch c10/cuda/CUDACachingAllocator.cpp',
    },
  ],
}
