/** The laws over the first half of two thousand random households with taxes; the other half runs on another core. */
import { keepTaxLaws } from './keepTax.ts'

keepTaxLaws(0, 1_000)
