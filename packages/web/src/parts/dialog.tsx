import { useEffect, useRef, type ReactNode } from 'react'
import { Button } from './button.tsx'
import css from './parts.module.css'

export interface DialogProps {
  readonly title: string
  /** Called for the button, Escape and a click beside it. */
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus inside, on its first field, and gives it back. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const ref = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = ref.current
    dialog?.showModal()
    // The browser would choose the first control, which is the one that closes it.
    dialog?.querySelector<HTMLElement>('input, textarea, select')?.focus()
    return () => dialog?.close()
  }, [])
  return (
    <dialog
      ref={ref}
      className={css['dialog']}
      aria-label={title}
      onCancel={onClose}
      onClick={(event) => {
        if (event.target === ref.current) onClose()
      }}
    >
      <div className={css['dialogHead']}>
        <h2>{title}</h2>
        <Button quiet onClick={onClose}>
          Close
        </Button>
      </div>
      <div className={css['dialogBody']}>{children}</div>
    </dialog>
  )
}
