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
  keepCompiledCode()
  import('../lib/main.mjs').catch(function (error) {
    process.stderr.write(
      'unloop is not installed whole: ' + error.message + '\nInstall it again.\n',
    )
    process.exitCode = 3
  })
}

/* A convenience: where there is no place to keep it, the program is as slow as ever. */
function keepCompiledCode() {
  try {
    var path = require('path')
    var home = process.env.XDG_CACHE_HOME || path.join(require('os').homedir(), '.cache')
    var folder = path.resolve(process.env.NODE_COMPILE_CACHE || path.join(home, 'unloop'))
    if (isMade(folder)) require('module').enableCompileCache(folder)
  } catch {
    /* No home, or no working directory any more. */
  }
}

/* Node.js 22 to 24 never come back from making folders where the file system denies that they exist, as below /proc. */
function isMade(folder) {
  var fs = require('fs')
  var parent = require('path').dirname(folder)
  if (fs.existsSync(folder)) return true
  if (parent === folder || !isMade(parent)) return false
  fs.mkdirSync(folder)
  return true
}
