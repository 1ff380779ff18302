#!/usr/bin/env node
/* Kept to what Node.js 10 can parse, so that an old one says what is needed rather than fail on new syntax. */
'use strict'

var version = process.versions.node.split('.').map(Number)

if (version[0] < 22 || (version[0] === 22 && version[1] < 18)) {
  process.stderr.write(
    'unloop needs Node.js 22.18 or newer, and this is ' +
      process.version +
      ' (' +
      process.execPath +
      ').\n',
  )
  process.exitCode = 2
} else {
  var path = require('path')
  var home = process.env.XDG_CACHE_HOME || path.join(require('os').homedir(), '.cache')
  require('module').enableCompileCache(process.env.NODE_COMPILE_CACHE || path.join(home, 'unloop'))
  import('../lib/main.mjs').catch(function (error) {
    process.stderr.write(
      'unloop is not installed whole: ' + error.message + '\nInstall it again.\n',
    )
    process.exitCode = 3
  })
}
