import type { Knowledge } from '@unloop/engine'
import { textModelOf, type TextModel } from '@unloop/engine/reader'
import { SIGNATURES } from './index.ts'
import { TEXT_MODEL } from './text-model.data.ts'

let model: TextModel | undefined

/** All that is known of programs' messages: what `diagnose` is to be given. The model is unpacked once it is asked for. */
export const KNOWLEDGE: Knowledge = {
  signatures: SIGNATURES,
  get textModel() {
    return (model ??= textModelOf(TEXT_MODEL))
  },
}
