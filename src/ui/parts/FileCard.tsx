/** One file that a person brought: its name, what it is in a few words, how to leave it out, and what is said of it. */
import type { ReactElement, ReactNode } from 'react'
import { IconButton } from './Button.tsx'

interface FileCardProps {
  readonly name: string
  /** What it holds. */
  readonly said: string
  readonly onRemove: () => void
  readonly children: ReactNode
}

export function FileCard({ name, said, onRemove, children }: FileCardProps): ReactElement {
  return (
    <section className="file" aria-label={name}>
      <div className="file-head">
        <h3>{name}</h3>
        <p className="soft">{said}</p>
        <IconButton small icon="close" label={`Leave out ${name}`} onClick={onRemove} />
      </div>
      {children}
    </section>
  )
}

interface FirstFewProps<T> {
  readonly items: readonly T[]
  /** Of a damaged file there are thousands. */
  readonly most: number
  readonly className: string
  readonly keyOf: (item: T) => string
  readonly render: (item: T) => ReactNode
  /** "And 12 more." */
  readonly rest?: (many: string) => string
}

/** A list of the first few in sight, and how many more there are. */
export function FirstFew<T>(props: FirstFewProps<T>): ReactElement {
  const { items, most, className, keyOf, render, rest = (many) => `And ${many} more.` } = props
  return (
    <ul className={className}>
      {items.slice(0, most).map((item) => (
        <li key={keyOf(item)}>{render(item)}</li>
      ))}
      {items.length > most && <li>{rest((items.length - most).toLocaleString('en-US'))}</li>}
    </ul>
  )
}
