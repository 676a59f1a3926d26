import { type Concept, concept } from "../concept.ts";

/** Lines without an emission: money that moves, taxes, wages, bookings. */
export const NOTHING_CONCEPTS: readonly Concept[] = [
  concept(
    "tax",
    "nothing",
    "税|税金|税费|增值税|进项税|销项税|进项税额|所得税|企业所得税|个税|个人所得税|关税|进口关税|消费税|城建税|城市维护建设税|教育费附加|地方教育附加|城建税及教育费附加|印花税|房产税|土地使用税|土地税|车船税|车辆购置税|环保税|环境保护税|资源税|契税|水资源税|水利基金|残保金|残疾人就业保障金|工会经费|税金及附加|代扣税|完税|退税|出口退税|tax|taxes|vat|gst|igst|cgst|sgst|input vat|gst input|sales tax|income tax|corporation tax|corporate tax|withholding tax|tds|excise|excise duty|customs duty|import duty|duty|duties|stamp duty|property tax|business rates|road tax|vehicle tax|payroll tax|levy|tariff duty|zoll|steuer|mehrwertsteuer|umsatzsteuer|gewerbesteuer|kfz steuer|kdv|vergi|gumruk vergisi|iva|impuesto|impuestos|isr|thue|thue gtgt|council tax|octroi|cess|environmental tax|carbon tax|apprenticeship levy|franchise tax",
  ),
  concept(
    "wages",
    "nothing",
    "工资|薪资|薪酬|薪金|奖金|年终奖|提成|加班费|加班工资|津贴|补贴|补助|高温补贴|住房补贴|交通补贴|餐补|出差补助|出差补贴|差旅补助|通讯补贴|社保|社保费|社会保险|养老保险|医疗保险|失业保险|工伤保险|公积金|住房公积金|五险一金|五险|福利费发放|职工薪酬|应付职工薪酬|离职补偿|经济补偿金|遣散费|生育津贴|劳务报酬|实习工资|实习补贴|社保公积金|慰问金|丧葬费|抚恤金|工伤赔偿|安家费|salary|salaries|wage|wages|payroll|bonus|bonuses|overtime|overtime pay|allowance|allowances|pension|pension contribution|pensions|provident fund|epf|pf contribution|esi|esic|gratuity|leave encashment|severance|social security|social insurance|national insurance|paye|employer ni|401k|fica|medicare|superannuation|per diem|daily allowance|per diems|stipend|director fee|directors remuneration|staff costs|salary advance|staff advance|lohn|lohne|gehalt|gehalter|sozialversicherung|tagegeld|verpflegungsmehraufwand|maas|ucret|sgk|harcirah|sueldo|sueldos|salario|nomina|imss|aguinaldo|luong|tien luong|bhxh|cong doan|house rent allowance|car allowance|cash allowance|incentive|employee benefits|reimbursement allowance|conveyance allowance|redundancy",
  ),
  concept(
    "finance",
    "nothing",
    "利息|利息支出|贷款利息|借款利息|短期借款|短期借款利息|长期借款|还款|还贷|还本|本金|借款|贷款|融资|贴现|贴现息|贴息|承兑|承兑汇票|分红|股利|股息|投资款|注资|增资|实收资本|往来款|往来|内部往来|汇兑损益|汇兑损失|汇兑收益|汇率损失|理财|购汇|结汇|保理|融资租赁利息|股权|股权转让|定期存款|存款|转账|资金归集|interest|interest expense|interest on loan|loan interest|term loan|loan|loan repayment|loan repayments|mortgage|principal|repayment|overdraft interest|finance cost|finance charges|dividend|dividends|investment|equity|capital injection|share capital|exchange loss|exchange gain|forex|fx loss|fx gain|fx revaluation|currency exchange|bank transfer|transfer|intercompany|inter company|zinsen|zins|darlehen|tilgung|faiz|kredi|kur farki|intereses|prestamo|lai vay|tien lai|bad debt|bad debts|write off|provision for bad debts|bill discounting|exchange difference",
  ),
  concept(
    "booking",
    "nothing",
    "损益调整|未实现损益|库存调整|存货调整|盘盈|盘亏|stock adjustment|unrealised gain|gain on disposal|loss on disposal|处置损益|折旧|折旧费|固定资产折旧|摊销|无形资产摊销|待摊费用|长期待摊|预提|预付|预付款|预付账款|预收|预收款|押金|保证金|质保金|履约保证金|投标保证金|租赁押金|租房押金|备用金|坏账|坏账准备|减值|资产减值|跌价准备|暂估|暂估入库|冲销|冲红|红冲|退款|退货|退货款|折让|折扣|调账|结转|结转成本|余额|期初余额|合计|小计|总计|盘亏|盘盈|报销|代垫|代垫款|质量扣款|扣款|索赔|赔款|赔偿|赔偿金|违约金|罚款|滞纳金|罚金|行政罚款|营业外支出|营业收入|销售收入|主营业务收入|货款|定金|订金|尾款|补差价|差额|氧气瓶押金|钢瓶押金|气瓶押金|托盘押金|包装押金|桶押金|depreciation|amortisation|amortization|accrual|accruals|prepayment|prepayments|prepaid|advance payment|advance|advances|deposit|deposits|security deposit|rent deposit|cylinder deposit|pallet deposit|retention|petty cash|opening balance|closing balance|refund|refunds|credit note|debit note|rebate received|discount|discounts|rounding|round off|rounding difference|adjustment|adjustments|journal|reversal|impairment|write down|provision|penalty|penalties|fine|fines|late fee|late payment|late payment penalty|late payment fee|claim settlement|compensation|damages|settlement|suspense|total|subtotal|sales revenue|revenue|turnover|abschreibung|abschreibungen|afa|ruckstellung|anzahlung|kaution|skonto|strafe|amortisman|depozito|ceza|avans|depreciacion|multa|anticipo|deposito|khau hao|tien phat|dat coc|tam ung|inventory adjustment|stock adjustment|gain on disposal|loss on disposal|parking fine|parking fines|speeding fine",
  ),
  concept(
    "permits",
    "nothing",
    "签证费|签证|护照费|办证费|工商登记费|年费注册|牌照费|行政事业性收费|规费|工本费|车辆年检|年检|许可证费|登记费|土地款|土地出让金|土地使用权|购地款|visa|visa fee|visa fees|passport|work permit|licence fee government|government fee|government fees|registration fee|registration fees|filing fee|licence plate|land purchase|land use right|land acquisition|visum|vize|tramite|permit|permits|permit fee|company registration",
  ),
  concept(
    "rebooking",
    "nothing",
    "改签|改签费|机票改签|机票改签费|退票|退票费|机票退票费|火车票退票费|取消费|行李费|选座费|改签手续费|ticket change fee|rebooking fee|change fee|cancellation fee|cancellation charge|no show fee|seat reservation fee|baggage fee",
    {
      category: "business_travel",
    },
  ),
];

export const UNCLEAR_CONCEPTS: readonly Concept[] = [
  concept(
    "misc",
    "unclear",
    "杂费|其他|其它|其他费用|其他支出|杂项|杂支|零星支出|零星采购|零星费用|费用|费用报销|一批|各类|日常开支|日常费用|misc|miscellaneous|misc expenses|sundry|sundries|other|others|other expenses|various|general expenses|general|unknown|tbc|n a|sonstiges|sonstige|diverse|diger|otros|varios|gastos varios|khac|chi phi khac|incidentals|see attached|as per invoice|petty expenses|miscellaneous expenses|ad hoc|uncategorised|amazon",
    { needs: ["split"] },
  ),
  concept(
    "water-and-power",
    "unclear",
    "水电|水电费|水电煤|水电气|水电燃气费|水电物业费|水电费分摊|房租水电|utilities|utility|utility bill|utility bills|utilities bill|water and electricity|electricity and water|nebenkosten|servicios publicos|dien nuoc|gas and electricity|electricity and gas|heat and light|light and heat|heat light and power|power and water",
    {
      category: "purchased_electricity",
      needs: ["split"],
    },
  ),
];
