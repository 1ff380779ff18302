import type { Piece } from '../envelopes/unwrap.ts'
import type { LogTarget, TextDraft } from './draft.ts'
import { readKubeletLines } from './kubelet.ts'

interface PieceAt {
  readonly source: string
  /** Whose logs a command before the piece asked for, where the piece itself says nothing. */
  readonly target: LogTarget | null
}

/** Adds a log that came out of its envelope. */
export function addPiece(draft: TextDraft, piece: Piece, { source, target }: PieceAt): void {
  const { lines } = piece
  if (lines.length === 0) return
  const named =
    piece.kind === 'log' ? { ...piece.place, workload: null, run: 'unknown' as const } : target
  readKubeletLines(lines, source, draft)
  draft.logs.push({ target: named, source, lines: [...lines], doubtful: false })
}
