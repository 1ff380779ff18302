import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './workspace.mjs'

const IMPORT = /^import \{([^}]*)\} from '@unloop\/(\w+)'$/gm
const REEXPORT = /^export \{([^}]*)\} from '(\.[^']+)'/gm
const WHOLE = /^export \* from '(\.[^']+)'/gm

/**
 * An esbuild plugin that lets the bundle import what it uses past the doors of our packages: a door names all that a package
 * has, and what reads a folder would otherwise load the cluster's client, whose start alone takes longer than a diagnosis.
 */
export const pastDoors = {
  name: 'past-doors',
  setup(build) {
    const doors = new Map()
    build.onLoad({ filter: /packages\/\w+\/src\/.*\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8')
      if (!text.includes("from '@unloop/")) return null
      return {
        contents: text.replace(IMPORT, (_all, names, name) => direct(names, door(doors, name))),
        loader: 'ts',
      }
    })
  },
}

/** One import a name; types are nothing at run time. */
function direct(names, files) {
  return names
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '' && !name.startsWith('type '))
    .map((name) => {
      const file = files.get(name)
      if (file === undefined) throw new Error(`No door of ours has ${name}.`)
      return `import { ${name} } from '${file}'`
    })
    .join('\n')
}

/** Which file holds each name that a package's door exports. */
function door(doors, name) {
  const known = doors.get(name)
  if (known !== undefined) return known
  const files = namesOf(join(root, 'packages', name, 'src', 'index.ts'))
  doors.set(name, files)
  return files
}

function namesOf(path) {
  const text = readFileSync(path, 'utf8')
  const files = new Map()
  for (const [, file = ''] of text.matchAll(WHOLE))
    for (const [name, from] of namesOf(join(dirname(path), file))) files.set(name, from)
  for (const [, names = '', file = ''] of text.matchAll(REEXPORT)) {
    for (const each of names
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '' && !part.startsWith('type ')))
      files.set(each.replace(/^.* as /, ''), join(dirname(path), file))
  }
  return files
}
