/** What a plan rests on, in words: rules, prices and their age, costs, taxes, risk. */
import { bandWords } from '../../../domain/bandWords.ts'
import type { Portfolio, TriggerKind } from '../../../domain/document.ts'
import { count, money, percentAsWritten } from '../../format.ts'
import { destinationWords } from '../destinationWords.ts'
import type { ReportFact } from './reportParts.ts'

/** One fact for each group of settings that has a say in the plan. */
export function assumptionsOf(document: Portfolio): readonly ReportFact[] {
  return [
    {
      name: 'Plans',
      text: `${triggerWords(document)}. Goes ${destinationWords(document.policy.destination)}.`,
    },
    { name: 'Bands', text: bandsText(document) },
    ...limits(document),
    { name: 'Prices', text: pricesText(document) },
    { name: 'Costs', text: costsText(document) },
    ...taxFacts(document),
    ...riskFacts(document),
  ]
}

const triggerText: { readonly [K in TriggerKind['kind']]: (trigger: TriggerKind) => string } = {
  band: () => 'when a class leaves its band',
  calendar: () => 'when the calendar is due',
  'tracking-error': (each) => `when the tracking error exceeds ${capOf(each)}`,
  drift: (each) => `when the total drift exceeds ${capOf(each)}`,
  always: () => 'at every look',
  never: () => 'never by itself',
}

function capOf(trigger: TriggerKind): string {
  return 'cap' in trigger ? percentAsWritten(trigger.cap) : ''
}

function triggerWords({ policy: { trigger } }: Portfolio): string {
  const isAny = 'any' in trigger
  const parts = (isAny ? trigger.any : trigger.all).map((each) => triggerText[each.kind](each))
  const words = parts.join(isAny ? ' or ' : ' and ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function bandsText({ policy, targets }: Portfolio): string {
  const own = targets.filter(({ band }) => band !== null).length
  const some =
    own === 0
      ? ''
      : `; ${count(own, 'class has', 'classes have')} a band of ${own === 1 ? 'its' : 'their'} own`
  const words = bandWords(policy.band)
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}${some}.`
}

function limits({ policy, accounts, baseCurrency }: Portfolio): readonly ReportFact[] {
  const words = [
    policy.sides === 'both' ? '' : `only ${policy.sides === 'buy' ? 'purchases' : 'sales'}`,
    policy.scope === 'all' ? '' : 'only classes outside their bands',
    policy.turnoverCap === null ? '' : `turnover at most ${percentAsWritten(policy.turnoverCap)}`,
    policy.maxTrades === null ? '' : `at most ${count(policy.maxTrades, 'order')}`,
    ...accounts
      .filter(({ flow }) => /[1-9]/.test(flow))
      .map(({ name, id, flow }) =>
        flow.startsWith('-')
          ? `${money(flow.slice(1), baseCurrency)} raised from ${name || id}`
          : `${money(flow, baseCurrency)} invested in ${name || id}`,
      ),
  ].filter((each) => each !== '')
  return words.length === 0 ? [] : [{ name: 'Limits and flows', text: `${words.join('; ')}.` }]
}

function pricesText({ asOf, instruments }: Portfolio): string {
  const days = instruments.flatMap(({ priceAsOf, exclude }) =>
    priceAsOf === null || exclude ? [] : [priceAsOf],
  )
  const oldest = days.toSorted()[0]
  const unknown = instruments.length - days.length
  const dated = oldest === undefined ? 'Of no stated day' : `Of ${asOf}, the oldest of ${oldest}`
  return `${dated}${oldest !== undefined && unknown > 0 ? `; ${unknown} of no stated day` : ''}.`
}

function costsText({ instruments }: Portfolio): string {
  const isDear = ({ cost }: Portfolio['instruments'][number]): boolean =>
    [cost.fixed, cost.perUnit, cost.rate, cost.min, cost.halfSpread, cost.gas].some((text) =>
      /[1-9]/.test(text),
    )
  const dear = instruments.filter(isDear).length
  if (dear === 0) return 'None are stated, so none are counted.'
  return `Stated for ${dear} of ${count(instruments.length, 'instrument')}; the others cost nothing.`
}

function taxFacts({ tax }: Portfolio): readonly ReportFact[] {
  if (tax === null) return [{ name: 'Tax', text: 'Not counted.' }]
  const budget = tax.gainsBudget === null ? '' : ` Gains are limited to ${tax.gainsBudget}.`
  const text = `${percentAsWritten(tax.shortRate)} on short-term gains, ${percentAsWritten(tax.longRate)} on long-term gains; lots by ${tax.lotMethod}.${budget}`
  return [{ name: 'Tax', text }]
}

function riskFacts({ risk }: Portfolio): readonly ReportFact[] {
  if (risk === null) return []
  const text = `Volatilities and correlations of ${count(risk.classes.length, 'class', 'classes')} are stated; aversion ${risk.aversion}.`
  return [{ name: 'Risk', text }]
}
