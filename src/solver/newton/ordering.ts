/** Minimum degree ordering: which row to eliminate first so that the factor stays sparse. */

// A quotient graph after Amestoy, Davis and Duff (1996): an eliminated node becomes an element whose members are its
// neighbours; a node's degree is bounded by its own neighbours plus the parts of its elements outside the pivot's.
// Nodes of very high degree (a cash row meets every holding) are put last at once: walking their lists would dominate.

interface Graph {
  readonly neighbours: number[][]
  readonly elements: number[][]
  readonly members: number[][] // of an element; empty once absorbed
  readonly degree: Int32Array
  readonly done: Uint8Array
}

/** A symmetric pattern without diagonal: the neighbours of each node. Returns order[k] = the k-th node to eliminate. */
export function minimumDegree(adjacency: readonly (readonly number[])[]): Int32Array {
  const size = adjacency.length
  const order = new Int32Array(size)
  const graph = graphOf(adjacency)
  const buckets = bucketsOf(graph)
  const mark = new Int32Array(size).fill(-1)
  const outside = new Int32Array(size)
  const seen = new Int32Array(size).fill(-1)
  let placed = 0
  for (let pivot = buckets.take(); pivot >= 0; pivot = buckets.take()) {
    order[placed] = pivot
    graph.done[pivot] = 1
    const members = eliminate(graph, pivot, mark, placed)
    measureOutside(graph, members, outside, seen, placed)
    for (const node of members)
      buckets.put(node, updateNode(graph, node, pivot, members, mark, placed, outside))
    placed++
  }
  const dense = denseNodes(graph)
  for (const node of dense) order[placed++] = node
  return order
}

function graphOf(adjacency: readonly (readonly number[])[]): Graph {
  const size = adjacency.length
  // 10 sqrt(n) is the customary border between rows worth ordering and rows that are simply last.
  const border = Math.max(16, Math.floor(10 * Math.sqrt(size)))
  const done = new Uint8Array(size)
  for (let i = 0; i < size; i++) if (adjacency[i]!.length > border) done[i] = 2
  const neighbours = adjacency.map((list, i) => (done[i] === 2 ? [] : list.filter((k) => done[k] === 0)))
  const degree = Int32Array.from(neighbours, (list) => list.length)
  return { neighbours, elements: neighbours.map(() => []), members: neighbours.map(() => []), degree, done }
}

function denseNodes(graph: Graph): number[] {
  const nodes: number[] = []
  for (let i = 0; i < graph.done.length; i++) if (graph.done[i] === 2) nodes.push(i)
  return nodes
}

/** Turns the pivot into an element, swallowing the elements it belonged to; returns its members. */
function eliminate(graph: Graph, pivot: number, mark: Int32Array, stamp: number): number[] {
  const members: number[] = []
  const add = (node: number): void => {
    if (graph.done[node] !== 0 || mark[node] === stamp) return
    mark[node] = stamp
    members.push(node)
  }
  for (const node of graph.neighbours[pivot]!) add(node)
  for (const element of graph.elements[pivot]!) {
    for (const node of graph.members[element]!) add(node)
    graph.members[element] = []
  }
  graph.neighbours[pivot] = []
  graph.members[pivot] = members
  return members
}

/** For every element touching the members: how many of its live members lie outside the pivot's. */
function measureOutside(
  graph: Graph,
  members: readonly number[],
  outside: Int32Array,
  seen: Int32Array,
  stamp: number,
): void {
  for (const node of members)
    for (const element of graph.elements[node]!) {
      if (graph.members[element]!.length === 0) continue
      if (seen[element] !== stamp) {
        seen[element] = stamp
        // Members eliminated since the element was formed still stand in its list; the bound only grows by them.
        outside[element] = graph.members[element]!.length
      }
      outside[element]!--
    }
}

/** Rewrites one member's lists after the elimination and returns its new approximate degree. */
function updateNode(
  graph: Graph,
  node: number,
  pivot: number,
  members: readonly number[],
  mark: Int32Array,
  stamp: number,
  outside: Int32Array,
): number {
  const near = graph.neighbours[node]!.filter((k) => graph.done[k] === 0 && mark[k] !== stamp)
  let degree = near.length + members.length - 1
  const kept = [pivot]
  for (const element of graph.elements[node]!) {
    if (graph.members[element]!.length === 0 || outside[element] === 0) continue // absorbed
    kept.push(element)
    degree += outside[element]!
  }
  graph.neighbours[node] = near
  graph.elements[node] = kept
  return Math.min(degree, graph.done.length - 1)
}

/** Nodes by degree in doubly linked lists: take() gives one of least degree, or -1; ties go to the latest put. */
function bucketsOf(graph: Graph): { take(): number; put(node: number, degree: number): void } {
  const size = graph.done.length
  const head = new Int32Array(size + 1).fill(-1)
  const next = new Int32Array(size).fill(-1)
  const previous = new Int32Array(size).fill(-1)
  const home = new Int32Array(size).fill(-1)
  let least = 0
  const remove = (node: number): void => {
    const before = previous[node]!
    const after = next[node]!
    if (before >= 0) next[before] = after
    else if (home[node]! >= 0) head[home[node]!] = after
    if (after >= 0) previous[after] = before
    home[node] = -1
  }
  const put = (node: number, degree: number): void => {
    if (home[node]! >= 0) remove(node)
    const first = head[degree]!
    next[node] = first
    previous[node] = -1
    if (first >= 0) previous[first] = node
    head[degree] = node
    home[node] = degree
    least = Math.min(least, degree)
  }
  const take = (): number => {
    while (least < size && head[least]! < 0) least++
    if (least >= size) return -1
    const node = head[least]!
    remove(node)
    return node
  }
  for (let i = size - 1; i >= 0; i--) if (graph.done[i] === 0) put(i, graph.degree[i]!)
  return { take, put }
}
