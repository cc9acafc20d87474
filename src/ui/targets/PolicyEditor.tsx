/** The policy: when to trade, how wide the bands are, how far to go, and what limits the orders. */
import { lazy, Suspense, type ReactElement, type ReactNode } from 'react'
import { bandWords } from '../../domain/bandWords.ts'
import { decimalOf } from '../../domain/decimal.ts'
import type { Policy, Portfolio } from '../../domain/document.ts'
import { edit } from '../../state/portfolio.ts'
import { PolicyEstimate } from '../estimate/PolicyEstimate.tsx'
import { Button } from '../parts/Button.tsx'
import { Check, Segments } from '../parts/Choice.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { typedDay, typedNumber, typedPercent, type Typed } from '../typed.ts'
import { BandFields } from './BandFields.tsx'
import { DestinationFields } from './DestinationFields.tsx'
import { durationWords, typedDuration } from './durations.ts'
import { percentToEdit } from './targetActions.ts'
import { TriggerFields } from './TriggerFields.tsx'
import { optimalDestination, trackingErrorTrigger, useRisk } from './useRisk.ts'

const RiskDialog = lazy(async () => ({ default: (await import('../risk/RiskDialog.tsx')).RiskDialog }))

type Write = (name: string, change: Partial<Policy>, gesture?: string) => void

/** Changes the policy as a named step; one stay in a field is one step. */
const write: Write = (name, change, gesture) => {
  const options = gesture === undefined ? {} : { merge: gesture }
  edit(name, (now) => ({ ...now, policy: { ...now.policy, ...change } }), options)
}

