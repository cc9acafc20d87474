/** The words of the help. */

type Terms = readonly (readonly [string, string])[]

export const placesHelp: Terms = [
  [
    'Holdings',
    'What you hold: accounts with positions and cash. Type, paste from a spreadsheet, or import a broker’s file.',
  ],
  [
    'Targets',
    'What you want to hold: classes with weights that sum to 100 %, how far each may wander, and when to act.',
  ],
  ['Plan', 'What to trade: where you stand, the orders with their reasons and costs, and where they lead.'],
  [
    'Lab',
    'Which threshold: your portfolio under some fifty policies in simulated markets or on price histories, with error bars. A click adopts one.',
  ],
]

export const keys: readonly (readonly [readonly string[], string])[] = [
  [['Ctrl', 'Z'], 'takes the last step back; on a Mac it is Cmd'],
  [['Ctrl', 'Shift', 'Z'], 'does it again'],
  [['?'], 'this help'],
  [['←', '↑', '↓', '→'], 'move in a grid; with Shift they extend the selection'],
  [['Enter'], 'edits a cell; while editing, keeps it and goes down'],
  [['F2'], 'edits what is in the cell; typing replaces it'],
  [['Tab'], 'goes to the next cell; Escape and then Tab leaves the grid'],
  [['Esc'], 'gives up what is being typed'],
  [['Delete'], 'empties the selected cells; on a symbol it removes the position'],
  [['Ctrl', 'C'], 'copies the selected cells for a spreadsheet; Ctrl X cuts them'],
  [['Ctrl', 'V'], 'pastes cells; a table with symbols goes in row by row'],
  [['Home', 'End'], 'first and last cell of a row; with Ctrl of the grid'],
  [['Page Up', 'Page Down'], 'a page at a time'],
  [['←', '→'], 'on a family of the targets: folds and unfolds it; on a class of it ← leads up'],
  [['↑', '↓'], 'on the handle of an ordered list: moves what it is about'],
  [['←', '→'], 'in the lab: from cell to cell, year to year or trade to trade; Enter on a cell adopts it'],
]

export const bands: Terms = [
  ['Absolute', 'b = width. Five points around 20 % are 15 % to 25 %.'],
  ['Relative', 'b = width × t. A quarter of 20 % is 15 % to 25 %; a quarter of 4 % is 3 % to 5 %.'],
  [
    'Lesser of both',
    'b = the smaller of points and share of t. The 5/25 rule: 5 points, or a quarter of a target below 20 %.',
  ],
  ['Greater of both', 'b = the larger of points and share of t. Small classes are left alone longer.'],
  [
    'Cost-aware',
    'b = ∛(3 c t² (1 − t)² ÷ 2γ) × ∛(4 ÷ ((1 + r²)(1 + r))), between 0.5 and 10 points and no more than t ÷ 4. c is what a switch between the class and all others costs: commission rate and half spread on both sides. γ is the aversion, 4 where there is no risk model; r is the share of b at which trades stop, 1 for the edge and 0 for the target.',
  ],
]

