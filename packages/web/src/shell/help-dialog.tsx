import { boundKeys } from '../keys/keys.ts'
import { Dialog } from '../parts/dialog.tsx'
import css from './shell.module.css'

/** All keys that do something on this page. */
export function HelpDialog({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
      <div className={css['keys']}>
        {boundKeys().map(({ keys, label }) => (
          <div key={keys}>
            <span>{label}</span>
            <kbd>{keys}</kbd>
          </div>
        ))}
      </div>
    </Dialog>
  )
}
