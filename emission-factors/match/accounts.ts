import { buildTerms, cutTokens, findTerms } from "./tokens.ts";

/** What an account of the ledger shows of its lines. */
export type AccountKind =
  | "assets"
  | "building"
  | "materials"
  | "subcontract"
  | "consumables"
  | "office"
  | "scrap"
  | "waste"
  | "travel"
  | "commuting"
  | "welfare"
  | "freight"
  | "vehicle"
  | "fuel"
  | "energy"
  | "water"
  | "repair"
  | "services"
  | "nothing";

const WORDS: Readonly<Record<AccountKind, string>> = {
  assets:
    "固定资产|机器设备|电子设备|运输设备|办公家具|设备购置|长期待摊|长期待摊费用|fixed asset|fixed assets|machinery|plant and machinery|plant machinery|plant and equipment|motor vehicles|motor vehicle cost|furniture and fixtures|furniture fixtures|furniture|it equipment|computer equipment|office equipment|capex|capital expenditure|equipment cost|ppe assets|vehicles cost|sachanlagen|anlagevermogen|anlagen|maschinen|demirbas|duran varliklar|activo fijo|activos fijos|tscd|tai san co dinh|plant equipment",
  building:
    "在建工程|工程物资|工程|cwip|cip|auc|construction in progress|assets under construction|capital work in progress|building|buildings|xdcb|construccion en proceso",
  materials:
    "原材料|材料采购|在途物资|材料|主材|原料|库存商品|半成品|产成品|辅料|辅助材料|直接材料|生产成本|外购件|燃料外材料|raw material|raw materials|rm|rm inventory|materials|direct materials|components|inventory|stock|purchases|cogs|cost of goods|trims|fabric|hammadde|materia prima|rohstoffe|materialaufwand|wareneinkauf|nvl|nguyen vat lieu|152|componentes|material|bought out|raw mat",
  subcontract:
    "委托加工|委托加工物资|外协|加工费|外协加工费|subcontract|subcontracting|job work|outside processing|fremdleistungen|fason|gia cong|maquila",
  consumables:
    "机物料|低值易耗品|周转材料|包装物|包装材料|包材|物料消耗|劳保费|劳保|劳动保护|备品备件|工具|耗材|消防费|试验费|研发支出|consumables|small tools|shop supplies|packaging|packing|packing material|stores|spares|stores and spares|tooling|ppe|lubricants|chemicals|maintenance materials|supplies|factory supplies|verpackung|hilfsstoffe|ambalaj|sarf malzeme|boya|kimyasal|empaque|consumibles|herramientas|bao bi|vat tu|gases|safety|quality|lab",
  office:
    "办公费|办公用品|办公|书报费|信息化|软件费|软件|stationery|office|office supplies|it|software|burobedarf|kirtasiye|papeleria|printing",
  scrap:
    "其他业务收入|废品|废料收入|固定资产清理|营业外收入|scrap income|scrap revenue|scrap sales|scrap|sale of scrap|scrap metal income|schrotterlose|hurda satis|venta de chatarra|other income",
  waste:
    "环保|环保费|环保台账|环卫费|危废|固废|排污费|处置费|垃圾费|waste|waste disposal|waste log|hazardous waste register|waste register|etp|etp expenses|etp cost|entsorgung|abfall|environmental|environment|recycling|atik|residuos|moi truong",
  travel:
    "差旅费|差旅|交通费|市内交通费|出差|travel|travel expenses|travelling|travelling expenses|business travel|conveyance|boarding and lodging|t e|reisekosten|seyahat|viajes|viaticos|cong tac|mileage|travel and entertainment",
  commuting: "通勤|通勤调查|员工通勤|班车|班车费|commuting|commute|commuting survey|employee commuting|survey|pendeln",
  welfare:
    "福利费|职工福利|福利|staff welfare|welfare|staff costs|employee benefits|hr|phuc loi|bakim personel|sozialaufwand|canteen",
  freight:
    "运费|运输费|快递费|海运费|空运费|物流费|运杂费|报关费|港杂费|装卸费|仓储费|拖车费|货代费|样品费|freight|freight in|freight out|freight inward|freight outward|carriage|carriage outward|carriage inward|shipping|haulage|logistics|courier|postage|distribution|transport|ausgangsfracht|ausgangsfrachten|fracht|nakliye|flete|fletes|van chuyen|warehousing|delivery|outbound",
  vehicle:
    "车辆费|车辆使用费|汽车费用|汽车费|油费|车辆|小车费|motor|motor expenses|motor fuel|vehicle|vehicle fuel|vehicle repair|vehicle expenses|fleet|arac|arac yakit|vehiculos|kfz kosten|xang dau",
  fuel: "燃料|燃料费|燃料动力|动力|燃气费|燃气|煤气费|燃油|fuel|power and fuel|power fuel|gas|heating|heating fuel|propane|plant fuel|enerji|energie|heizol|combustible|nhien lieu|tien gas|dogalgaz",
  energy:
    "电费|水电费|电|蒸汽费|能源|能源台账|取暖费|electricity|electric|utilities|utility|power|steam|energy|strom|elektrik|servicios|dien|luz|heat and light",
  water: "水费|water|water charges|water rates|wasser|su|agua|nuoc",
  repair:
    "修理费|维修费|维修|修理|维护费|repair|repairs|r m|r and m|maintenance|hvac maintenance|r m hvac|instandhaltung|wartung|bakim|mantenimiento|sua chua|bao tri",
  services:
    "中介费|咨询费|服务费|审计费|租赁费|广告费|推广费|展会费|业务招待费|通讯费|保险费|物业费|绿化费|绿化|安保费|职工教育经费|检测费|professional fees|professional charges|professional|consulting|advertising|marketing|insurance|telecoms|telephone|security|bank charges|rent|miete|fremdpersonal|legal|subscriptions|admin|admin exp|facilities|selling",
  nothing:
    "税金及附加|应交税费|应交税金|应付职工薪酬|应付工资|工资|财务费用|短期借款|长期借款|银行存款|其他应收款|其他应付款|预付账款|预收账款|应收账款|应付账款|实收资本|利润分配|累计折旧|折旧|折旧费|递延|营业外支出|主营业务收入|无形资产|payroll|salaries|wages|duties and taxes|duties taxes|duty|taxes|tax|finance cost|finance costs|interest|staff advances|loans|deposits|depreciation|accruals|prepayments|steuern|vergi|nomina|luong|equity|receivables|payables",
};

const ACCOUNT_TERMS = buildTerms(
  (Object.entries(WORDS) as [AccountKind, string][]).flatMap(([kind, words]) =>
    words.split("|").map((word) => [word, kind] as const),
  ),
);

/** The kinds of an account, the most specific first: of `管理费用-车辆费` it is `vehicle`. */
export function readAccount(account: string): AccountKind[] {
  const found = findTerms(ACCOUNT_TERMS, cutTokens(account));
  return [...new Set(found.reverse().map(({ value }) => value))];
}
