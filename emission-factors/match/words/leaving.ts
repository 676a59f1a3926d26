import { type Concept, concept } from "../concept.ts";

/** Waste by its stream; the key after `waste:` is one of `WASTE_STREAMS`. Materials that leave the site have theirs. */
export const WASTE_CONCEPTS: readonly Concept[] = [
  concept(
    "waste:household",
    "waste",
    "生活垃圾|办公垃圾|垃圾|垃圾清运|垃圾费|垃圾处理费|环卫费|垃圾处理|生活垃圾清运|生活垃圾清运费|垃圾清运费|生活垃圾处置费|垃圾分类|municipal waste|household waste|msw|garbage|garbage collection|trash|trash haul|trash collection|trash pickup|refuse|refuse collection|rubbish|rubbish collection|rubbish removal|residual waste|restmull|hausmull|cop|cop toplama|basura|rac sinh hoat|rac thai|thu gom rac|bin collection|waste bin collection|domestic waste",
  ),
  concept(
    "waste:commercial",
    "waste",
    "一般工业固废|工业固废|一般固废|固废|固体废物|工业垃圾|工业废物|一般废物|废弃物|固废处置|固废清运|废料|废弃物处理|固废处置费|general waste|mixed waste|trade waste|mixed trade waste|commercial waste|industrial waste|waste|solid waste|non hazardous waste|waste disposal|waste collection|waste removal|waste management|dry mixed waste|wheelie bin|wheelie bins|skip|skip hire|dumpster|dumpster service|dumpster rental|roll off|black bag waste|office waste|gewerbemull|abfall|abfallentsorgung|entsorgung|entsorgungskosten|mull|atik|atik bertaraf|residuos|residuo|chat thai|chat thai ran|waste charges|waste hauling|waste contractor|biffa|veolia waste|compactor waste",
  ),
  concept(
    "waste:recyclables",
    "waste",
    "可回收物|废品|废品回收|废旧物资|废旧物资处置|废品销售|废品出售|边角料|边角料出售|dry mixed recycling|dmr|mixed recyclables|mixed recycling|recyclables|recycling|recycling collection|scrap|scrap sale|scrap sales|scrap sold|recyclingmaterial|wertstoffe|geri donusum|reciclaje|phe lieu|bale recycling|process scrap",
  ),
  concept(
    "waste:hazardous",
    "waste",
    "铝灰|铝渣|dross|aluminium dross|危废|危险废物|危废处置|危废处理|危废处置费|危险废物处置|有害废物|废化学品|废酸|废碱|废溶剂|废有机溶剂|废漆渣|漆渣|废油漆桶|废包装桶|废切削液|废乳化液|废活性炭|废灯管|电镀污泥|废矿物油桶|沾染物|废抹布|含油抹布|废液|实验室废液|医疗废物|医废|废胶|废油墨|废催化剂|废树脂|飞灰|废滤芯|油泥|磷化渣|hazardous waste|haz waste|hazardous waste disposal|chemical waste|waste solvent|spent solvent|waste paint|paint sludge|spent acid|spent carbon|etp sludge|waste acid|contaminated rags|contaminated waste|contaminated packaging|clinical waste|medical waste|biomedical waste|oily rags|oily waste|sonderabfall|gefahrlicher abfall|tehlikeli atik|residuos peligrosos|chat thai nguy hai|toxic waste|special waste|spent activated carbon|emulsion waste|asbestos free haz|fluorescent tubes waste",
  ),
  concept(
    "waste:sludge",
    "waste",
    "污泥|污泥处置|生化污泥|压滤泥|污泥处置费|污泥清运|印染污泥|造纸污泥|sludge|sludge disposal|sewage sludge|dewatered sludge|klarschlamm|camur|lodos|bun thai",
  ),
  concept(
    "waste:food",
    "waste",
    "厨余|厨余垃圾|餐厨垃圾|餐厨|泔水|食堂垃圾|餐厨废弃物|湿垃圾|地沟油|潲水|废弃食用油脂|food waste|kitchen waste|canteen waste|organic waste|canteen organic waste|catering waste|wet waste|bioabfall|speiseabfalle|gida atigi|residuos organicos|rac huu co|food scraps",
  ),
  concept(
    "waste:garden",
    "waste",
    "园林垃圾|绿化垃圾|枯枝落叶|green waste|garden waste|yard waste|grunschnitt|tree cuttings|grass cuttings",
  ),
  concept(
    "waste:construction",
    "waste",
    "建筑垃圾|建筑垃圾清运|拆迁垃圾|装修垃圾|渣土|渣土清运|建渣|construction waste|construction debris|demolition waste|c and d waste|c d waste|builders waste|rubble|rubble removal|bauschutt|moloz|escombro|excavated soil|xa ban|demolition rubble",
  ),
  concept(
    "waste:slag",
    "waste",
    "炉渣|炉渣外运|粉煤灰|煤渣|灰渣|矿渣|钢渣|水渣|脱硫石膏|废砂|铸造废砂|煤灰|底灰|slag|fly ash|bottom ash|boiler ash|ash|foundry sand waste|spent sand|schlacke|asche|curuf",
  ),
  concept(
    "waste:mineral-oil",
    "waste",
    "废油|废机油|废矿物油|废液压油|废润滑油|used oil|waste oil|spent oil|used lubricating oil|waste lubricant|altol|atik yag|aceite usado|dau thai|used cooking oil|waste cooking oil",
  ),
  concept(
    "waste:batteries",
    "waste",
    "废电池|废铅酸电池|废铅蓄电池|废旧电池|废锂电池|废蓄电池|waste battery|waste batteries|used batteries|spent batteries|battery recycling|altbatterien|atik pil",
  ),
  concept(
    "waste:weee",
    "waste",
    "废旧电脑|废电器|废旧电子|电子废物|电子垃圾|废电路板|废线路板|废旧家电|废旧设备|weee|e waste|ewaste|electronic waste|old pc|old pcs|old computer|old computers|scrap electronics|it disposal|elektroschrott|e atik|weee collection|scrap pcb|obsolete it",
  ),
  concept(
    "waste:paper",
    "waste",
    "废纸|废报纸|碎纸|废书刊|waste paper|scrap paper|paper waste|paper recycling|shredded paper|altpapier|atik kagit|papel reciclado|confidential shredding|confidential waste|paper shredding",
  ),
  concept(
    "waste:board",
    "waste",
    "废纸箱|废纸板|废纸皮|废包装纸|废瓦楞纸|occ bale|occ baled|occ baled cardboard|baled cardboard|waste cardboard|cardboard recycling|cardboard waste|scrap cardboard|carton waste|altkartonagen",
  ),
  concept(
    "waste:plastic",
    "waste",
    "废塑料|水口料|废塑胶|塑料边角料|废塑料袋|塑料废料|plastic scrap|plastic waste|scrap plastic|waste plastic|plastic regrind scrap|kunststoffabfall|plastik atik|purge waste|plastic recycling|sprue waste",
  ),
  concept(
    "waste:film",
    "waste",
    "废薄膜|废塑料膜|废缠绕膜|film waste|waste film|plastic film waste|baled film|stretch film waste",
  ),
  concept(
    "waste:wood",
    "waste",
    "废木|废木料|废木材|废木托盘|废托盘|木边角料|废木箱|锯末|木屑|木糠|刨花|wood waste|waste wood|scrap wood|wood scrap|sawdust|altholz|broken pallets|broken pallet|atik ahsap|timber waste|wood offcut|wood offcuts",
  ),
  concept(
    "waste:metal",
    "waste",
    "废金属|废五金|metal scrap|scrap metal|mixed metal scrap|metal turnings|swarf|altmetall|schrott|hurda metal|chatarra|phe lieu kim loai|metal recycling",
  ),
  concept(
    "waste:steel",
    "waste",
    "废钢|废铁|铁屑|铁削|钢屑|废铁屑|废钢铁|废铁桶|铁边角料|钢边角料|废不锈钢|车床屑|ms scrap sale|steel turnings|iron turnings|steel offcuts|stahlschrott|hurda demir|scrap iron|steel scrap sold",
  ),
  concept(
    "waste:aluminium",
    "waste",
    "废铝|铝屑|废铝屑|铝边角料|废铝边角料|废铝料|铝废料|aluminium swarf|aluminium turnings|aluminum turnings|aluminium offcuts|aluschrott|aluminyum hurda|aluminium scrap sold",
  ),
  concept(
    "waste:copper",
    "waste",
    "废铜|铜屑|废铜线|废电缆|废电线|copper scrap|scrap copper|cable scrap|brass scrap|brass turnings|brass swarf|kupferschrott",
  ),
  concept(
    "waste:textile",
    "waste",
    "废布|废布料|布边角料|废纱|废旧衣物|碎布头|布头|下脚料|废面料|textile waste|fabric waste|fabric scrap|fabric offcuts|cutting waste|fabric cutting waste|textilabfall|tekstil atik|vai vun|yarn waste|cotton waste|jhoot",
  ),
  concept(
    "waste:glass",
    "waste",
    "废玻璃|碎玻璃|玻璃废料|glass waste|waste glass|scrap glass|glass cullet|altglas|cullet sold",
  ),
  concept(
    "waste:tyres",
    "waste",
    "废轮胎|废旧轮胎|waste tyre|waste tyres|scrap tyres|scrap tires|used tyres|altreifen",
  ),
  concept("waste:rubber", "waste", "废橡胶|橡胶边角料|废胶料|rubber waste|rubber scrap|waste rubber"),
  concept("waste:asbestos", "waste", "石棉废物|废石棉|asbestos|asbestos waste|asbestos removal"),
];

