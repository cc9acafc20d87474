/** The ziggurat: the normal density in layers of equal area, so that most words of chance are a normal number after one comparison. */
import { exp, log } from '../risk/elementary.ts'

/** Layers of the ziggurat: 8 bits of a word choose one, the other 24 are the place in it. */
export const layers = 256
/** Where the lowest layer's tail begins, and the area of each layer (Marsaglia and Tsang 2000, for 256 layers). */
export const tailStart = 3.6541528853610088
const layerArea = 0.00492867323399
const half = 2 ** 23

/** Widths of the layers, and the density at their edges. */
export const edges = new Float64Array(layers + 1)
export const heights = new Float64Array(layers + 1)
/** A place within the layer above lies under the curve for certain. */
export const sure = new Int32Array(layers)
export const widths = new Float64Array(layers)
layOut()

function layOut(): void {
  edges[0] = layerArea / exp((-tailStart * tailStart) / 2)
  edges[1] = tailStart
  for (let at = 1; at < layers; at += 1) {
    const edge = edges[at] as number
    heights[at] = exp((-edge * edge) / 2)
    const above = layerArea / edge + (heights[at] as number)
    edges[at + 1] = at + 1 === layers ? 0 : Math.sqrt(-2 * log(above))
  }
  heights[layers] = 1
  for (let at = 0; at < layers; at += 1) {
    sure[at] = Math.floor(((edges[at + 1] as number) / (edges[at] as number)) * half)
    widths[at] = (edges[at] as number) / half
  }
}
