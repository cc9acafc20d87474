/** What a sample of returns says about risk: volatilities and correlations by three estimators, with their sampling errors. */
import { exponentialCovariance, exponentialWeights, halfLifeOf } from '../risk/exponential.ts'
import { nearestCorrelation } from '../risk/repair.ts'
import { centred, correlationOf, covarianceOf, meansOf, type Sample, volatilitiesOf } from '../risk/sample.ts'
import { samplingErrors, type SamplingErrors } from '../risk/samplingError.ts'
import { shrunkToConstantCorrelation, shrunkToIdentity } from '../risk/shrinkage.ts'

/** Volatilities a year; correlations row after row. */
export interface Estimate {
  readonly volatility: Float64Array
  readonly correlation: Float64Array
}

/** Of as many rows as columns or fewer, estimates are singular, and rounding may make them contradict themselves. */
export interface Repairable extends Estimate {
  readonly errors: SamplingErrors
  /** The correlation's lowest eigenvalue before it was repaired. */
  readonly lowestEigenvalue: number
}

export interface Estimates {
  /** Arithmetic, a year, and one standard error: volatility / sqrt(years). */
  readonly mean: Float64Array
  readonly meanError: Float64Array
  readonly sample: Repairable
  readonly exponential: Repairable & {
    readonly lambda: number
    /** In steps. */
    readonly halfLife: number
  }
  readonly toIdentity: Estimate & { readonly intensity: number }
  readonly toConstantCorrelation: Estimate & { readonly intensity: number; readonly meanCorrelation: number }
}

/** RiskMetrics' choice for daily returns. */
export const usualLambda = 0.94

/** Needs two rows. Returns are taken as independent over time, so that variances grow with it. */
export function estimatesOf(sample: Sample, stepsPerYear: number, lambda: number = usualLambda): Estimates {
  const { rows, columns } = sample
  const root = Math.sqrt(stepsPerYear)
  const estimate = (covariance: Float64Array): Estimate => ({
    volatility: volatilitiesOf(covariance, columns).map((volatility) => volatility * root),
    correlation: correlationOf(covariance, columns),
  })
  const repaired = (covariance: Float64Array, errors: SamplingErrors): Repairable => {
    const { volatility, correlation } = estimate(covariance)
    const repair = nearestCorrelation(correlation, columns)
    return {
      volatility,
      correlation: repair.correlation,
      errors: { ...errors, volatility: errors.volatility.map((error) => error * root) },
      lowestEigenvalue: repair.lowest,
    }
  }
  const plain = repaired(covarianceOf(sample), samplingErrors(centred(sample)))
  const identity = shrunkToIdentity(sample)
  const constant = shrunkToConstantCorrelation(sample)
  return {
    mean: meansOf(sample).map((mean) => mean * stepsPerYear),
    meanError: plain.volatility.map((volatility) => volatility / Math.sqrt(rows / stepsPerYear)),
    sample: plain,
    exponential: {
      ...repaired(
        exponentialCovariance(sample, lambda),
        samplingErrors(sample, exponentialWeights(rows, lambda)),
      ),
      lambda,
      halfLife: halfLifeOf(lambda),
    },
    toIdentity: { ...estimate(identity.covariance), intensity: identity.intensity },
    toConstantCorrelation: {
      ...estimate(constant.covariance),
      intensity: constant.intensity,
      meanCorrelation: constant.meanCorrelation,
    },
  }
}
