import type { Trial } from './api.ts'
import css from './fixes.module.css'

const NAMES = { '+': 'added: ', '-': 'removed: ', ' ': '' } as const
const CLASSES = { '+': 'added', '-': 'removed', ' ': 'same' } as const

/** Lines of YAML with their signs; a sign is also a word for who hears the page. */
export function Diff({ lines }: { readonly lines: Trial['changes'][number]['diff'] }) {
  return (
    <pre className={css['diff']} tabIndex={0} aria-label="What changes">
      {lines.map(({ sign, text }, index) => (
        <span key={index} className={css[CLASSES[sign]]}>
          <span className="visually-hidden">{NAMES[sign]}</span>
          <span aria-hidden="true">{sign} </span>
          {text}
          {'\n'}
        </span>
      ))}
    </pre>
  )
}
