/** The laws over the first half of two thousand random documents; the other half runs beside it on another core. */
import { keepLaws } from './keep.ts'

keepLaws(0, 1_000)
