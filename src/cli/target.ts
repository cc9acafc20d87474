/** `keel target`: the weights that a recipe gives, from a typed covariance or from price files, and their risk. */
import { basename } from 'node:path'
import { aligned } from '../domain/alignment.ts'
import { unalignedSentence } from '../domain/historyWords.ts'
import { type TargetQuestion, targetQuestionOf } from '../domain/targetQuestion.ts'
import { sentenceOf } from '../domain/words.ts'
import { readHistory } from '../files/priceHistory.ts'
import { type Estimated, resampledTarget, stepOf, targetOf } from '../lab/targetStudy.ts'
import { done, type Outcome, type ReadFile, refused, unusable } from './outcome.ts'
import { readBytes, readJson, type Read } from './reading.ts'

export interface TargetOptions {
  /** The question first, then price files. */
  readonly files: readonly string[]
}

export function targetFile({ files: [file = '', ...prices] }: TargetOptions, readFile: ReadFile): Outcome {
  const json = readJson(file, readFile)
  if (!json.ok) return json.outcome
  if (typeof json.value !== 'object' || json.value === null) return unusable(`${file} is not a question.`)
  const question = targetQuestionOf(json.value)
  if (!question.ok) {
    const problems = question.problems.map((each) => ({ ...each, sentence: sentenceOf(each) }))
    return refused(printed({ problems }))
  }
  if (prices.length === 0) return answered(question.value, question.value.classes, null)
  const returns = returnsIn(prices, readFile)
  if (!returns.ok) return returns.outcome
  return answered(question.value, returns.value.symbols, returns.value)
}

function answered(
  question: TargetQuestion,
  classes: readonly string[],
  estimated: Estimated | null,
): Outcome {
  const lost = unknownClasses(question, classes)
  if (lost.length > 0) return unusable(`there is no class called ${lost.join(', ')}.`)
  const built = targetOf(question, classes, estimated)
  if (built.kind !== 'built') return refused(printed(named(built, classes)))
  const step = stepOf(question, classes, built.weights)
  if (question.moving !== null && step === null)
    return unusable(
      'moving needs aversion and cost above zero, a discount from 0 to below 1 and no decay below zero.',
    )
  const resampled =
    estimated === null || question.resamples === 0
      ? {}
      : { resampled: named(resampledTarget(question, classes, estimated), classes) }
  return done(
    printed({
      evenkeelBuilt: 1,
      classes,
      ...named(built, classes),
      ...(step && { step: named(step, classes) }),
      ...resampled,
    }),
  )
}

/** Names that the question uses and that no class has. */
function unknownClasses({ limits, groups, recipe }: TargetQuestion, classes: readonly string[]): string[] {
  const base = recipe.kind === 'target-volatility' ? recipe.base : recipe
  const used = [
    ...Object.keys(limits),
    ...groups.flatMap((group) => group.classes),
    ...(recipe.kind === 'target-volatility' ? [recipe.remainder] : []),
    ...Object.keys('budgets' in base ? base.budgets : {}),
    ...Object.keys('benchmark' in base ? base.benchmark : {}),
  ]
  return [...new Set(used)].filter((name) => !classes.includes(name))
}

interface Returns extends Estimated {
  readonly symbols: readonly string[]
}

function returnsIn(paths: readonly string[], readFile: ReadFile): Read<Returns> {
  const read = []
  for (const path of paths) {
    const bytes = readBytes(path, readFile)
    if (!bytes.ok) return bytes
    read.push(readHistory({ name: basename(path), bytes: bytes.value }))
  }
  const alignment = aligned(read.flatMap((each) => (each.kind === 'history' ? each.series : [])))
  if (alignment.kind === 'refused')
    return { ok: false, outcome: refused('', unalignedSentence(alignment.because)) }
  const { symbols, days, returns, stepsPerYear } = alignment
  const sample = { rows: days.length, columns: symbols.length, values: returns }
  return { ok: true, value: { symbols, sample, stepsPerYear } }
}

type Rule = Extract<ReturnType<typeof targetOf>, { readonly kind: 'boxes-clash' }>['rules'][number]

/** Lists by class become objects, and rules name what they are of. */
function named(value: object, classes: readonly string[]): object {
  const byClass = (list: ArrayLike<unknown>): object =>
    Object.fromEntries(classes.map((name, i) => [name, list[i]]))
  return Object.fromEntries(
    Object.entries(value).map(([key, part]: [string, unknown]) => {
      if (key === 'rules') return [key, (part as readonly Rule[]).map((rule) => ruleNamed(rule, classes))]
      return [
        key,
        part instanceof Float64Array || Array.isArray(part) ? byClass(part as ArrayLike<unknown>) : part,
      ]
    }),
  )
}

/** Groups keep their place in the question. */
function ruleNamed(rule: Rule, classes: readonly string[]): object {
  return 'class' in rule ? { ...rule, class: classes[rule.class] } : rule
}

/** The last of twelve digits is where rounding begins to show. */
const digits = 12

function printed(value: unknown): string {
  const shortened = (_: string, part: unknown): unknown =>
    typeof part === 'number' && !Number.isInteger(part) ? Number(part.toPrecision(digits)) : part
  return `${JSON.stringify(value, shortened, 2)}\n`
}
