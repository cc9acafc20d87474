/** What every family of weights sums to, always in sight, and what can be done when it is not 100 %. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { decimalOf, one, sumOf, type Decimal } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { cashClass } from '../../domain/target.ts'
import { normalised, scaledUp } from '../../domain/normalise.ts'
import { percentAsWritten } from '../format.ts'
import { className } from '../look/classColour.ts'
import { Button } from '../parts/Button.tsx'
import { Icon } from '../parts/Icon.tsx'
import { familyOf } from './edits.ts'
import { lockStore } from './locks.ts'
import { normalise, restToCash, scaleUp, sharesOf } from './targetActions.ts'

export function Families({ document }: { readonly document: Portfolio }): ReactElement {
  const parents = new Set(document.targets.map((target) => target.parent))
  const inner = document.targets.filter((target) => parents.has(target.class)).map((target) => target.class)
  return (
    <ul className="families plain" aria-label="Sums of weights">
      {[null, ...inner].map((parent) => (
        <Family key={parent ?? ''} document={document} parent={parent} />
      ))}
    </ul>
  )
}

function Family({
  document,
  parent,
}: {
  readonly document: Portfolio
  readonly parent: string | null
}): ReactElement {
  const sum = sumOf(familyOf(document, parent).map((target) => decimalOf(target.weight)))
  const name = parent === null ? 'Whole' : className(document, parent)
  const off = one.minus(sum)
  return (
    <li className={off.isZero() ? 'family' : 'family family-off'}>
      <span className="family-name">{name}</span>
      <output className="family-sum">
        {off.isZero() ? (
          <>
            <Icon name="check" /> 100 %
          </>
        ) : (
          remainderWords(off)
        )}
      </output>
      {!off.isZero() && <Remedies document={document} parent={parent} off={off} name={name} />}
    </li>
  )
}

/** "5 % left to 100 %" or "10 % over 100 %". */
function remainderWords(off: Decimal): string {
  return off.isNegative()
    ? `${percentAsWritten(off.abs())} over 100 %`
    : `${percentAsWritten(off)} left to 100 %`
}

interface RemediesProps {
  readonly document: Portfolio
  readonly parent: string | null
  readonly off: Decimal
  readonly name: string
}

function Remedies({ document, parent, off, name }: RemediesProps): ReactElement {
  const locked = useStore(lockStore, (state) => state.classes)
  const shares = sharesOf(document, parent, locked)
  const cashLocked = locked.has(cashClass)
  return (
    <span className="family-remedies">
      <Button
        small
        aria-label={`Normalise ${name}`}
        disabled={normalised(shares) === null}
        title="The nearest weights that sum to 100 %: each free weight changes by the same"
        onClick={() => normalise(parent, locked)}
      >
        Normalise
      </Button>
      {!off.isNegative() && (
        <Button
          small
          aria-label={`Scale ${name} up`}
          disabled={scaledUp(shares) === null}
          title="Free weights keep their proportions"
          onClick={() => scaleUp(parent, locked)}
        >
          Scale up
        </Button>
      )}
      {!off.isNegative() && parent === null && (
        <Button small disabled={cashLocked} onClick={restToCash}>
          Rest to cash
        </Button>
      )}
    </span>
  )
}
