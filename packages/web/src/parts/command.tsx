import { CopyButton } from './copy-button.tsx'
import css from './parts.module.css'

/** A command as it is to be typed, with a button that copies it. */
export function CommandBlock({ command }: { readonly command: string }) {
  return (
    <div className={css['command']}>
      <pre>
        <code>{command}</code>
      </pre>
      <CopyButton text={command} what="the command" />
    </div>
  )
}