export const SEWAGE_CONCEPTS: readonly Concept[] = [
  concept(
    "sewage",
    "sewage",
    "污水处理|污水处理费|污水费|排污费|排水费|污水|废水|废水处理|废水处理费|排水|污水排放|生活污水|废水排放|废水纳管|污水纳管|中水处理|化粪池|化粪池清掏|化粪池清理|sewage|sewerage|sewerage charge|sewage treatment|sewage disposal|waste water|wastewater|waste water treatment|wastewater treatment|effluent|effluent treatment|effluent charges|trade effluent|cetp charges|drainage|drainage charges|foul water|septic tank|septic|abwasser|abwassergebuhr|atik su|aguas residuales|drenaje|nuoc thai|xu ly nuoc thai|sewer|sewer charge|effluent discharge|etp discharge",
  ),
  concept(
    "sewage:strong",
    "sewage",
    "高浓度废水|废水委外处理|废水委外|废水外运|委外废水|电镀废水|乳化液废水|浓水委外|concentrated effluent|tankered effluent|effluent tanker|industrial effluent disposal",
    { needs: ["treatment"] },
  ),
  concept(
    "water",
    "water",
    "水费|自来水|自来水费|用水|用水量|工业用水|新鲜水|生产用水|生活用水|取水|中水|再生水|纯水|蒸馏水|去离子水|软化水|桶装纯水|水|水务|自来水公司|地下水|市政供水|供水|水电费水|工业水费|water|mains water|tap water|water supply|water bill|water charges|water rates|water consumption|municipal water|city water|potable water|fresh water|process water|industrial water|di water|tanker water|water tanker|water usage|wasser|trinkwasser|frischwasser|stadtwasser|wasserkosten|su|su faturasi|sebeke suyu|agua|agua potable|nuoc|nuoc may|tien nuoc|thames water|ground water|borewell water|cold water|water metered|purified water",
  ),
];

