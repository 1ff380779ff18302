import { dotnet } from './dotnet.ts'
import { erlang } from './erlang.ts'
import { goNet } from './go-net.ts'
import { goSettings } from './go-settings.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { native } from './native.ts'
import { nodeSettings } from './node-settings.ts'
import { node } from './node.ts'
import { php } from './php.ts'
import { processManagers } from './process-managers.ts'
import { pythonSettings } from './python-settings.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import { rust } from './rust.ts'
import { scripting } from './scripting.ts'
import { rareLanguages, settingsLibraries } from './settings-libraries.ts'
import { shell } from './shell.ts'
import type { SignatureFamily } from '@unloop/engine/scanner'

export const RUNTIME_FAMILIES: readonly SignatureFamily[] = [
  dotnet,
  erlang,
  go,
  goNet,
  goSettings,
  java,
  native,
  node,
  nodeSettings,
  php,
  processManagers,
  python,
  pythonSettings,
  rareLanguages,
  ruby,
  rust,
  scripting,
  settingsLibraries,
  shell,
]
