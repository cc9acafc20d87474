/** What the lab supposes: the market, the years, how often one looks and how many paths, with what is taken from the portfolio. */
import type { ReactElement } from 'react'
import { useStore } from 'zustand'
import { decimalOf, sumOf, textOf } from '../../domain/decimal.ts'
import type { Portfolio } from '../../domain/document.ts'
import { chooseLook, lookStore, looks } from '../estimate/looks.ts'
import { money, percentAsWritten, plain } from '../format.ts'
import { Button } from '../parts/Button.tsx'
import { DraftField } from '../parts/DraftField.tsx'
import { SelectField, type Option } from '../parts/Choice.tsx'
import { typedNumber, typedPercent } from '../typed.ts'
import { changeSettings, labStore, type GridBand, type LabSettings, type MarketKind } from './labSettings.ts'
import { apartWords, bandNames, marketHints, marketNames } from './labWords.ts'
import type { Apart } from './presentPolicy.ts'

const marketKinds = Object.keys(marketNames) as readonly MarketKind[]
const needPrices: ReadonlySet<MarketKind> = new Set(['bootstrap', 'history'])
const gridBands = Object.keys(bandNames) as readonly GridBand[]
const pathCounts = [250, 1000, 4000, 16_000] as const

const pathOptions: readonly Option<string>[] = pathCounts.map((many) => ({
  value: String(many),
  label: many.toLocaleString('en-US'),
}))

interface LabFormProps {
  readonly document: Portfolio
  /** What the triggers of the grid mean. */
  readonly band: GridBand
  /** What is supposed indeed: without prices of every class it cannot be a history. */
  readonly market: MarketKind
  readonly hasPrices: boolean
  readonly apart: readonly Apart[]
}

export function LabForm({ document, band, market, hasPrices, apart }: LabFormProps): ReactElement {
  const settings = useStore(labStore, (state) => state.settings)
  const look = useStore(lookStore, (state) => state.look)
  return (
    <section className="lab-form" aria-labelledby="lab-supposed">
      <h2 id="lab-supposed">Supposed</h2>
      <SelectField
        label="Market"
        value={market}
        options={marketKinds
          .filter((value) => hasPrices || !needPrices.has(value))
          .map((value) => ({ value, label: marketNames[value] }))}
        onChoose={(value) => changeSettings({ market: value })}
        hint={marketHints[market]}
      />
      <Length settings={settings} market={market} />
      <SelectField label="You look" value={look} options={looks} onChoose={chooseLook} />
      <FlowField document={document} flow={settings.flow} />
      <SelectField
        label="Triggers are"
        value={band}
        options={gridBands.map((value) => ({ value, label: bandNames[value] }))}
        onChoose={(value) => changeSettings({ band: value })}
      />
      <Chance settings={settings} market={market} />
      <From document={document} apart={apart} />
    </section>
  )
}

/** In the base currency, so that nobody has to divide. */
function FlowField({
  document,
  flow,
}: {
  readonly document: Portfolio
  readonly flow: string
}): ReactElement {
  const now = sumOf(document.accounts.map((account) => decimalOf(account.flow)))
  const often = now.times(12)
  return (
    <div className="stack-tight">
      <DraftField
        label="Invested (+) or raised (−) a year"
        number
        unit={document.baseCurrency}
        text={plain(flow)}
        parse={(draft) => typedNumber(draft)}
        onValue={(value) => changeSettings({ flow: value })}
        hint="In equal parts at every look, buying what is lowest or selling what is highest, without opposite trades."
      />
      {!now.isZero() && (
        <p className="field-hint">
          This plan’s flow is {money(now, document.baseCurrency)}:{' '}
          <Button small look="quiet" onClick={() => changeSettings({ flow: textOf(now) })}>
            once a year
          </Button>{' '}
          <Button small look="quiet" onClick={() => changeSettings({ flow: textOf(often) })}>
            every month
          </Button>
        </p>
      )}
    </div>
  )
}

const mostYears = '50'

interface LengthProps {
  readonly settings: LabSettings
  readonly market: MarketKind
}

function Length({ settings, market }: LengthProps): ReactElement {
  return (
    <div className="lab-pair">
      <DraftField
        label="Years"
        number
        disabled={market === 'history'}
        text={settings.years}
        parse={(draft) => typedNumber(draft, { least: '1', most: mostYears })}
        onValue={(years) => changeSettings({ years })}
      />
      <DraftField
        label="Return of all classes"
        number
        disabled={needPrices.has(market)}
        unit="%"
        text={percentAsWritten(settings.mean).replace(/\s?%$/u, '')}
        parse={(draft) => typedPercent(draft, { least: '-20', most: '30' })}
        onValue={(mean) => changeSettings({ mean })}
      />
      <p className="field-hint lab-wide">
        The same for every class: returns are known so badly that different guesses would decide the outcome.
      </p>
    </div>
  )
}

function Chance({ settings, market }: LengthProps): ReactElement {
  return (
    <div className="lab-pair">
      <SelectField
        label="Paths"
        disabled={market === 'history'}
        value={String(settings.paths)}
        options={pathOptions}
        onChoose={(text) => changeSettings({ paths: Number(text) })}
      />
      <DraftField
        label="Seed"
        number
        text={String(settings.seed)}
        parse={(draft) => typedSeed(draft)}
        onValue={(seed) => changeSettings({ seed })}
      />
      <p className="field-hint lab-wide">
        Every policy meets the same paths. The same seed gives the same figures on every machine.
      </p>
    </div>
  )
}

function typedSeed(
  draft: string,
): { readonly ok: true; readonly value: number } | { readonly ok: false; readonly problem: string } {
  const value = /^\d{1,9}$/u.test(draft.trim()) ? Number(draft) : null
  return value === null
    ? { ok: false, problem: 'Type a whole number of up to nine digits.' }
    : { ok: true, value }
}

/** Where everything else comes from, and what has no place in a simulation. */
function From({ document, apart }: Pick<LabFormProps, 'document' | 'apart'>): ReactElement {
  return (
    <div className="field-hint stack-tight">
      <p>
        Targets, bands, costs and aversion are your portfolio’s; volatilities and correlations are those of
        its <a href="#/targets">risk model</a>.
        {document.tax === null
          ? ' No tax, as the portfolio states none.'
          : ` Gains are taxed at ${percentAsWritten(document.tax.longRate)} when they are realised, from an average basis.`}
      </p>
      {apart.length > 0 && <p>Left out: {apart.map((each) => apartWords[each]).join('; ')}.</p>}
    </div>
  )
}