export function PolicyEditor({ document }: { readonly document: Portfolio }): ReactElement {
  const { policy } = document
  const risk = useRisk(document)
  return (
    <section className="policy" aria-labelledby="policy-heading">
      <div className="spread">
        <h2 id="policy-heading">Policy</h2>
        <Button look="quiet" onClick={risk.look}>
          Risk…
        </Button>
      </div>
      <div className="policy-parts">
        <Part title="When">
          <TriggerFields
            trigger={policy.trigger}
            onTrigger={(trigger, gesture) => write('Trigger', { trigger }, gesture)}
            onTrackingError={() => risk.need(trackingErrorTrigger)}
          />
          <Rest policy={policy} />
        </Part>
        <Part title="How wide">
          <BandFields
            band={policy.band}
            path="policy/band"
            onBand={(band, gesture) => write('Policy band', { band }, gesture)}
          />
          <p className="field-hint">Every class without a band of its own: {bandWords(policy.band)}.</p>
          <PolicyEstimate document={document} onRisk={risk.look} />
        </Part>
        <Part title="How far">
          <DestinationFields
            document={document}
            onDestination={(destination, gesture) => {
              if (destination === 'optimal') risk.need(optimalDestination)
              else write('Destination', { destination }, gesture)
            }}
            onRisk={risk.look}
          />
          <Scope policy={policy} />
        </Part>
        <Part title="Orders">
          <Limits policy={policy} />
        </Part>
      </div>
      {risk.opened !== null && (
        <Suspense fallback={null}>
          <RiskDialog
            document={document}
            onClose={risk.close}
            reason={risk.opened === 'look' ? undefined : risk.opened.reason}
          />
        </Suspense>
      )}
    </section>
  )
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="policy-part" aria-label={title}>
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function Rest({ policy }: { readonly policy: Policy }): ReactElement {
  return (
    <div className="pair">
      <div data-path="policy/cooldown">
        <DraftField
          label="Rest after a trade"
          text={policy.cooldown === null ? '' : durationWords(policy.cooldown)}
          placeholder="none"
          hint="No trigger fires while it lasts. Flows are planned all the same."
          parse={typedDuration}
          onValue={(cooldown, gesture) => write('Cooldown', { cooldown }, gesture)}
        />
      </div>
      <div data-path="policy/lastTraded">
        <DraftField
          label="Last traded"
          text={policy.lastTraded ?? ''}
          placeholder="never"
          parse={typedDay}
          onValue={(lastTraded, gesture) => write('Last traded', { lastTraded }, gesture)}
        />
      </div>
    </div>
  )
}

const scopes = [
  { value: 'all', label: 'All classes' },
  { value: 'breached', label: 'Only those outside' },
] as const

const sides = [
  { value: 'both', label: 'Both' },
  { value: 'buy', label: 'Buy only' },
  { value: 'sell', label: 'Sell only' },
] as const

function Scope({ policy }: { readonly policy: Policy }): ReactElement {
  return (
    <>
      <div data-path="policy/scope">
        <Segments
          label="Once due, bring closer"
          value={policy.scope}
          options={scopes}
          disabled={policy.destination === 'optimal' && policy.scope === 'all'}
          hint={scopeHint(policy)}
          onChoose={(scope) => write('Scope', { scope })}
        />
      </div>
      <div data-path="policy/sides">
        <Segments
          label="Orders may"
          value={policy.sides}
          options={sides}
          hint={sideHints[policy.sides]}
          onChoose={(chosen) => write('Sides', { sides: chosen })}
        />
      </div>
    </>
  )
}

function scopeHint({ destination, scope }: Policy): string {
  if (destination === 'optimal') return 'Optimal weighs all classes together.'
  return scope === 'all'
    ? 'Every class goes to its destination.'
    : 'Classes inside their bands must only stay inside.'
}

const sideHints: Readonly<Record<Policy['sides'], string>> = {
  both: 'Sells pay for buys.',
  buy: 'Only cash is invested; nothing is sold.',
  sell: 'Only cash is raised; nothing is bought.',
}

/** Nothing typed means no limit. */
function optional<T>(parse: (draft: string) => Typed<T>): (draft: string) => Typed<T | null> {
  return (draft) => (draft.trim() === '' ? { ok: true, value: null } : parse(draft))
}

function wholeNumber(draft: string): Typed<number> {
  const number = typedNumber(draft, { least: '0', most: '100000' })
  if (!number.ok) return number
  const value = Number(number.value)
  return Number.isInteger(value) ? { ok: true, value } : { ok: false, problem: 'Type a whole number.' }
}

const optionalCount = optional<number>(wholeNumber)
const optionalShare = optional<string>((draft) => typedPercent(draft))

function Limits({ policy }: { readonly policy: Policy }): ReactElement {
  return (
    <>
      <div className="pair">
        <div data-path="policy/maxTrades">
          <DraftField
            label="At most"
            unit="trades"
            number
            placeholder="no limit"
            text={policy.maxTrades === null ? '' : String(policy.maxTrades)}
            parse={optionalCount}
            onValue={(maxTrades, gesture) => write('Most trades', { maxTrades }, gesture)}
          />
        </div>
        <div data-path="policy/turnoverCap">
          <DraftField
            label="Turnover cap"
            unit="%"
            number
            placeholder="no limit"
            text={policy.turnoverCap === null ? '' : percentToEdit(decimalOf(policy.turnoverCap))}
            parse={optionalShare}
            onValue={(turnoverCap, gesture) => write('Turnover cap', { turnoverCap }, gesture)}
          />
        </div>
      </div>
      <div data-path="policy/resolution">
        <DraftField
          label="Resolution"
          unit="points"
          number
          text={percentToEdit(decimalOf(policy.resolution))}
          hint="Plans whose distances from the aims differ by less than this count as equal, and the cheaper one is taken."
          parse={positivePercent}
          onValue={(resolution, gesture) => write('Resolution', { resolution }, gesture)}
        />
      </div>
      <div data-path="policy/sellsFirst">
        <Check
          label="Sell before buying"
          checked={policy.sellsFirst}
          hint={
            policy.sellsFirst
              ? 'No account’s cash falls below its reserve on the way.'
              : 'All orders at once; only the final cash is checked.'
          }
          onChoose={(sellsFirst) => write('Sell before buying', { sellsFirst })}
        />
      </div>
    </>
  )
}

const positivePercent = (draft: string): Typed<string> => typedPercent(draft, { positive: true, most: '100' })
