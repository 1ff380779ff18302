import type { Io } from '../io.ts'

/** Asks at the terminal and gives the line that was typed; null where nobody is there to ask. */
export async function ask(question: string, io: Io): Promise<string | null> {
  if (!io.terminal.in || !io.terminal.err) return null
  io.err(question)
  let text = ''
  for await (const chunk of io.stdin) {
    text += new TextDecoder().decode(chunk)
    const end = text.indexOf('\n')
    if (end >= 0) return text.slice(0, end).trim()
  }
  return text.trim()
}

/** As `ask`, without what is typed being shown. */
export async function askHidden(question: string, io: Io): Promise<string | null> {
  if (!io.terminal.in || !io.terminal.err) return null
  const show = io.hideInput?.()
  try {
    return await ask(question, io)
  } finally {
    show?.()
    io.err('\n')
  }
}

/** True only for a plain yes. */
export async function isAgreed(question: string, io: Io): Promise<boolean> {
  const answer = await ask(`${question} [yes/no] `, io)
  return answer !== null && /^(?:y|yes)$/i.test(answer)
}
