/** Targets built from risk: from which figures, by which builder, within which limits, and what that changes. */
import { useMemo, useState, type ReactElement } from 'react'
import { withBuiltTargets } from '../../../domain/builtTargets.ts'
import type { Portfolio } from '../../../domain/document.ts'
import { sentenceOfRefusedBuild } from '../../../domain/targetBuildWords.ts'
import type { BuildAnswer, BuildOutcome, BuildQuestion } from '../../../domain/targetBuild.ts'
import type { SpreadQuestion } from '../../../domain/targetSpread.ts'
import { alternativesCsvOf } from '../../../state/exports.ts'
import { edit } from '../../../state/portfolio.ts'
import { className } from '../../look/classColour.ts'
import { Button } from '../../parts/Button.tsx'
import { Dialog } from '../../parts/Dialog.tsx'
import { saveText } from '../../parts/download.ts'
import { Notice } from '../../parts/Notice.tsx'
import { offerUndo } from '../../shell/offers.ts'
import { percentOf } from '../../lab/history/figures.ts'
import { problemsNow } from '../../standing.ts'
import { Alternatives } from './Alternatives.tsx'
import { BuilderFields, GroupFields } from './BuilderFields.tsx'
import { formOf, settingsOf, type BuildForm } from './buildForm.ts'
import { Limits, NeededFigures } from './ClassFigures.tsx'
import { RiskSection } from './RiskSection.tsx'
import { CorrelationPicture } from './CorrelationPicture.tsx'
import { snapshotOf, type Estimates } from './estimates.ts'
import { SpreadLine } from './SpreadLine.tsx'
import { useSpread } from './useSpread.ts'
import { useBuild, type BuildView } from './useBuild.ts'
import { builderInSentence } from './builderWords.ts'
import './build.css'

interface BuildDialogProps {
  readonly document: Portfolio
  /** Several sets of targets instead of one. */
  readonly onSets: () => void
  readonly onClose: () => void
}

export function BuildDialog({ document, onSets, onClose }: BuildDialogProps): ReactElement {
  const [form, setForm] = useState(() => formOf(document))
  const [estimates, setEstimates] = useState<Estimates | null>(null)
  const isSound = !problemsNow(document).some(({ path }) => /^targets(?:\/|$)/u.test(path))
  const question = useQuestion(document, form, isSound ? estimates : null)
  const view = useBuild(question)
  const fields = { document, form, onForm: setForm }
  const found = view.finding.kind === 'found' ? view.finding : null
  const outcome = found?.answer.outcome ?? null
  const isReady = view.isFresh && outcome?.kind === 'built' && estimates !== null && found !== null
  const use = (): void => {
    if (!isReady || outcome.kind !== 'built') return
    const by = {
      settings: found.of.settings,
      estimates: snapshotOf(estimates),
      classes: found.answer.classes,
      built: outcome.built,
    }
    edit('Targets from risk', (now) => withBuiltTargets(now, by))
    offerUndo(`The targets were built by ${builderInSentence(form.kind)}.`)
    onClose()
  }
  const actions = (
    <>
      <Button look="quiet" className="risk-open" onClick={onSets}>
        Risk on, risk off…
      </Button>
      <Button onClick={onClose}>Cancel</Button>
      <Button look="main" disabled={!isReady} onClick={use}>
        Use these targets
      </Button>
    </>
  )
  return (
    <Dialog
      title={document.recipe ? 'Rebuild targets from risk' : 'Build targets from risk'}
      size="wide"
      onClose={onClose}
      actions={actions}
    >
      {!isSound && (
        <Notice look="bad">
          The targets do not sum to 100 % yet. Bring them there first; they are compared with.
        </Notice>
      )}
      <div className="build">
        <RiskSection {...fields} onEstimates={setEstimates} />
        <section className="build-part" aria-labelledby="build-how">
          <h3 id="build-how">How</h3>
          <BuilderFields {...fields} />
          <NeededFigures {...fields} />
          <GroupFields {...fields} />
          <Limits {...fields} />
        </section>
        {estimates !== null && <KnownRisk document={document} estimates={estimates} />}
        <Result document={document} view={view} estimates={estimates} />
      </div>
    </Dialog>
  )
}

interface KnownRiskProps {
  readonly document: Portfolio
  readonly estimates: Estimates
}

