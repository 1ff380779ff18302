import { readSmallTextSync } from '@unloop/sources/text-file'
import type { ImageSettings } from '@unloop/lint'
import { UsageError } from '../../errors.ts'

/** Configurations of images, by what names them; the empty name stands for every image. */
export type ImageConfigs = ReadonlyMap<string, ImageSettings>

/** Reads `FILE` or `IMAGE=FILE`: what `crane config`, `skopeo inspect --config` or `docker inspect` print. */
export function readImageConfigs(options: readonly string[]): ImageConfigs {
  const configs = new Map<string, ImageSettings>()
  for (const option of options) {
    const cut = option.lastIndexOf('=')
    const [image, file] =
      cut === -1 ? [null, option] : [option.slice(0, cut), option.slice(cut + 1)]
    for (const { names, config } of read(file))
      for (const name of image === null ? names : [image]) configs.set(name, config)
  }
  return configs
}

/** The configuration of an image as a manifest names it: digests and Docker Hub's default names count as the same. */
export function configFor(configs: ImageConfigs, image: string): ImageSettings | null {
  for (const name of [
    image,
    image.replace(/@.*$/, ''),
    image.replace(/(?:^|\/)([^/:@]+)$/, '$&:latest'),
  ])
    for (const [known, config] of configs)
      if (known !== '' && plainName(known) === plainName(name)) return config
  return configs.get('') ?? null
}

const plainName = (image: string): string =>
  image.replace(/^(?:(?:index\.)?docker\.io\/)?(?:library\/)?/, '').replace(/:latest$/, '')

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')
const textsOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((each) => typeof each === 'string') : []

interface Named {
  readonly names: readonly string[]
  readonly config: ImageSettings
}

function read(file: string): readonly Named[] {
  const value = parsed(file)
  const all = Array.isArray(value) ? value.map(fieldsOf) : [fieldsOf(value)]
  return all.map((each) => {
    const config = fieldsOf(each['config'] ?? each['Config'])
    if (Object.keys(config).length === 0 && each['architecture'] === undefined)
      throw invalid(file, 'it holds no configuration of an image')
    const tags = [...textsOf(each['RepoTags']), ...textsOf(each['RepoDigests'])]
    return {
      names: tags.length === 0 ? [''] : tags,
      config: {
        user: textOf(config['User']),
        entrypoint: textsOf(config['Entrypoint']),
        cmd: textsOf(config['Cmd']),
        ports: Object.keys(fieldsOf(config['ExposedPorts']))
          .map((port) => Number.parseInt(port, 10))
          .filter((port) => Number.isInteger(port)),
        architecture: textOf(each['architecture'] ?? each['Architecture']) || null,
        workingDir: textOf(config['WorkingDir']),
      },
    }
  })
}

function parsed(file: string): unknown {
  try {
    return JSON.parse(readSmallTextSync(file))
  } catch (cause) {
    throw invalid(file, cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause))
  }
}

const invalid = (file: string, why: string): UsageError =>
  new UsageError({
    code: 'option-value-invalid',
    message: `The image configuration ${file} could not be read: ${why}.`,
    next: 'Make one with crane config IMAGE, skopeo inspect --config docker://IMAGE, or docker inspect IMAGE.',
  })
