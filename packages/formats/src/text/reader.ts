import type { Snapshot } from '@unloop/engine/evidence'
import { assemble } from './assemble.ts'
import { TextDraft, type LogTarget } from './draft.ts'
import { TextPass } from './pass.ts'

/** Beyond this nobody pasted it: it is one log, and taking it for tables would cost more than it tells. */
const LONGEST_TEXT = 48 * 1024 * 1024

/** Gathers pasted texts, or the text files of a folder, into one snapshot. */
export class TextReader {
  readonly #name: string
  readonly #draft = new TextDraft()

  constructor(name: string) {
    this.#name = name
  }

  add(text: string, source: string): void {
    if (text.length > LONGEST_TEXT) {
      this.addLog(text, source, null)
      this.#draft.gaps.push(`${source}: The text is very long and was read as one log.`)
    } else new TextPass(this.#draft, source, text).run()
  }

  /** Adds text that is known to be the log of one container. */
  addLog(text: string, source: string, target: LogTarget | null): void {
    this.#draft.logs.push({
      target,
      source,
      lines: [{ number: 1, raw: text, text: '' }],
      doubtful: false,
    })
  }

  /** `onlyNamedLogs` leaves out logs of which no command or heading said whose they are. */
  snapshot(options: { readonly onlyNamedLogs?: boolean } = {}): Snapshot {
    const named = this.#draft.logs.filter((log) => log.target !== null && log.target.pod !== null)
    if (options.onlyNamedLogs === true) this.#draft.logs.splice(0, Infinity, ...named)
    return assemble(this.#draft, this.#name)
  }
}
