import type { SignatureFamily } from '@unloop/engine/scanner'

/** What the settings and command-line libraries of Python say when a value is missing or refused. */
export const pythonSettings: SignatureFamily = {
  programs: [
    'pydantic',
    'pydantic-settings',
    'Dynaconf',
    'environs',
    'python-decouple',
    'django-environ',
    'click',
    'Typer',
    'Hydra',
    'OmegaConf',
    'marshmallow',
  ],
  signatures: [
    {
      id: 'pydantic/count',
      cause: 'app-config-invalid',
      pattern:
        /pydantic(?:_core)?(?:\._pydantic_core|\.error_wrappers)?\.ValidationError: (?<what>\d+) validation errors? for (?<name>(?:\w*(?:Settings|Config|Env)\w*))/,
      strength: 'error',
      title: 'The settings {name} have {what} mistakes; the next lines name them',
      example: [
        'pydantic_core._pydantic_core.ValidationError: 2 validation errors for Settings',
        'pydantic.error_wrappers.ValidationError: 1 validation error for AppConfig',
      ],
      source: 'pydantic-core src/errors/validation_exception.rs',
    },
    {
      id: 'pydantic/parsing',
      cause: 'app-config-invalid',
      pattern:
        /(?:Input should be (?<what>.{1,120}) \[type=(?:\w{1,40}(?:_parsing|_type)|enum|literal_error|greater_than\w{0,6}|less_than\w{0,6})|value is not a valid (?<kind>\w{1,30}) \(type=type_error)/,
      strength: 'error',
      title: 'A setting has a value of the wrong kind',
      example: [
        "  Input should be a valid integer, unable to parse string as an integer [type=int_parsing, input_value='tcp://10.96.1.1:80', input_type=str]",
        '  value is not a valid integer (type=type_error.integer)',
      ],
      source: 'pydantic-core src/errors/types.rs',
    },
    {
      id: 'pydantic/moved',
      cause: 'version-skew',
      pattern:
        /pydantic\.errors\.PydanticImportError: `(?:pydantic[.:])?(?<name>[\w.:]{1,80})` has been (?:moved|removed)|PydanticUserError: `?(?<what>.{1,80})` ?(?:has been removed|is removed)/,
      strength: 'fatal',
      title: 'The program was written for pydantic 1 and runs with pydantic 2',
      example:
        'pydantic.errors.PydanticImportError: `BaseSettings` has been moved to the `pydantic-settings` package. See https://docs.pydantic.dev/2.9/migration/#basesettings-has-moved-to-pydantic-settings for more details.',
      source: 'pydantic pydantic/_migration.py',
    },
    {
      id: 'dynaconf/condition',
      cause: 'app-config-invalid',
      pattern:
        /dynaconf\.validator\.ValidationError: (?<setting>[\w.]{1,100}) (?:must|invalid for|cannot)(?<what>.{1,120})/,
      strength: 'fatal',
      title: 'Dynaconf refuses the value of {setting}',
      example:
        'dynaconf.validator.ValidationError: PORT must gte 1024 but it is 80 in env production',
      source: 'dynaconf dynaconf/validator.py',
    },
    {
      id: 'click/no-such',
      cause: 'app-config-invalid',
      pattern:
        /Error: No such option:? '?(?<flag>-[\w-]{1,80})|Error: Got unexpected extra arguments? \((?<what>[^)]{1,120})\)/,
      strength: 'fatal',
      title: 'The program does not know what it is started with',
      example: [
        'Error: No such option: --worker-count',
        'Error: Got unexpected extra argument (run)',
      ],
      source: 'pallets/click src/click/exceptions.py NoSuchOption',
    },
    {
      id: 'hydra/config-missing',
      cause: 'config-file-missing',
      pattern:
        /(?:hydra\.errors\.MissingConfigException: |Primary config (?:module|directory) ?'?)(?:Cannot find primary config '(?<file>[^']{1,120})'|In '[^']{1,120}': Could not find '(?<name>[^']{1,160})'|.{1,120}not found)/,
      strength: 'fatal',
      title: 'Hydra does not find its configuration',
      example:
        "hydra.errors.MissingConfigException: Cannot find primary config 'config'. Check that it's in your config search path.",
      source: 'facebookresearch/hydra hydra/_internal/config_loader_impl.py',
    },
    {
      id: 'hydra/override',
      cause: 'app-config-invalid',
      pattern:
        /hydra\.errors\.(?:ConfigCompositionException|OverrideParseException|HydraException): (?<what>.{1,160})|Could not override '(?<setting>[\w.]{1,100})'/,
      strength: 'fatal',
      title: 'Hydra refuses an override or the composition of its configuration',
      example: [
        "Could not override 'db.hostname'.",
        "hydra.errors.ConfigCompositionException: Could not override 'trainer.gpus'.",
      ],
      source: 'facebookresearch/hydra hydra/_internal/config_loader_impl.py',
    },
    {
      id: 'omegaconf/interpolation',
      cause: 'env-missing',
      pattern:
        /omegaconf\.errors\.(?:InterpolationResolutionError: .{0,80}Environment variable '(?<env>\w{1,80})' not found|MissingMandatoryValue: Missing mandatory value: (?<setting>[\w.]{1,100}))/,
      strength: 'fatal',
      title: 'A mandatory value of the configuration is not given',
      example: [
        'omegaconf.errors.InterpolationResolutionError: KeyError raised while resolving interpolation: "Environment variable \'DB_HOST\' not found"',
        'omegaconf.errors.MissingMandatoryValue: Missing mandatory value: db.host',
      ],
      source: 'omry/omegaconf omegaconf/errors.py, resolvers/oc',
    },
  ],
}
