import type { SignatureFamily } from '@unloop/engine/scanner'

/** Node.js, V8, libuv, and what starts Node programs: npm, yarn, pnpm, pm2, ts-node. */
export const node: SignatureFamily = {
  programs: ['Node.js', 'npm', 'yarn', 'pnpm', 'pm2', 'nodemon', 'ts-node', 'Next.js', 'NestJS'],
  signatures: [
    {
      id: 'node/entry-file-not-found',
      cause: 'bad-command',
      pattern: /Cannot find module '(?<file>\/[^']{1,300})'(?! imported from)/,
      strength: 'fatal',
      title: 'Node cannot find its program file {file}',
      explain:
        'Node was told to run a file that is not in the container: the path in the command is wrong, the build did not copy it, or a volume is mounted over it.',
      example: [
        "Error: Cannot find module '/app/dist/main.js'",
        "Error: Cannot find module '/usr/src/app/server'",
      ],
      source: 'Node.js lib/internal/modules/cjs/loader.js, MODULE_NOT_FOUND',
      from: ['b48-configmap-hides-app-dir-rollout'],
    },
    {
      id: 'node/module-not-found',
      cause: 'missing-dependency',
      pattern: /^(?:Uncaught )?Error: Cannot find module '(?<module>[^'/.][^']{0,200})'/,
      strength: 'fatal',
      title: 'The npm package {module} is not in the image',
      example: [
        "Error: Cannot find module 'express'",
        "Error: Cannot find module '@prisma/client'",
      ],
      source: 'Node.js lib/internal/modules/cjs/loader.js, MODULE_NOT_FOUND',
      from: ['a43-node-cannot-find-module'],
      fix: {
        title:
          'Move {module} from devDependencies to dependencies, or install it in the image, and rebuild',
        where: 'image',
      },
    },
    {
      id: 'node/module-not-found-in-log',
      cause: 'missing-dependency',
      pattern: /(?<!^Error: |^Uncaught Error: )Cannot find module '(?<module>[^'/.][^']{0,200})'/,
      strength: 'error',
      title: 'The npm package {module} is not in the image',
      example: `{"level":60,"err":{"type":"Error","message":"Cannot find module 'pg' Require stack: - /app/db.js"},"msg":"fatal"}`,
      source: 'Node.js lib/internal/modules/cjs/loader.js, MODULE_NOT_FOUND',
    },
    {
      id: 'node/relative-module-not-found',
      cause: 'missing-dependency',
      pattern: /Cannot find module '(?<file>\.{1,2}\/[^']{1,300})'/,
      strength: 'fatal',
      title: "The program's own file {file} is not in the image",
      example: "Error: Cannot find module './config/production'",
      source: 'Node.js lib/internal/modules/cjs/loader.js, MODULE_NOT_FOUND',
    },
    {
      id: 'node/esm-module-not-found',
      cause: 'missing-dependency',
      pattern: /Cannot find (?:package|module) '(?<module>[^']{1,300})' imported from/,
      strength: 'fatal',
      title: 'The module {module} is not in the image',
      example: [
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find package 'fastify' imported from /app/index.mjs",
        "Error [ERR_MODULE_NOT_FOUND]: Cannot find module '/app/dist/routes' imported from /app/dist/server.js",
      ],
      source: 'Node.js lib/internal/errors.js, ERR_MODULE_NOT_FOUND',
    },
    {
      id: 'node/directory-import',
      cause: 'missing-dependency',
      pattern: /ERR_UNSUPPORTED_DIR_IMPORT\]: Directory import '(?<file>[^']{1,300})'/,
      strength: 'fatal',
      title: 'An ES module imports the directory {file}, which Node does not resolve',
      example:
        "Error [ERR_UNSUPPORTED_DIR_IMPORT]: Directory import '/app/dist/config' is not supported resolving ES modules imported from /app/dist/main.js",
      source: 'Node.js lib/internal/errors.js, ERR_UNSUPPORTED_DIR_IMPORT',
    },
    {
      id: 'node/require-of-es-module',
      cause: 'app-exception',
      pattern:
        /(?:ERR_REQUIRE_ESM|require\(\) of ES Module (?<file>\S{1,300}) |Cannot use import statement outside) ?.{0,200}(?:not supported|a module)/,
      strength: 'fatal',
      title: 'CommonJS code loads an ES module, which this Node refuses',
      example: [
        'Error [ERR_REQUIRE_ESM]: require() of ES Module /app/node_modules/node-fetch/src/index.js from /app/index.js not supported.',
        'SyntaxError: Cannot use import statement outside a module',
      ],
      source: 'Node.js lib/internal/errors.js, ERR_REQUIRE_ESM',
    },
    {
      id: 'node/package-export-missing',
      cause: 'missing-dependency',
      pattern: /ERR_PACKAGE_PATH_NOT_EXPORTED\]: (?<what>.{1,200})/,
      strength: 'fatal',
      title: 'A package of another version than the program expects is installed',
      example: `Error [ERR_PACKAGE_PATH_NOT_EXPORTED]: Package subpath './lib/tokenize' is not defined by "exports" in /app/node_modules/postcss/package.json`,
      source: 'Node.js lib/internal/errors.js, ERR_PACKAGE_PATH_NOT_EXPORTED',
    },
    {
      id: 'node/named-export-missing',
      cause: 'missing-dependency',
      pattern:
        /The requested module '(?<module>[^']{1,200})' does not provide an export named '(?<name>[^']{1,100})'/,
      strength: 'fatal',
      title: 'The installed module {module} has no export {name}',
      example:
        "SyntaxError: The requested module 'lodash' does not provide an export named 'merge'",
      source: 'V8 messages, kUnresolvableExport',
    },
    {
      id: 'node/native-module-version',
      cause: 'missing-dependency',
      pattern: /was compiled against a different Node\.js version using/,
      strength: 'fatal',
      title: 'A native npm module was built for another Node.js version',
      explain:
        'The native addon in node_modules was compiled for another NODE_MODULE_VERSION than the Node in the image.',
      example: 'was compiled against a different Node.js version using',
      source: 'Node.js src/node_binding.cc',
      fix: {
        title: 'Run npm ci (or npm rebuild) inside the image with the Node version that runs it',
        where: 'image',
      },
    },
    {
      id: 'node/native-module-other-platform',
      cause: 'arch-mismatch',
      pattern: /\/(?<file>[\w.@+-]{1,100}\.node): (?:invalid ELF header|wrong ELF class: \S{1,40})/,
      strength: 'fatal',
      title: 'The native module {file} was built for another platform',
      explain:
        'node_modules was copied from a machine with another system or processor instead of being installed in the image, so its native part cannot be loaded.',
      example:
        'Error: /app/node_modules/bcrypt/lib/binding/napi-v3/bcrypt_lib.node: invalid ELF header',
      source: 'glibc elf/dl-load.c as reported by ERR_DLOPEN_FAILED',
      fix: {
        title:
          'Keep node_modules out of the build context (.dockerignore) and install inside the image',
        where: 'image',
      },
    },
    {
      id: 'node/native-module-not-loaded',
      cause: 'missing-dependency',
      pattern: /code: 'ERR_DLOPEN_FAILED'/,
      strength: 'fatal',
      title: 'A native npm module cannot be loaded',
      example: "  code: 'ERR_DLOPEN_FAILED'",
      source: 'Node.js src/node_binding.cc, ERR_DLOPEN_FAILED',
    },
    {
      id: 'node/optional-platform-package',
      cause: 'missing-dependency',
      pattern:
        /Could not load the "(?<module>[\w@/-]{1,60})" module using the (?<what>[\w-]{1,40}) runtime/,
      strength: 'fatal',
      title: 'The native part of {module} for {what} is not in the image',
      example: 'Error: Could not load the "sharp" module using the linuxmusl-x64 runtime',
      source: 'sharp lib/sharp.js',
    },
    {
      id: 'node/rollup-optional-dependency',
      cause: 'missing-dependency',
      pattern:
        /Cannot find module (?<module>@[\w./-]{1,100})\. npm has a bug related to optional dependencies/,
      strength: 'fatal',
      title: 'The platform package {module} is not installed',
      example:
        'Error: Cannot find module @rollup/rollup-linux-x64-musl. npm has a bug related to optional dependencies',
      source: 'rollup native.js',
    },
    {
      id: 'node/unhandled-rejection',
      cause: 'app-exception',
      pattern: /UnhandledPromiseRejection: (?<what>This error originated|.{1,200})/,
      strength: 'fatal',
      title: 'An unhandled promise rejection ended the Node process',
      explain:
        'Since Node 15 a rejected promise that nothing handles ends the process with exit code 1. The reason stands at the end of the message or in the stack.',
      example:
        'UnhandledPromiseRejection: This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch(). The promise rejected with the reason "undefined".',
      source: 'Node.js lib/internal/process/promises.js',
      from: ['a02-node-unhandled-rejection'],
    },
    {
      id: 'node/unhandled-rejection-code',
      cause: 'app-exception',
      pattern: /'?ERR_UNHANDLED_REJECTION'?/,
      strength: 'error',
      title: 'An unhandled promise rejection ended the Node process',
      example: "  code: 'ERR_UNHANDLED_REJECTION'",
      source: 'Node.js lib/internal/errors.js',
      from: ['a02-node-unhandled-rejection'],
    },
    {
      id: 'node/unhandled-rejection-warning',
      cause: 'app-exception',
      pattern: /UnhandledPromiseRejectionWarning: (?<what>.{1,200})/,
      strength: 'hint',
      title: 'A promise was rejected and nothing handled it: {what}',
      example: '(node:1) UnhandledPromiseRejectionWarning: Error: boom',
      source: 'Node.js before 15, which warns and goes on',
    },
    {
      id: 'node/unhandled-error-event',
      cause: 'app-exception',
      pattern: /Emitted 'error' event on (?<what>\w{1,60}) instance at/,
      strength: 'hint',
      title: "Nothing handles the 'error' event of a {what}",
      example: "Emitted 'error' event on Server instance at:",
      source: 'Node.js lib/events.js',
    },
    {
      id: 'node/type-error',
      cause: 'app-exception',
      pattern:
        /TypeError: (?<what>Cannot (?:read|set) propert(?:y|ies) .{1,150}|.{1,120} is not (?:a function|iterable|a constructor)|Cannot destructure property .{1,150}|Cannot convert undefined or null to object)/,
      strength: 'error',
      title: 'The program threw a TypeError: {what}',
      example: [
        "TypeError: Cannot read properties of undefined (reading 'host')",
        "TypeError: Cannot read property 'map' of null",
        'TypeError: app.listen is not a function',
      ],
      source: 'V8 messages, kNonObjectPropertyLoad, kCalledNonCallable',
      from: ['a01-node-typeerror'],
    },
    {
      id: 'node/reference-error',
      cause: 'app-exception',
      pattern:
        /ReferenceError: (?<what>[\w$]{1,100} is not defined|Cannot access '[^']{1,100}' before initialization)/,
      strength: 'error',
      title: 'The program threw a ReferenceError: {what}',
      example: [
        'ReferenceError: config is not defined',
        "ReferenceError: Cannot access 'db' before initialization",
      ],
      source: 'V8 messages, kNotDefined',
    },
    {
      id: 'node/stack-overflow',
      cause: 'app-exception',
      pattern: /RangeError: Maximum call stack size exceeded/,
      strength: 'error',
      title: 'The program recursed until the call stack was full',
      example: 'RangeError: Maximum call stack size exceeded',
      source: 'V8 messages, kStackOverflow',
    },
    {
      id: 'node/syntax-error',
      cause: 'app-exception',
      pattern:
        /SyntaxError: (?<what>Unexpected (?:token|identifier|reserved word|strict mode)(?! .{0,60}JSON).{0,120}|Invalid or unexpected token|missing \) after argument list|await is only valid.{0,100})/,
      strength: 'error',
      title: 'Node cannot parse the program: {what}',
      explain:
        'The code has a syntax error, or uses syntax that is newer than the Node in the image.',
      example: [
        "SyntaxError: Unexpected token '??='",
        'SyntaxError: Unexpected token export',
        'SyntaxError: await is only valid in async functions and the top level bodies of modules',
      ],
      source: 'V8 messages, kUnexpectedToken',
    },
    {
      id: 'node/json-parse',
      cause: 'app-config-invalid',
      pattern:
        /SyntaxError: (?<what>(?:\S{1,60}: )?(?:Unexpected|Expected|Bad|No number|Unterminated|Exponent|Invalid) .{0,120}JSON.{0,80})/,
      strength: 'error',
      title: 'JSON that the program reads is not valid: {what}',
      example: [
        'SyntaxError: Expected double-quoted property name in JSON at position 61 (line 5 column 3)',
        'SyntaxError: Unexpected token } in JSON at position 120',
        `SyntaxError: Unexpected token 'h', "http://api" is not valid JSON`,
        'SyntaxError: Unexpected end of JSON input',
        'SyntaxError: /app/config/default.json: Unexpected token } in JSON at position 41',
      ],
      source: 'V8 messages, kJsonParseUnexpectedTokenShortString and its siblings',
      from: ['c51-cascade-config-service-json'],
    },
    {
      id: 'node/invalid-url',
      cause: 'app-config-invalid',
      pattern: /TypeError(?: \[ERR_INVALID_URL\])?: Invalid URL/,
      strength: 'error',
      title: 'A URL in the settings is empty or malformed',
      example: ['TypeError: Invalid URL', 'TypeError [ERR_INVALID_URL]: Invalid URL: undefined'],
      source: 'Node.js lib/internal/errors.js, ERR_INVALID_URL',
    },
    {
      id: 'node/invalid-url-input',
      cause: 'env-missing',
      pattern: /^\s*input: '(?<what>undefined[^']{0,80}|)',?$/,
      strength: 'hint',
      title: 'A URL was built from a setting that is not set',
      example: ["  input: 'undefined/api/v1',", "  input: '',"],
      source: 'Node.js lib/internal/url.js',
    },
    {
      id: 'node/bad-port',
      cause: 'app-config-invalid',
      pattern: /(?:options\.port|Port) should be >= 0 and < 65536\. Received (?<what>.{1,120})/,
      strength: 'fatal',
      title: 'The port to listen on is not a number: {what}',
      explain:
        'The port setting is not a number from 0 to 65535. Kubernetes injects <SERVICE>_PORT=tcp://… for each Service of the namespace, which can collide with a variable of that name.',
      example: [
        "RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type string ('tcp://10.96.12.7:80').",
        'RangeError [ERR_SOCKET_BAD_PORT]: options.port should be >= 0 and < 65536. Received type number (NaN).',
      ],
      source: 'Node.js lib/internal/errors.js, ERR_SOCKET_BAD_PORT',
      fix: {
        title:
          'Set the port explicitly, or set enableServiceLinks: false if a Service of that name injects it',
        where: 'manifest',
      },
    },
    {
      id: 'node/argument-undefined',
      cause: 'env-missing',
      pattern: /The "(?<what>[\w.]{1,60})" argument must be .{1,120}Received undefined/,
      strength: 'error',
      title: 'The argument {what} is undefined, as of a setting that is not set',
      example:
        'TypeError [ERR_INVALID_ARG_TYPE]: The "path" argument must be of type string. Received undefined',
      source: 'Node.js lib/internal/errors.js, ERR_INVALID_ARG_TYPE',
    },
    {
      id: 'node/address-in-use',
      cause: 'port-in-use',
      pattern:
        /EADDRINUSE(?::|,)? (?:address already in use )?(?<host>[^\s"]{0,60}?):(?<port>\d{2,5})\b/,
      strength: 'fatal',
      title: 'Port {port} is already in use',
      example: [
        'Error: listen EADDRINUSE: address already in use :::3000',
        'Error: listen EADDRINUSE 0.0.0.0:8080',
        'Error: listen EADDRINUSE: address already in use 127.0.0.1:9229',
      ],
      source: 'Node.js lib/net.js; libuv UV_EADDRINUSE',
    },
    {
      id: 'node/privileged-port',
      cause: 'security-context',
      pattern: /listen EACCES:? (?:permission denied )?(?<host>[^\s"]{0,60}?):(?<port>\d{1,4})\b/,
      strength: 'fatal',
      title: 'The program may not listen on port {port}',
      explain:
        'Ports under 1024 need root or the NET_BIND_SERVICE capability, and the container has neither.',
      example: [
        'Error: listen EACCES: permission denied 0.0.0.0:80',
        'Error: listen EACCES :::443',
      ],
      source: 'Node.js lib/net.js; libuv UV_EACCES',
    },
    {
      id: 'node/file-access-denied',
      cause: 'permission-denied-fs',
      pattern:
        /(?:EACCES: permission denied|EPERM: operation not permitted), (?<verb>\w{2,20}) '(?<file>[^']{1,300})'/,
      strength: 'error',
      title: 'The program may not {verb} {file}',
      example: [
        "Error: EACCES: permission denied, mkdir '/app/.next/cache'",
        "Error: EACCES: permission denied, open '/data/db.sqlite'",
        "Error: EPERM: operation not permitted, chmod '/var/lib/grafana/key.pem'",
      ],
      source: 'Node.js lib/internal/fs/utils.js; libuv UV_EACCES, UV_EPERM',
    },
    {
      id: 'node/read-only-file-system',
      cause: 'permission-denied-fs',
      pattern: /EROFS: read-only file system, (?<verb>\w{2,20}) '(?<file>[^']{1,300})'/,
      strength: 'error',
      title: 'The program writes {file} on a read-only file system',
      example: "Error: EROFS: read-only file system, open '/app/logs/app.log'",
      source: 'libuv UV_EROFS',
      fix: {
        title: 'Mount an emptyDir where the program writes, or drop readOnlyRootFilesystem',
        where: 'manifest',
      },
    },
    {
      id: 'node/file-missing',
      cause: 'config-file-missing',
      pattern:
        /ENOENT: no such file or directory, (?:open|stat|lstat|access|scandir|realpath) '(?!\/var\/run\/secrets\/kubernetes|\/run\/secrets\/kubernetes)(?<file>(?![^']{0,300}package\.json')[^']{1,300}(?:\.(?:json5?|ya?ml|toml|ini|conf|config|cfg|env|properties|xml|pem|crt|key|cert|p12|hcl|js)|\.env\.?\w*|\/(?:etc|config|conf|secrets?)\/[^']{1,200}))'/,
      strength: 'error',
      title: 'The file {file} does not exist in the container',
      example: [
        "Error: ENOENT: no such file or directory, open '/app/config/production.json'",
        "Error: ENOENT: no such file or directory, open '/etc/secrets/jwt-key'",
      ],
      source: 'libuv UV_ENOENT',
    },
    {
      id: 'node/npm-no-package-json',
      cause: 'bad-command',
      pattern:
        /Could not read package\.json: Error: ENOENT: no such file or directory, open '(?<file>[^']{1,300})'/,
      strength: 'fatal',
      title: 'npm finds no {file}',
      explain:
        'npm runs in a directory without a package.json: the working directory is wrong, the build did not copy it, or a volume is mounted over it.',
      example:
        "npm error Could not read package.json: Error: ENOENT: no such file or directory, open '/usr/src/app/package.json'",
      source: 'npm lib/utils/error-message.js',
    },
    {
      id: 'node/file-watchers-limit',
      cause: 'kernel-or-node',
      pattern: /ENOSPC: System limit for number of file watchers reached/,
      strength: 'fatal',
      title: "The node's limit of inotify watches is reached",
      example: "Error: ENOSPC: System limit for number of file watchers reached, watch '/app/src'",
      source: 'Node.js lib/internal/fs/watchers.js',
      fix: {
        title: 'Raise fs.inotify.max_user_watches on the node, or do not watch files in production',
        where: 'infra',
        commands: ['sysctl -w fs.inotify.max_user_watches=524288'],
      },
    },
    {
      id: 'node/too-many-open-files',
      cause: 'kernel-or-node',
      pattern: /(?:EMFILE: too many open files|ENFILE: file table overflow), (?<verb>\w{2,20})/,
      strength: 'error',
      title: 'The limit of open files or inotify instances is reached at {verb}',
      example: [
        "Error: EMFILE: too many open files, watch '/app'",
        "Error: EMFILE: too many open files, open '/data/shard-102'",
      ],
      source: 'libuv UV_EMFILE, UV_ENFILE',
    },
    {
      id: 'node/no-space',
      cause: 'volume-full',
      pattern: /ENOSPC: no space left on device/,
      strength: 'error',
      title: 'A file system that the program writes to is full',
      example: 'Error: ENOSPC: no space left on device, write',
      source: 'libuv UV_ENOSPC',
    },
    {
      id: 'node/heap-out-of-memory',
      cause: 'heap-exhausted',
      pattern: /(?:FATAL ERROR: .{1,120})?JavaScript heap out of memory/,
      strength: 'fatal',
      title: "Node's heap limit is exhausted",
      explain:
        "V8 reached its own heap limit (--max-old-space-size, by default derived from the container's memory) and aborted.",
      example: [
        'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
        'FATAL ERROR: Ineffective mark-compacts near heap limit Allocation failed - JavaScript heap out of memory',
        'FATAL ERROR: CALL_AND_RETRY_LAST Allocation failed - JavaScript heap out of memory',
      ],
      source: 'V8 src/heap/heap.cc',
      from: ['b13-node-old-space-size'],
    },
    {
      id: 'node/last-gcs',
      cause: 'heap-exhausted',
      pattern:
        /<--- Last few GCs --->|\d ms: (?:Mark-sweep|Mark-Compact|Scavenge)(?: \(reduce\))? [\d.]{1,12} \([\d.]{1,12}\) -> [\d.]{1,12} \([\d.]{1,12}\) MB/,
      strength: 'error',
      title: "V8 gives its last garbage collections before it ends at Node's heap limit",
      example: [
        '<--- Last few GCs --->',
        '[1:0x5510430]     9018 ms: Mark-sweep (reduce) 510.5 (520.7) -> 510.2 (521.4) MB, 185.1 / 0.0 ms',
      ],
      source: 'V8 src/heap/heap.cc: FatalProcessOutOfMemory prints the ring of traces',
    },
    {
      id: 'node/worker-out-of-memory',
      cause: 'heap-exhausted',
      pattern: /ERR_WORKER_OUT_OF_MEMORY/,
      strength: 'error',
      title: 'A Node worker thread exhausted its heap limit',
      example:
        'Error [ERR_WORKER_OUT_OF_MEMORY]: Worker terminated due to reaching memory limit: JS heap out of memory',
      source: 'Node.js lib/internal/errors.js',
    },
    {
      id: 'node/bad-option',
      cause: 'app-config-invalid',
      pattern: /node: bad option: (?<flag>\S{1,100})/,
      strength: 'fatal',
      title: 'This Node does not know the option {flag}',
      example: 'node: bad option: --experimental-specifier-resolution=node',
      source: 'Node.js src/node.cc',
    },
    {
      id: 'node/option-not-allowed',
      cause: 'app-config-invalid',
      pattern: /node: (?<flag>\S{1,100}) is not allowed in NODE_OPTIONS/,
      strength: 'fatal',
      title: '{flag} is not allowed in NODE_OPTIONS',
      example: 'node: --expose-gc is not allowed in NODE_OPTIONS',
      source: 'Node.js src/node.cc',
    },
    {
      id: 'node/npm-missing-script',
      cause: 'bad-command',
      pattern:
        /(?:npm (?:ERR!|error) |ERR_PNPM_NO_SCRIPT\S{0,40} {1,4})(?:code E?\w{1,20} )?[Mm]issing script:? "?(?<name>[\w:.-]{1,80})"?/,
      strength: 'fatal',
      title: 'package.json has no script {name}',
      example: [
        'npm ERR! Missing script: "start"',
        'npm error Missing script: "start:prod"',
        'npm ERR! missing script: serve',
        ' ERR_PNPM_NO_SCRIPT  Missing script: start',
      ],
      source: 'npm run-script lib; pnpm run',
    },
    {
      id: 'node/yarn-command-not-found',
      cause: 'bad-command',
      pattern:
        /(?:error Command|Couldn't find a script named|Usage Error: Couldn't find a script named) "(?<name>[^"]{1,80})"(?: not found)?\.?$/,
      strength: 'fatal',
      title: 'yarn finds no script or program {name}',
      example: [
        'error Command "start:prod" not found.',
        `Usage Error: Couldn't find a script named "serve".`,
      ],
      source: 'yarn cli run',
    },
    {
      id: 'node/npm-lifecycle',
      cause: 'app-exception',
      pattern:
        /npm (?:ERR!|error) (?:code ELIFECYCLE|Lifecycle script `[^`]{1,60}` failed|errno \d{1,3}$|.{1,80} exited with code \d{1,3}|command failed)/,
      strength: 'hint',
      title: 'npm reports that the program it started ended with an error',
      example: [
        'npm ERR! code ELIFECYCLE',
        'npm ERR! Lifecycle script `start` failed with error:',
        'npm error command failed',
      ],
      source: 'npm run-script',
    },
    {
      id: 'node/unsupported-engine',
      cause: 'missing-dependency',
      pattern:
        /The engine "(?<name>\w{1,20})" is incompatible with this module\. Expected version "(?<what>[^"]{1,60})"/,
      strength: 'fatal',
      title: 'A package demands {name} {what}',
      example:
        'error next@15.0.0: The engine "node" is incompatible with this module. Expected version "^18.18.0 || ^19.8.0 || >= 20.0.0". Got "16.20.2"',
      source: 'yarn src/package-compatibility.js',
    },
    {
      id: 'node/version-required',
      cause: 'missing-dependency',
      pattern:
        /You are using Node\.js (?<what>[\d.]{1,20})\. .{0,120}Node\.js version .{0,60}is required/,
      strength: 'fatal',
      title: 'The Node.js of the image ({what}) is too old',
      example:
        'You are using Node.js 16.14.0. For Next.js, Node.js version >= v18.17.0 is required.',
      source: 'next bin/next',
    },
    {
      id: 'node/openssl-unsupported',
      cause: 'missing-dependency',
      pattern: /digital envelope routines::unsupported/,
      strength: 'error',
      title: 'The code does not fit the Node.js version of the image',
      example: 'Error: error:0308010C:digital envelope routines::unsupported',
      source: 'Node.js 17 with OpenSSL 3',
    },
    {
      id: 'node/npm-cache-owned-by-root',
      cause: 'permission-denied-fs',
      pattern: /Your cache folder contains root-owned files/,
      strength: 'fatal',
      title: 'npm may not write its cache folder',
      example: 'npm ERR! Your cache folder contains root-owned files, due to a bug in',
      source: 'npm lib/utils/error-message.js',
    },
    {
      id: 'node/corepack-download',
      cause: 'dependency-unreachable',
      pattern: /Error when performing the request to https?:\/\/(?<host>[^/\s]{1,100})/,
      strength: 'fatal',
      title: 'corepack cannot download the package manager from {host}',
      explain:
        'corepack fetches yarn or pnpm at the first start, and the pod has no way to the registry. Install the package manager in the image.',
      example:
        'Error: Error when performing the request to https://packages.example.com/yarn/-/yarn-4.1.0.tgz; for troubleshooting help, see the documentation',
      source: 'corepack sources/httpUtils.ts',
    },
    {
      id: 'node/pm2-script-not-found',
      cause: 'bad-command',
      pattern: /\[PM2\]\[ERROR\] (?:Script not found ?:? ?|File )(?<file>\S{1,300})/,
      strength: 'fatal',
      title: 'pm2 does not find {file}',
      example: [
        '[PM2][ERROR] Script not found: /app/dist/server.js',
        '[PM2][ERROR] File ecosystem.config.js not found',
      ],
      source: 'pm2 lib/Common.js',
    },
    {
      id: 'node/pm2-error',
      cause: 'app-exception',
      pattern:
        /PM2 {1,8}\| App \[(?<name>[^\]]{1,60})\] exited with code \[(?<what>[1-9]\d{0,2})\]/,
      strength: 'hint',
      title: 'pm2 saw {name} end with code {what}',
      example:
        '2024-05-01T10:00:00: PM2 log: PM2        | App [api:0] exited with code [1] via signal [SIGINT]',
      source: 'pm2 lib/God.js',
    },
    {
      id: 'node/pm2-daemonized',
      cause: 'completes-exit-0',
      pattern: /\[PM2\] Done\.?$/,
      strength: 'hint',
      title: 'pm2 moved the program to the background and ended',
      example: '[PM2] Done.',
      source: 'pm2 lib/API.js',
      fix: { title: 'Start it with pm2-runtime, which stays in the foreground', where: 'manifest' },
    },
    {
      id: 'node/nodemon-crashed',
      cause: 'app-exception',
      pattern: /\[nodemon\] app crashed - waiting for file changes/,
      strength: 'hint',
      title: 'nodemon saw the program crash',
      example: '[nodemon] app crashed - waiting for file changes before starting...',
      source: 'nodemon lib/monitor/run.js',
    },
    {
      id: 'node/next-no-build',
      cause: 'image-bad',
      pattern:
        /Could not find a (?:production|valid) build in the '(?<file>[^']{1,200})' directory/,
      strength: 'fatal',
      title: 'The image has no Next.js build in {file}',
      example: [
        "Error: Could not find a production build in the '.next' directory. Try building your app with 'next build' before starting the production server.",
        "Error: Could not find a production build in the '/app/.next' directory.",
      ],
      source: 'next packages/next/src/server/next-server.ts',
      fix: { title: 'Run next build in the image and copy .next into it', where: 'image' },
    },
    {
      id: 'node/nuxt-no-build',
      cause: 'image-bad',
      pattern: /No build files found in (?<file>\S{1,200})/,
      strength: 'fatal',
      title: 'The image has no build in {file}',
      example:
        'No build files found in /app/.nuxt/dist/server. Use either `nuxt build` or `builder.build()` or start nuxt in development mode.',
      source: 'nuxt packages/vue-renderer',
    },
    {
      id: 'node/typescript-module',
      cause: 'missing-dependency',
      pattern:
        /error TS(?:2307|7016): (?:Cannot find module|Could not find a declaration file for module) '(?<module>[^']{1,200})'/,
      strength: 'error',
      title: 'TypeScript does not find {module}',
      example:
        "src/main.ts(3,21): error TS2307: Cannot find module 'dotenv' or its corresponding type declarations.",
      source: 'TypeScript diagnosticMessages.json',
    },
    {
      id: 'node/typescript-compile',
      cause: 'app-exception',
      pattern: /TSError: .{1,3}Unable to compile TypeScript/,
      strength: 'fatal',
      title: 'ts-node cannot compile the program',
      example: 'TSError: ⨯ Unable to compile TypeScript:',
      source: 'ts-node src/index.ts',
    },
    {
      id: 'node/unknown-extension',
      cause: 'bad-command',
      pattern:
        /ERR_UNKNOWN_FILE_EXTENSION\]: Unknown file extension "(?<what>[^"]{0,20})" for (?<file>\S{1,300})/,
      strength: 'fatal',
      title: 'Node cannot run {file}',
      example:
        'TypeError [ERR_UNKNOWN_FILE_EXTENSION]: Unknown file extension ".ts" for /app/src/index.ts',
      source: 'Node.js lib/internal/errors.js',
    },
    {
      id: 'node/nest-dependencies',
      cause: 'app-exception',
      pattern: /Nest can't resolve dependencies of the (?<what>[\w$<>]{1,100})/,
      strength: 'fatal',
      title: 'NestJS cannot resolve the dependencies of {what}',
      example:
        "[Nest] 1  - 05/01/2024, 10:00:00 AM   ERROR [ExceptionHandler] Nest can't resolve dependencies of the OrdersService (?). Please make sure that the argument PaymentsClient at index [0] is available in the OrdersModule context.",
      source: 'nestjs packages/core/errors/messages.ts',
    },
    {
      id: 'node/secret-or-key-missing',
      cause: 'env-missing',
      pattern:
        /(?:JwtStrategy requires a secret or key|secretOrPrivateKey must have a value|secret option required for sessions|Neither apiKey nor config\.authenticator provided|Missing API key\. Pass it to the constructor)/,
      strength: 'fatal',
      title: 'A secret that a library needs is not set',
      example: [
        'TypeError: JwtStrategy requires a secret or key',
        'Error: secretOrPrivateKey must have a value',
      ],
      source: 'passport-jwt, jsonwebtoken, stripe, resend',
    },
    {
      id: 'node/ioredis-max-retries',
      cause: 'dependency-unreachable',
      pattern: /MaxRetriesPerRequestError: Reached the max retries per request limit/,
      strength: 'error',
      title: 'Redis did not answer within the allowed retries',
      example:
        'MaxRetriesPerRequestError: Reached the max retries per request limit (which is 20). Refer to "maxRetriesPerRequest" option for details.',
      source: 'ioredis lib/errors/MaxRetriesPerRequestError.ts',
    },
    {
      id: 'node/deno-permission',
      cause: 'bad-command',
      pattern:
        /(?:PermissionDenied|NotCapable): Requires (?<what>\w{1,20}) access to (?<file>.{1,150}), (?:run again|specify)/,
      strength: 'fatal',
      title: 'Deno lacks the {what} permission for {file}',
      example:
        'error: Uncaught (in promise) NotCapable: Requires net access to "0.0.0.0:8000", run again with the --allow-net flag',
      source: 'Deno runtime/permissions',
    },
    {
      id: 'node/deno-module-not-found',
      cause: 'bad-command',
      pattern: /error: Module not found "(?<file>file:[^"]{1,300})"/,
      strength: 'fatal',
      title: 'Deno does not find {file}',
      example: 'error: Module not found "file:///app/main.ts".',
      source: 'Deno cli',
    },
    {
      id: 'node/bun-script-not-found',
      cause: 'bad-command',
      pattern: /error: (?:Script|Module) not found "(?<file>[^"]{1,300})"/,
      strength: 'fatal',
      title: 'The script {file} does not exist',
      example: ['error: Script not found "start"', 'error: Module not found "index.ts"'],
      source: 'Bun src/cli/run_command.zig',
    },
    {
      id: 'node/bun-cannot-find-package',
      cause: 'missing-dependency',
      pattern: /error: Cannot find (?:package|module) "(?<module>[^"]{1,200})" from/,
      strength: 'fatal',
      title: 'The package {module} is not in the image',
      example: [
        'error: Cannot find package "hono" from "/app/src/index.ts"',
        'error: Cannot find module "zod" from "/app/src/env.ts"',
      ],
      source: 'Bun src/bun.js/bindings',
    },
  ],
}
