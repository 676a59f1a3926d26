/** Sample ledgers to try the estimate, in the form that accounting programs export. Invented figures. */
export const SAMPLE_LEDGERS = {
  en: {
    name: "sample-ledger.csv",
    country: "DE",
    rates: { EUR: "0.92" },
    text: `Date,Account,Supplier,Description,Quantity,Unit,Amount,Currency
2025-01-31,Energy,Stadtwerke,Electricity,48200,kWh,12050.00,EUR
2025-01-31,Energy,Stadtwerke,Natural gas,96000,kWh,7680.00,EUR
2025-01-31,Vehicle costs,Aral,Diesel delivery vans,1850,L,2960.00,EUR
2025-01-31,Raw materials,Metallhandel,Steel sheet 2 mm,12.4,t,11780.00,EUR
2025-01-31,Freight,Hafen Logistik,Road freight to Rotterdam,5400,t.km,1310.00,EUR
2025-01-31,Disposal,Entsorger,Cardboard recycled,640,kg,64.00,EUR
2025-01-31,Services,Kanzlei,Legal advice,,,2400.00,EUR
2025-01-31,Maintenance,Kältetechnik,Refrigerant R-410A top up,3,kg,420.00,EUR
2025-01-31,Wages,,Wages,,,64000.00,EUR
2025-01-31,Other,Diverse,Miscellaneous,,,310.00,EUR
`,
  },
  zh: {
    name: "示例台账.csv",
    country: "CN",
    rates: { CNY: "7.1" },
    text: `日期|科目|供应商|摘要|数量|单位|金额|币种
2025-01-31|制造费用|供电公司|一号厂房电费|48200|kWh|33740.00|CNY
2025-01-31|制造费用|燃气公司|天然气|8600|m3|31820.00|CNY
2025-01-31|燃料|加油站|叉车柴油|1.6|t|12480.00|CNY
2025-01-31|原材料|钢贸公司|冷轧钢板|12.4|吨|52080.00|CNY
2025-01-31|运费|物流公司|公路运输|5400|吨公里|2160.00|CNY
2025-01-31|制造费用|回收公司|废纸箱回收|640|kg|512.00|CNY
2025-01-31|管理费用|律师事务所|法律咨询费|||18000.00|CNY
2025-01-31|维修费|制冷公司|空调补充制冷剂R-410A|3|kg|540.00|CNY
2025-01-31|工资||一月工资|||320000.00|CNY
2025-01-31|其他|其他|杂项|||1200.00|CNY
`.replaceAll("|", ","),
  },
} as const;
