/** Keeps the rooms that compute free of clocks, dice, places and arithmetic that differs between machines. */
import type { Node, Source } from './source.ts'
import { isNode } from './source.ts'
import { roomOf } from './walls.ts'

const pureRooms = new Set(['domain', 'solver', 'risk', 'engine', 'lab'])

/** Of Math, what every machine computes to the last bit alike: IEEE 754 settles these, and no others. */
const sameEverywhere = new Set(
  'abs min max floor ceil trunc round sign sqrt imul clz32 fround E LN10 LN2 LOG10E LOG2E PI SQRT1_2 SQRT2'.split(
    ' ',
  ),
)

const clocks = new Set(['performance', 'Temporal'])
const places =
  /^(?:toLocale\w*|localeCompare|[gs]et(?:FullYear|Month|Date|Day|Hours|Minutes|TimezoneOffset))$/u

const nameOf = (value: unknown): string | null =>
  isNode(value) && value.type === 'Identifier' && typeof value['name'] === 'string' ? value['name'] : null

/** A name that stands for itself, not a key or a member of something else. */
function isFree(node: Node, parent: Node | null): boolean {
  if (parent === null) return true
  const isMember =
    parent.type === 'MemberExpression' && parent['property'] === node && parent['computed'] !== true
  const isKey = /Property|Signature|Method/u.test(parent.type) && parent['key'] === node
  return !isMember && !(isKey && parent['shorthand'] !== true) && !parent.type.startsWith('TSQualified')
}

function memberFault(node: Node): string | null {
  const object = nameOf(node['object'])
  const property = nameOf(node['property']) ?? 'computed'
  if (object === 'Date' && property === 'now') return 'asks the clock (Date.now)'
  if (object === 'Math' && property === 'random') return 'rolls dice (Math.random)'
  if (object === 'Math' && (node['computed'] === true || !sameEverywhere.has(property)))
    return `uses Math.${property}, which machines compute differently`
  return places.test(property) ? `depends on the place it runs in (${property})` : null
}

function freeNameFault(node: Node, parent: Node | null): string | null {
  const name = nameOf(node) ?? ''
  if (!isFree(node, parent)) return null
  if (clocks.has(name)) return `asks the clock (${name})`
  if (name === 'crypto') return 'rolls dice (crypto)'
  if (name === 'Intl') return 'depends on the place it runs in (Intl)'
  const isObject = parent?.type === 'MemberExpression' && parent['object'] === node
  return name === 'Math' && !isObject ? 'takes Math apart, so that its use cannot be checked' : null
}

function dateFault(node: Node): string | null {
  const isNow =
    node.type === 'CallExpression' || (Array.isArray(node['arguments']) && node['arguments'].length === 0)
  return nameOf(node['callee']) === 'Date' && isNow ? 'asks the clock (Date)' : null
}

const isWhole = (value: unknown): boolean =>
  isNode(value) &&
  value.type === 'Literal' &&
  (Number.isInteger(value['value']) || typeof value['value'] === 'bigint')

/** Only constants such as 2 ** 52 or 10n ** 8n: other powers are our own functions, or a product. */
function powerFault(node: Node): string | null {
  const isPower = node['operator'] === '**' || node['operator'] === '**='
  const isConstant = isWhole(node['left']) && isWhole(node['right'])
  return isPower && !isConstant ? 'raises to a power, which machines compute differently' : null
}

function faultOf(node: Node, parent: Node | null): string | null {
  switch (node.type) {
    case 'MemberExpression':
      return memberFault(node)
    case 'Identifier':
      return freeNameFault(node, parent)
    case 'CallExpression':
    case 'NewExpression':
      return dateFault(node)
    case 'BinaryExpression':
    case 'AssignmentExpression':
      return powerFault(node)
    default:
      return null
  }
}

/** Whatever would let the same document give another plan tomorrow, elsewhere or on another machine. */
export function impurities(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) => pureRooms.has(roomOf(path)))
    .flatMap(({ path, nodes }) =>
      nodes.flatMap(([node, parent]) => {
        const fault = faultOf(node, parent)
        return fault === null ? [] : [`${path} ${fault}`]
      }),
    )
}