export const words: Terms = [
  ['Weight', 'Value of a class divided by the value of everything, cash included.'],
  ['Drift', 'Weight minus target. Positive is over, negative under.'],
  [
    'Trigger',
    'What opens a plan: a weight outside its band, a day of the calendar, total drift, always or never.',
  ],
  [
    'Destination',
    'How far an opened plan goes: 0 to the edge of the band, 1 to the target; or until a share of today’s distance is left; or, optimal, as far as less tracking error is worth its cost.',
  ],
  [
    'Frontier',
    'What coming closer to the targets costs today, from doing nothing to the exact targets. Its knee is where a further point begins to cost more.',
  ],
  ['Flow', 'Money to invest (+) or to raise (−). Alone it never causes trades in the other direction.'],
  ['Reserve', 'Cash that no plan touches.'],
  ['Step', 'The smallest quantity that can be traded: 1 share, 0.001 of a fund, 0.00000001 of a coin.'],
  ['Lot', 'What was bought at one time. A position is the sum of its lots.'],
  [
    'Basis',
    'The day and the cost with which a lot counts. Lots of unknown basis are sold last, and no tax is stated for them.',
  ],
  [
    'Short-term, long-term',
    'Held for a year or less, or for longer, counted from the day after a lot was bought. Each has its own rate.',
  ],
  [
    'Wash sale',
    'A loss that does not count, because somebody in the household bought the same within 30 days before or after. It is added to the basis of what was bought, which also counts as held for as long as what was sold; or it is lost for good where that is in a tax-deferred or tax-exempt account.',
  ],
  [
    'Wash group',
    'Instruments that are substantially identical, such as two funds on one index: for wash sales they are one.',
  ],
  ['Half spread', 'What an order is expected to lose between bid and ask, as a share of its value.'],
  [
    'Impact',
    'What a large order loses by moving the price: coefficient × daily volatility × √(order ÷ traded in a day), as a share of its value.',
  ],
  [
    'Pool',
    'Two reserves on chain whose product stays the same. An order moves their ratio, which is the price; the fee comes on top.',
  ],
  ['Gas', 'What a chain charges for an order: gas used × (base fee + priority fee) × price of its coin.'],
  ['Volatility', 'How far a class’s return strays in a year, as one standard deviation.'],
  [
    'Correlation',
    'How two classes move together: 1 as one, 0 apart, −1 against each other. All of them together must be possible: what moves as one with two others cannot have these move against each other.',
  ],
  [
    'Tracking error',
    'How far the portfolio’s return strays from that of its targets in a year, from the drift of every class, their volatilities and correlations.',
  ],
  [
    'Aversion, horizon',
    'What tracking error is worth avoiding, and for how many years it would last: ½ × aversion × horizon × tracking error² is weighed against the expense. 4 and 0.75 are usual; 2 for coins.',
  ],
  [
    'Build from risk',
    'Targets worked out from how classes swing and move together: equal shares of risk, for example. What was used is kept beside the targets as their recipe, and nothing is rebuilt unless you ask.',
  ],
  [
    'Target set',
    'Weights by another name, such as “Risk off”. One set is in force, by your choice or by a rule with one level to go over and another to come back; in between nothing changes.',
  ],
  [
    'Within noise',
    'Drawn again from the same returns, the difference is sometimes on one side of zero and sometimes on the other: chance alone could have made it.',
  ],
  [
    'In a year',
    'What a band would do, for prices that wander without trend: how often it would be traded, what that turns over, and the tracking error that its drift leaves. Worked out by formulas, class by class against all others; the fold behind “Each class” has them.',
  ],
  [
    'Loss',
    'What the lab weighs policies by: half of aversion × tracking error², plus cost and tax, in basis points a year. A basis point is a hundredth of a percent.',
  ],
  [
    'Path',
    'One simulated course of all prices. Every policy of the lab meets the same paths, so that differences between policies are told path by path.',
  ],
  [
    'Tie',
    'A policy whose difference to the best is within two standard errors: chance alone could have made it.',
  ],
  [
    'Look',
    'A moment at which weights are held against their bands: daily, weekly, monthly or quarterly. Who looks seldom trades later than the band says; the lab sets triggers against that, too.',
  ],
  [
    'Fan',
    'How far a policy’s wealth is from that of never rebalancing on the same path, year by year: half of the paths lie in the darker part, nine of ten in the lighter.',
  ],
  [
    'One history',
    'A single path: what did best on it need not be best. The lab says how good the best of so many policies would look by luck, and draws years anew from stretches of the same prices.',
  ],
  [
    'No-trade region',
    'All weights at which no band asks for a trade. Of three classes it is what their three bands leave of the plane.',
  ],
  [
    'Location',
    'The kinds of account a class is best kept in, best first. It decides between plans that are equally close and cost the same.',
  ],
  [
    'Preference',
    'Among instruments with the same classes the first is bought; the others are only kept or sold.',
  ],
  ['Set aside', 'Neither counted nor traded.'],
  ['Hold', 'Counted, but never traded.'],
]
