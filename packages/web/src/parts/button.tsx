import type { ButtonHTMLAttributes } from 'react'
import css from './parts.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** Without a border, for what stands beside others. */
  readonly quiet?: boolean
}

/** A button that never submits a form by accident. */
export function Button({ quiet = false, className, ...rest }: ButtonProps) {
  const classes = [css['button'], quiet ? css['quiet'] : '', className ?? ''].join(' ').trim()
  return <button type="button" className={classes} {...rest} />
}
