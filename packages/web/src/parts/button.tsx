import type { ButtonHTMLAttributes } from 'react'
import css from './parts.module.css'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly quiet?: boolean
}

export function Button({ quiet = false, className, ...rest }: ButtonProps) {
  const classes = [css['button'], quiet ? css['quiet'] : '', className ?? ''].join(' ').trim()
  return <button type="button" className={classes} {...rest} />
}