/** How waste is treated. */
export const TREATMENTS: Readonly<Record<"recycled" | "combusted" | "landfilled" | "composted" | "digested", string>> =
  {
    recycled:
      "回收|出售|外卖|外售|变卖|卖|销售|综合利用|再利用|资源化|再生利用|利用|收购|回炉|卖废品|收入|recycle|recycled|recycling|recycler|recyclable|sold|sale|sales|reuse|reused|dealer|scrap merchant|merchant|closed loop|reclaimed|scrap income|scrap revenue|recovery|verwertung|recyclinghof|verkauf|geri donusum|satis|reciclado|venta|tai che|ban phe lieu|authorised recycler|buy back|buyback|rebate",
    combusted:
      "焚烧|燃烧|焚毁|垃圾发电|焚烧发电|热处置|incineration|incinerated|incinerate|incinerator|combusted|combustion|energy recovery|waste to energy|wte|efw|energy from waste|thermal treatment|biomass|to biomass|co processing|coprocessing|rdf|burned|burnt|verbrennung|thermische verwertung|yakma|incineracion|dot",
    landfilled:
      "填埋|卫生填埋|填埋场|landfill|landfilled|tip|dump|dumping|tsdf|secured landfill|deponie|deponierung|duzenli depolama|relleno sanitario|chon lap|to landfill",
    composted: "堆肥|好氧堆肥|有机肥化|compost|composted|composting|kompost|kompostierung",
    digested:
      "厌氧|厌氧消化|厌氧发酵|沼气化|产沼|anaerobic|anaerobic digestion|digestion|biogas plant|ad plant|vergarung|biogasanlage",
  };

/** Words that say that something leaves the site, next to a material. */
export const LEAVING_WORDS =
  "废|废旧|旧|报废|废弃|残次|不良品报废|边角料|边角|下脚料|料头|回收|外卖|外售|变卖|出售|处置|处理费|清运|外运|清理|填埋|焚烧|scrap|waste|used|old|obsolete|spent|offcut|offcuts|disposal|disposed|disposal cost|recycled|recycling|sold|landfill|incineration|discarded|end of life|rejects|scrap sold|collection|dispose|baled|schrott|abfall|entsorgung|hurda|atik|chatarra|desecho|phe lieu|broken|alt";

/** Words that say that something is bought, even if its name sounds like waste. */
export const BOUGHT_WORDS =
  "采购|购买|购入|购|买|进货|炉料|入炉|进口|再生料采购|purchase|purchased|purchases|furnace feed|feedstock|raw material|melting|for melting|charge mix|bought|import|imported|einkauf|satin alma|compra|mua";