function KnownRisk({ document, estimates }: KnownRiskProps): ReactElement {
  const { figures, errors, origin } = estimates
  return (
    <section className="build-part build-wide" aria-labelledby="build-known">
      <h3 id="build-known">Volatilities and correlations</h3>
      <CorrelationPicture document={document} figures={figures} errors={errors} />
      {errors !== null && (
        <p className="field-hint prose">
          ± is one standard error
          {origin.kind === 'histories' && origin.estimate.errors === null && ' of the plain sample'}.
        </p>
      )}
    </section>
  )
}

/** The same object while it asks the same. */
function useQuestion(
  document: Portfolio,
  form: BuildForm,
  estimates: Estimates | null,
): BuildQuestion | null {
  const text = JSON.stringify(settingsOf(document, form))
  return useMemo(
    () =>
      estimates === null
        ? null
        : {
            document,
            settings: JSON.parse(text) as BuildQuestion['settings'],
            estimates: estimates.figures,
          },
    [document, text, estimates],
  )
}

interface ResultProps {
  readonly document: Portfolio
  readonly view: BuildView
  readonly estimates: Estimates | null
}

function Result({ document, view, estimates }: ResultProps): ReactElement {
  const { finding, isFresh } = view
  return (
    <section
      className={isFresh ? 'build-part build-wide' : 'build-part build-wide build-stale'}
      aria-labelledby="build-result"
      aria-busy={!isFresh}
    >
      <h3 id="build-result">What that gives</h3>
      {finding.kind === 'none' && <p className="soft">Say first where the risk is known from.</p>}
      {finding.kind === 'failed' && <Notice look="bad">This could not be built: {finding.reason}</Notice>}
      {finding.kind === 'found' && (
        <Found document={document} answer={finding.answer} question={finding.of} estimates={estimates} />
      )}
    </section>
  )
}

interface FoundProps {
  readonly document: Portfolio
  readonly answer: BuildAnswer
  readonly question: BuildQuestion
  readonly estimates: Estimates | null
}

function Found({ document, answer, question, estimates }: FoundProps): ReactElement {
  const { outcome } = answer
  const built = outcome.kind === 'built' ? outcome.built : null
  const asking = useMemo(
    () => (built === null ? null : spreadQuestionOf(question, estimates)),
    [built, question, estimates],
  )
  const spread = useSpread(asking)
  return (
    <>
      <p className="prose" role="status">
        {outcome.kind === 'built'
          ? builtWords(outcome, question)
          : sentenceOfRefusedBuild(outcome, (name) => className(document, name))}
        {answer.isRepaired &&
          ' The correlations contradicted each other; the nearest that do not were taken.'}
      </p>
      <Alternatives document={document} answer={answer} built={built} spread={spread.answer} />
      <div className="build-progress">
        {built !== null && (
          <Button
            small
            icon="save"
            onClick={() =>
              saveText('targets.csv', alternativesCsvOf(answer, built, spread.answer), 'text/csv')
            }
          >
            CSV
          </Button>
        )}
      </div>
      {asking !== null && <SpreadLine document={document} view={spread} />}
    </>
  )
}

/** Draws need the returns of every class but cash; typed figures have none. */
function spreadQuestionOf(build: BuildQuestion, estimates: Estimates | null): SpreadQuestion | null {
  if (estimates?.origin.kind !== 'histories') return null
  const { study, estimate } = estimates.origin
  if (build.estimates.classes.some((name) => !study.classes.includes(name))) return null
  const { classes, prices, stepsPerYear } = study
  return { build, estimator: estimate.estimator, classes, prices, stepsPerYear }
}

function builtWords(outcome: Extract<BuildOutcome, { kind: 'built' }>, { settings }: BuildQuestion): string {
  const { built, exposure } = outcome
  const trade =
    built.turnover === null
      ? ''
      : ` To get there ${percentOf(built.turnover)} of the portfolio is traded, one way.`
  if (exposure === null) return `Volatility ${percentOf(built.volatility)} a year.${trade}`
  const share = `${percentOf(exposure.share)} outside the remainder`
  const own = settings.builder.kind === 'target-volatility' ? settings.builder.hysteresis : '0'
  if (exposure.isHeld)
    return `Stays put: at ${share} the volatility is ${percentOf(built.volatility)}, within ${percentOf(Number(own), 0)} of its target.${trade}`
  return exposure.isLimited
    ? `Limits keep the volatility at ${percentOf(built.volatility)}, with ${share}.${trade}`
    : `Volatility ${percentOf(built.volatility)} a year, with ${share}.${trade}`
}
