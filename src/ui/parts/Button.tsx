/** Buttons: a word, or an icon that carries its word as a label and a tip. */
import type { ComponentProps, ReactElement } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import { Tip } from './Tip.tsx'

type Native = Omit<ComponentProps<'button'>, 'type'>

interface ButtonProps extends Native {
  /** main: the one thing a view is for; quiet: no rule around; bad: removes something. */
  readonly look?: 'main' | 'quiet' | 'bad'
  readonly small?: boolean
  readonly icon?: IconName
}

export function Button({
  look,
  small = false,
  icon,
  className,
  children,
  ...rest
}: ButtonProps): ReactElement {
  const classes = ['button', look && `button-${look}`, small && 'button-small', className]
  return (
    <button type="button" className={classes.filter(Boolean).join(' ')} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<Native, 'children' | 'title'> {
  readonly icon: IconName
  /** What it does, read aloud and shown on hover and focus. */
  readonly label: string
  /** More than the label for the tip, such as the keys. */
  readonly hint?: string
  readonly small?: boolean
}

export function IconButton({
  icon,
  label,
  hint,
  small = false,
  className,
  ...rest
}: IconButtonProps): ReactElement {
  const classes = ['button', 'button-icon', small && 'button-small', className].filter(Boolean).join(' ')
  return (
    <Tip text={hint ?? label}>
      <button type="button" aria-label={label} className={classes} {...rest}>
        <Icon name={icon} />
      </button>
    </Tip>
  )
}
