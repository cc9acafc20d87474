/** Small histories as brokers and exchanges write them, with invented values, and what they add up to. */

export const krakenHeader = 'txid,refid,time,type,subtype,aclass,asset,amount,fee,balance'

/** The source, the file, and what is held after it. */
export const files: readonly (readonly [string, string, Record<string, string>])[] = [
  [
    'kraken',
    `${krakenHeader}
,R1,2024-01-02 09:00:00,deposit,,currency,ZUSD,500.0000,0,
L1,R1,2024-01-02 09:00:05,deposit,,currency,ZUSD,500.0000,0,500.0000
L2,R2,2024-01-03 10:00:00,trade,,currency,ZUSD,-400.0000,1.0000,99.0000
L3,R2,2024-01-03 10:00:00,trade,,currency,XXBT,0.0100000000,0.0000100000,0.0099900000
L4,R3,2024-02-01 00:00:00,staking,,currency,DOT.S,2.5,0,2.5`,
    { BTC: '0.00999', DOT: '2.5' },
  ],
  [
    'binance',
    `User_ID,UTC_Time,Account,Operation,Coin,Change,Remark
7,2024-01-02 09:00:00,Spot,Deposit,EUR,100,
7,2024-01-02 09:01:00,Spot,Buy,EUR,-90,
7,2024-01-02 09:01:00,Spot,Buy,SOL,1.5,
7,2024-01-02 09:01:00,Spot,Fee,SOL,-1.5E-03,
7,2024-01-03 00:00:00,Earn,Simple Earn Flexible Subscription,LDSOL,0.5,
7,2024-01-03 00:00:00,Spot,Simple Earn Flexible Subscription,SOL,-0.5,`,
    { SOL: '0.9985' },
  ],
  [
    'coinbase',
    `ID,Timestamp,Transaction Type,Asset,Quantity Transacted,Price Currency,Price at Transaction,Subtotal,Total (inclusive of fees and/or spread),Fees and/or Spread,Notes
a,2024-01-02 10:00:00 UTC,Buy,BTC,0.02,EUR,€40000,€800.00,€808.00,€8.00,Bought 0.02 BTC for 808 EUR
b,2024-02-02 10:00:00 UTC,Convert,BTC,0.005,EUR,€41000,€205.00,€205.00,€0.00,Converted 0.005 BTC to 2.5 SOL
c,2024-02-03 10:00:00 UTC,Send,BTC,-0.001,EUR,€41000,-€41.00,-€41.00,€0.00,Sent 0.001 BTC`,
    { BTC: '0.014', SOL: '2.5' },
  ],
  [
    'trading212',
    `Action,Time,ISIN,Ticker,Name,No. of shares,Price / share,Currency (Price / share),Exchange rate,Total,Currency (Total),ID
Deposit,2024-01-02 08:00:00,,,,,,,,500,EUR,d1
Market buy,2024-01-02 09:00:00,GB0000000001,AAAL,Invented plc,10,250.00,GBX,0.86,29.07,EUR,b1
Market sell,2024-03-02 09:00:00,GB0000000001,AAAL,Invented plc,4,260.00,GBX,0.86,12.09,EUR,s1
Dividend (Ordinary),2024-04-02 09:00:00,GB0000000001,AAAL,Invented plc,6,3.00,GBX,0.86,0.21,EUR,`,
    { AAAL: '6' },
  ],
  [
    'robinhood',
    `"Activity Date","Process Date","Settle Date","Instrument","Description","Trans Code","Quantity","Price","Amount"
"3/1/2024","3/1/2024","3/1/2024","","ACH Deposit","ACH","","","$2,000.00"
"3/4/2024","3/4/2024","3/6/2024","AAA","Invented","Buy","4","$100.00","($400.00)"
"3/5/2024","3/5/2024","3/7/2024","AAA","Invented","Buy","2","$120.00","($240.00)"
"3/6/2024","3/6/2024","3/8/2024","AAA","Invented","Sell","3","$130.00","$390.00"
"6/10/2024","6/10/2024","6/10/2024","AAA","Invented Forward Split","SPL","6S","",""`,
    { AAA: '9' },
  ],
  [
    'ghostfolio',
    `Date,Code,DataSource,Currency,Price,Quantity,Action,Fee,Note
02-01-2024,AAA,YAHOO,USD,50,10,buy,5,
01.02.2024,AAA,YAHOO,USD,60,4,sell,5,
20240301,AAA,YAHOO,USD,0.5,6,dividend,0,`,
    { AAA: '6' },
  ],
  [
    'rbc',
    `"Activity Export as of Mar 29, 2026"
"Date","Activity","Symbol","Symbol Description","Quantity","Price","Settlement Date","Account","Value","Currency","Description"
"January 10, 2025","Buy","AAA","INVENTED UNITS","10","40.00","January 14, 2025","1","-409.95","CAD","UNSOLICITED"
"March 15, 2025","Sell","AAA","INVENTED UNITS","4","42.50","March 18, 2025","1","160.05","CAD","UNSOLICITED"
"Disclaimers"`,
    { AAA: '6' },
  ],
  [
    'ibkr',
    `"CurrencyPrimary","Symbol","DateTime","Quantity","TradePrice","Buy/Sell","ClientAccountID","AssetClass","Description","IBCommission","IBCommissionCurrency","LevelOfDetail"
"USD","AAA","20240103;095853","10","50","BUY","U1","STK","INVENTED","-1","USD","EXECUTION"
"USD","AAA","20240103;095853","10","50","BUY","U1","STK","INVENTED","-1","USD","ORDER"
"USD","AAA","20240203;095853","-3","55","SELL","U1","STK","INVENTED","-1","USD","EXECUTION"`,
    { AAA: '7' },
  ],
  [
    'portfolio-performance',
    `Date;Type;Shares;Security Name;Value;Exchange rate;fees;taxes;Securities Account;Cash Account
2026-01-04; Buy; 2,5; Invented AG; 1090,50; ;5; 3; broker; broker (EUR)
2026-01-13; Sell; 1; Invented AG; 500,25; ; 15; 10; broker; broker (EUR)`,
    { 'Invented AG': '1.5' },
  ],
]
