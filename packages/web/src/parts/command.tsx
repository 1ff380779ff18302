import { CopyButton } from './copy-button.tsx'
import css from './parts.module.css'

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
