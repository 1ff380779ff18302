import type { SignatureFamily } from '@unloop/engine/scanner'

/** The .NET host, the runtime, ASP.NET Core and Kestrel. */
export const dotnet: SignatureFamily = {
  programs: ['.NET', 'ASP.NET Core', 'Kestrel'],
  signatures: [
    {
      id: 'dotnet/framework-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:You must install or update \.NET to run this application|It was not possible to find any compatible framework version|The framework '(?<module>[^']{1,80})', version '(?<what>[^']{1,20})' .{0,20}was not found|The specified framework '(?<name>[^']{1,80})')/,
      strength: 'fatal',
      title: 'The image does not have the .NET version that the program needs',
      example: [
        'You must install or update .NET to run this application.',
        'It was not possible to find any compatible framework version',
        "The framework 'Microsoft.AspNetCore.App', version '8.0.0' (x64) was not found.",
      ],
      source: '.NET hostfxr',
      fix: { title: "Use the base image of the program's target framework", where: 'image' },
    },
    {
      id: 'dotnet/host-library-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:The (?:required )?library '?(?<file>lib(?:hostfxr|hostpolicy|coreclr)\.so)'?.{0,80}(?:could not be found|not found|does not exist)|Failed to load .{0,200}lib(?:hostfxr|hostpolicy|coreclr)\.so|library lib(?:hostfxr|hostpolicy)\.so could not be found)/,
      strength: 'fatal',
      title: 'The .NET runtime is not in the image',
      example: [
        'A fatal error occurred. The required library libhostfxr.so could not be found.',
        "A fatal error was encountered. The library 'libhostpolicy.so' required to execute the application was not found in '/app/'.",
      ],
      source: '.NET apphost, hostfxr',
    },
    {
      id: 'dotnet/app-missing',
      cause: 'bad-command',
      pattern:
        /(?:The application to execute does not exist: '(?<file>[^']{1,250})'|Could not execute because the specified command or file was not found|The command could not be loaded, possibly because|Could not execute because the application was not found|No executable found matching command "(?<name>[^"]{1,100})"|The application '(?<what>[^']{1,200})' does not exist)/,
      strength: 'fatal',
      title: 'dotnet does not find the program that it is to run',
      example: [
        "The application to execute does not exist: '/app/Orders.Api.dll'.",
        'Could not execute because the specified command or file was not found.',
        'The command could not be loaded, possibly because:',
        "The application 'Api.dll' does not exist.",
      ],
      source: '.NET muxer',
    },
    {
      id: 'dotnet/no-sdk',
      cause: 'bad-command',
      pattern:
        /(?:No \.NET SDKs were found|Did you mean to run (?:dotnet|\.NET) SDK commands|A compatible (?:installed )?\.NET (?:Core )?SDK (?:for global\.json version )?.{0,60}was not found)/,
      strength: 'error',
      title: 'A command of the SDK is run in an image that has only the runtime',
      example: 'No .NET SDKs were found.',
      source: '.NET muxer',
    },
    {
      id: 'dotnet/assembly-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Could not load file or assembly '(?<module>[^,']{1,150})|Could not load type '(?<name>[^']{1,200})' from assembly|MissingMethodException: Method not found: '(?<what>[^']{1,200})')/,
      strength: 'error',
      title: 'An assembly that the program needs is missing or of another version',
      example: [
        "Unhandled exception. System.IO.FileNotFoundException: Could not load file or assembly 'Npgsql, Version=7.0.0.0, Culture=neutral, PublicKeyToken=5d8b90d52f46fda7'. The system cannot find the file specified.",
        "System.TypeLoadException: Could not load type 'Acme.IClock' from assembly 'Acme.Core, Version=2.0.0.0'.",
      ],
      source: '.NET System.IO.FileNotFoundException, System.TypeLoadException',
    },
    {
      id: 'dotnet/native-library',
      cause: 'missing-dependency',
      pattern: /DllNotFoundException: Unable to load shared library '(?<module>[^']{1,100})'/,
      strength: 'error',
      title: 'The native library {module} is not in the image',
      example:
        "System.DllNotFoundException: Unable to load shared library 'libgdiplus' or one of its dependencies.",
      source: '.NET System.DllNotFoundException',
    },
    {
      id: 'dotnet/icu-missing',
      cause: 'missing-dependency',
      pattern:
        /(?:Couldn't find a valid ICU package installed on the system|Please install libicu|Only the invariant culture is supported in globalization-invariant mode)/,
      strength: 'fatal',
      title: 'The image has no ICU, which .NET needs for cultures',
      example: [
        "Process terminated. Couldn't find a valid ICU package installed on the system. Please install libicu using your package manager and try again.",
        'System.Globalization.CultureNotFoundException: Only the invariant culture is supported in globalization-invariant mode.',
      ],
      source: '.NET System.Globalization.Native',
      fix: {
        title:
          'Install icu-libs (libicu) in the image, or set DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1',
        where: 'image',
      },
    },
    {
      id: 'dotnet/coreclr-create',
      cause: 'permission-denied-fs',
      pattern: /Failed to create CoreCLR, HRESULT: 0x(?<what>80004005|80070005|8007000E)/,
      strength: 'error',
      title: 'The .NET runtime could not initialize (0x{what})',
      explain:
        'The runtime cannot write its temporary files (a read-only root file system without a writable /tmp) or cannot map its memory.',
      example: 'Failed to create CoreCLR, HRESULT: 0x80004005',
      source: '.NET coreclr_initialize',
      fix: {
        title: 'Mount an emptyDir at /tmp, or set DOTNET_EnableDiagnostics=0',
        where: 'manifest',
      },
    },
    {
      id: 'dotnet/gc-init',
      cause: 'heap-exhausted',
      pattern: /GC heap initialization failed(?: with error 0x(?<what>[0-9a-fA-F]{8}))?/,
      strength: 'fatal',
      title: '.NET could not get memory for its heap',
      example: 'GC heap initialization failed with error 0x8007000E',
      source: '.NET GC init',
    },
    {
      id: 'dotnet/out-of-memory',
      cause: 'heap-exhausted',
      pattern:
        /(?:System\.OutOfMemoryException|Insufficient memory to continue the execution of the program)/,
      strength: 'error',
      title: ".NET's heap limit is exhausted",
      example:
        "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.",
      source: '.NET System.OutOfMemoryException',
    },
    {
      id: 'dotnet/own-exception',
      cause: 'app-exception',
      pattern:
        /Unhandled exception\. (?<what>System\.(?:NullReferenceException|InvalidOperationException|IndexOutOfRangeException|ArgumentOutOfRangeException|KeyNotFoundException|Collections\.Generic\.KeyNotFoundException|InvalidCastException|NotImplementedException|DivideByZeroException|NotSupportedException|AggregateException|Exception|TypeInitializationException)(?!.{0,200}(?:Unable to resolve service|[Cc]onnection string|No such host|refused|address already|certificate|not able to be constructed)): .{1,160})/,
      strength: 'error',
      title: 'The program threw {what}',
      example:
        'Unhandled exception. System.NullReferenceException: Object reference not set to an instance of an object.',
      source: '.NET AppDomain.UnhandledException',
    },
    {
      id: 'dotnet/dependency-injection',
      cause: 'app-exception',
      pattern:
        /(?:Unable to resolve service for type '(?<module>[^']{1,200})' while attempting to activate '(?<name>[^']{1,200})'|Some services are not able to be constructed|A circular dependency was detected for the service of type)/,
      strength: 'fatal',
      title: 'The dependency injection cannot build a service',
      example: [
        "System.InvalidOperationException: Unable to resolve service for type 'Acme.IClock' while attempting to activate 'Acme.OrderService'.",
        'Unhandled exception. System.AggregateException: Some services are not able to be constructed (Error while validating the service descriptor',
      ],
      source: 'Microsoft.Extensions.DependencyInjection',
    },
    {
      id: 'dotnet/config-file-missing',
      cause: 'config-file-missing',
      pattern: /The configuration file '(?<file>[^']{1,200})' was not found and is not optional/,
      strength: 'fatal',
      title: 'The configuration file {file} does not exist',
      example:
        "System.IO.FileNotFoundException: The configuration file 'appsettings.Production.json' was not found and is not optional. The expected physical path was '/app/appsettings.Production.json'.",
      source: 'Microsoft.Extensions.Configuration.FileExtensions',
    },
    {
      id: 'dotnet/config-invalid',
      cause: 'app-config-invalid',
      pattern:
        /(?:Failed to load configuration from file '(?<file>[^']{1,200})'|Could not parse the JSON file|Failed to convert configuration value(?: '[^']{0,80}')? at '(?<key>[^']{1,120})'|Format of the initialization string does not conform|Keyword not supported: '(?<setting>[^']{1,60})'|Couldn't set \w[\w ]{1,40} \(Parameter)/,
      strength: 'fatal',
      title: 'A setting or configuration file has a value that the program does not accept',
      example: [
        "System.IO.InvalidDataException: Failed to load configuration from file '/app/appsettings.json'.",
        "Failed to convert configuration value at 'Kestrel:Limits:MaxConcurrentConnections' to type 'System.Int64'.",
        'System.ArgumentException: Format of the initialization string does not conform to specification starting at index 0.',
        "System.ArgumentException: Keyword not supported: 'sslmode'.",
      ],
      source: 'Microsoft.Extensions.Configuration; System.Data.Common',
    },
    {
      id: 'dotnet/options-required',
      cause: 'env-missing',
      pattern:
        /(?:OptionsValidationException: (?<what>.{0,200}(?:required|must be (?:provided|set|specified)|is missing|cannot be empty).{0,80})|The (?<key>\w{1,60}) field is required\.)/,
      strength: 'fatal',
      title: 'A required setting is missing',
      example:
        "Microsoft.Extensions.Options.OptionsValidationException: DataAnnotation validation failed for 'JwtOptions' members: 'Secret' with the error: 'The Secret field is required.'.",
      source: 'Microsoft.Extensions.Options',
    },
    {
      id: 'dotnet/connection-string-missing',
      cause: 'env-missing',
      pattern:
        /(?:Value cannot be null\. \(Parameter '(?<key>connectionString|connection|configuration|uriString|host|hostName|key|secret|s)'\)|The ConnectionString property has not been initialized|[Cc]onnection string (?:'(?<name>[^']{0,80})' |"[^"]{0,80}" )?(?:is )?(?:not found|not set|missing|is null|is empty|cannot be (?:null|empty))|Host can't be null)/,
      strength: 'error',
      title: 'A connection string or setting that the program needs is not set',
      example: [
        "System.ArgumentNullException: Value cannot be null. (Parameter 'connectionString')",
        'System.InvalidOperationException: The ConnectionString property has not been initialized.',
        "Connection string 'DefaultConnection' not found.",
        "System.ArgumentException: Host can't be null",
      ],
      source: 'ADO.NET; Npgsql; ASP.NET Core templates',
    },
    {
      id: 'dotnet/kestrel-in-use',
      cause: 'port-in-use',
      pattern:
        /Failed to bind to address (?<host>\S{1,100}?):(?<port>\d{1,5})[/:]{0,2}:? ?address already in use/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example:
        'System.IO.IOException: Failed to bind to address http://[::]:8080: address already in use.',
      source: 'Kestrel AddressBinder',
    },
    {
      id: 'dotnet/bind-denied',
      cause: 'security-context',
      pattern: /SocketException \(13\): Permission denied/,
      strength: 'fatal',
      title: 'The program may not listen on its port',
      explain:
        'Ports under 1024 need root or the NET_BIND_SERVICE capability. The images of .NET 8 and later listen on 8080 and run without root.',
      example: 'Unhandled exception. System.Net.Sockets.SocketException (13): Permission denied',
      source: '.NET System.Net.Sockets',
    },
    {
      id: 'dotnet/kestrel-certificate',
      cause: 'tls-cert',
      pattern:
        /(?:Unable to configure HTTPS endpoint\. No server certificate was specified|The specified network password is not correct|The certificate data cannot be read with the provided password|CryptographicException: (?:error:|Cannot find the requested object|ASN1 corrupted|The (?:certificate|PEM|key contents)).{0,120})/,
      strength: 'fatal',
      title: 'Kestrel has no certificate that it can use',
      example: [
        'System.InvalidOperationException: Unable to configure HTTPS endpoint. No server certificate was specified, and the default developer certificate could not be found or is out of date.',
        'System.Security.Cryptography.CryptographicException: error:23076071:PKCS12 routines:PKCS12_parse:mac verify failure',
      ],
      source: 'Kestrel HttpsConnectionMiddleware',
    },
    {
      id: 'dotnet/access-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:UnauthorizedAccessException: Access to the path '(?<file>[^']{1,250})' is denied|IOException: Read-only file system(?: : '(?<name>[^']{1,250})')?)/,
      strength: 'error',
      title: 'The program may not access a file',
      example: [
        "System.UnauthorizedAccessException: Access to the path '/app/keys' is denied.",
        "System.IO.IOException: Read-only file system : '/app/logs/app.log'",
      ],
      source: '.NET System.IO',
    },
    {
      id: 'dotnet/stack-overflow',
      cause: 'app-exception',
      pattern: /(?:^Stack overflow\.$|Process is terminated due to StackOverflowException)/,
      strength: 'fatal',
      title: 'The program recursed until the stack was full',
      example: ['Stack overflow.', 'Process is terminated due to StackOverflowException.'],
      source: '.NET runtime',
    },
  ],
}
