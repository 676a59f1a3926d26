import { type Concept, concept, desnz } from "../concept.ts";

const RESIN = ["325211"];
const AVERAGE = desnz("19_505_5120_15", "19_505_5128_15");
const RIGID = desnz("19_505_5128_15", "19_505_5120_15");
const FILM = desnz("19_505_5124_15", "19_505_5136_15");
const BOARD = desnz("19_506_5156_15");
const PAPER = desnz("19_506_5164_15", "19_506_5160_15");
const WOOD = desnz("19_500_5048_15");

/** `PP` → `pp|pp料|pp粒子|pp granules`. */
function grades(names: string): string {
  return names
    .split("|")
    .flatMap((name) => [
      name,
      ...[
        "料",
        "粒子",
        "颗粒",
        "胶料",
        "胶粒",
        "塑料",
        "塑料粒子",
        "塑料颗粒",
        "塑胶",
        "塑胶粒",
        "树脂",
        "切片",
        "原料",
        "新料",
        "粉",
        "树脂粉",
        "塑料米",
      ].map((end) => name + end),
      ...(/^[a-z]/.test(name)
        ? [" granule", " resin", " chip", " pellet", " compound", " raw material", " dana", " material"].map(
            (end) => name + end,
          )
        : []),
    ])
    .join("|");
}

export const PLASTIC_CONCEPTS: readonly Concept[] = [
  concept(
    "plastic-hdpe",
    "goods",
    `${grades("hdpe|高密度聚乙烯|低压聚乙烯|高压聚乙烯")}|high density polyethylene|pead`,
    {
      factors: desnz("19_505_5132_15"),
      recycled: desnz("19_505_5135_15"),
      sectors: RESIN,
      stream: "hdpe",
    },
  ),
  concept(
    "plastic-ldpe",
    "goods",
    `${grades("ldpe|lldpe|线性聚乙烯|低密度聚乙烯|线性低密度聚乙烯")}|low density polyethylene|pebd`,
    {
      factors: desnz("19_505_5136_15"),
      recycled: desnz("19_505_5139_15"),
      sectors: RESIN,
      stream: "ldpe",
    },
  ),
  concept(
    "plastic-pe",
    "goods",
    `${grades("pe|聚乙烯")}|polyethylene|polyethylen|polietilen|polietileno|pe foam sheet raw`,
    {
      factors: desnz("19_505_5136_15", "19_505_5132_15"),
      recycled: desnz("19_505_5139_15"),
      sectors: RESIN,
      stream: "ldpe",
    },
  ),
  concept(
    "plastic-pp",
    "goods",
    `${grades("pp|聚丙烯|pph|ppr|pp r")}|polypropylene|polypropylen|polipropilen|polipropileno|nhua pp|pp copolymer|pp homopolymer`,
    {
      factors: desnz("19_505_5144_15"),
      recycled: desnz("19_505_5147_15"),
      sectors: RESIN,
      stream: "pp",
    },
  ),
  concept(
    "plastic-ps",
    "goods",
    `${grades("ps|gpps|hips|聚苯乙烯|透苯|改苯|gpps透苯")}|polystyrene|polystyrol|poliestireno|general purpose polystyrene`,
    {
      factors: desnz("19_505_5148_15"),
      recycled: desnz("19_505_5151_15"),
      sectors: RESIN,
      stream: "ps",
    },
  ),
  concept(
    "plastic-eps",
    "goods",
    "eps|泡沫|泡沫板|泡沫箱|保丽龙|eps泡沫|泡沫包装|泡沫内衬|泡沫衬垫|xps|挤塑板|styrofoam|eps foam|polystyrene foam|expanded polystyrene|thermocol|eps block|eps packaging|foam packaging",
    {
      factors: desnz("19_505_5148_15"),
      recycled: desnz("19_505_5151_15"),
      sectors: ["326140"],
      stream: "ps",
    },
  ),
  concept("plastic-pvc", "goods", `${grades("pvc|聚氯乙烯|upvc|cpvc")}|pvc powder|polyvinyl chloride|pvc granulate`, {
    factors: desnz("19_505_5152_15"),
    recycled: desnz("19_505_5155_15"),
    sectors: RESIN,
    stream: "pvc",
  }),
  concept(
    "plastic-pet",
    "goods",
    `${grades("pet|聚酯|rpet|涤纶级|瓶级|pet瓶级|再生pet|再生聚酯")}|pet chip|pet flake|pet flakes|pet resin bottle grade|polyester chip|聚酯瓶片|瓶片|polyethylene terephthalate|apet|petg`,
    {
      factors: desnz("19_505_5140_15"),
      recycled: desnz("19_505_5143_15"),
      sectors: RESIN,
      stream: "pet",
    },
  ),
  concept(
    "plastic-pet-bottle",
    "goods",
    "pet瓶|pet瓶胚|瓶胚|瓶坯|塑料瓶|饮料瓶|preform|preforms|pet preform|pet bottle|plastic bottle|plastic bottles|塑料罐|塑胶瓶|hdpe bottle|jerry can|塑料桶",
    {
      factors: desnz("19_505_5140_15"),
      recycled: desnz("19_505_5143_15"),
      sectors: ["326160"],
      stream: "pet",
    },
  ),
  concept(
    "plastic-engineering",
    "goods",
    `${grades("abs|pc|pa|nylon 6|nylon 66|nylon6|nylon66|pa6|pa66|pa6 gf30|pa66 gf30|尼龙|尼龙6|尼龙66|pom|赛钢|pbt|pmma|亚克力|tpu|tpe|tpr|tpv|eva|pc abs|abs pc|as|san|ppo|pps|peek|lcp|ptfe|铁氟龙|聚碳酸酯|聚酰胺|聚甲醛|改性塑料|塑料|塑胶|塑料粒子|塑料米|工程塑料|热塑性|pla|pbat|asa|pvdf|ppa|氟塑料|增强尼龙|阻燃abs")}|plastic|plastics|plastic granule|plastic granules|plastic pellet|plastic resin|polymer|engineering plastic|nylon|polyamide|polycarbonate|acetal|acrylic|thermoplastic|kunststoff|kunststoffgranulat|granulat|plastik|plastico|hat nhua|nhua|compound plastic|resin pellets|polycarbonate resin`,
    {
      factors: AVERAGE,
      recycled: desnz("19_505_5123_15"),
      sectors: [...RESIN, "325991"],
      stream: "plastic",
      isStandIn: true,
    },
  ),
  concept(
    "plastic-masterbatch",
    "goods",
    "色母|色母粒|黑色母|白色母|填充母料|母料|阻燃母粒|功能母粒|masterbatch|master batch|colour masterbatch|color concentrate",
    {
      sectors: ["325991", "325130"],
      stream: "plastic",
    },
  ),
  concept(
    "plastic-resin",
    "goods",
    "环氧树脂|不饱和树脂|酚醛树脂|聚氨酯|树脂|pu料|丙烯酸树脂|醇酸树脂|三聚氰胺|多元醇|聚醚|黑料|白料|mdi|tdi|有机硅|硅树脂|epoxy resin|epoxy|polyester resin|unsaturated polyester|phenolic resin|polyurethane|polyol|isocyanate|resin|alkyd|melamine|vinyl ester|gelcoat|silicone resin|harz|recine",
    {
      factors: AVERAGE,
      sectors: RESIN,
      stream: "plastic",
      isStandIn: true,
    },
  ),
  concept(
    "plastic-film",
    "goods",
    "膜|薄膜|塑料膜|塑料薄膜|缠绕膜|拉伸膜|打包膜|热缩膜|收缩膜|保护膜|pe膜|opp膜|bopp膜|cpp膜|pof膜|流延膜|农膜|地膜|气泡膜|复合膜|pet膜|pvc膜|静电膜|真空膜|卷膜|shrink sleeve|shrink sleeves|stretch film|stretch wrap|pallet wrap|shrink film|shrink wrap|plastic film|film|films|pe film|bopp|bopp film|cling film|bubble wrap|bubble film|protective film|packaging film|film roll|laminated film|stretchfolie|folie|strec film|pelicula|mang pe|mang co|lldpe film|wrapping film",
    {
      factors: FILM,
      recycled: desnz("19_505_5127_15"),
      sectors: ["326112", "326113"],
      stream: "film",
    },
  ),
  concept(
    "plastic-bag",
    "goods",
    "袋|塑料袋|胶袋|pe袋|pp袋|opp袋|气泡袋|自封袋|封口袋|编织袋|吨袋|集装袋|垃圾袋|真空袋|铝箔袋|背心袋|包装袋|快递袋|防静电袋|静电袋|屏蔽袋|平口袋|立体袋|夹链袋|骨袋|气柱袋|polybag|poly bag|polybags|poly bags|plastic bag|plastic bags|pe bag|pp bag|pp woven bag|woven bag|woven sack|fibc|jumbo bag|big bag|bubble bag|zip bag|ziplock bag|bin bag|bin liner|garbage bag|bin bags|mailer|poly mailer|tui pe|tui nylon|bolsa|bolsa plastica|poset|plastikbeutel|antistatic bag|esd bag|packing bag|ldpe bag|liner bag",
    {
      factors: FILM,
      recycled: desnz("19_505_5127_15"),
      sectors: ["326111"],
      stream: "film",
    },
  ),
  concept(
    "plastic-foam",
    "goods",
    "珍珠棉|epe|epe珍珠棉|海绵|pu海绵|发泡棉|泡棉|eva泡棉|聚氨酯泡沫|护角棉|epe foam|pe foam|foam|foam sheet|pu foam|sponge|polyurethane foam|foam insert|schaumstoff|sunger|rebond foam",
    {
      factors: desnz("19_505_5136_15", "19_505_5124_15"),
      recycled: desnz("19_505_5127_15"),
      sectors: ["326150"],
      stream: "film",
      isStandIn: true,
    },
  ),
  concept(
    "plastic-pipe",
    "goods",
    "塑料管|pvc管|ppr管|pe管|波纹管|穿线管|塑料软管|plastic pipe|pvc pipe|hdpe pipe|upvc pipe|conduit|pvc conduit",
    { factors: RIGID, sectors: ["326122"], stream: "plastic", isStandIn: true },
  ),
  concept(
    "plastic-sheet",
    "goods",
    "亚克力板|pc板|pvc板|pp板|pp中空板|中空板|尼龙棒|pom棒|塑料板|有机玻璃|abs板|pet片材|片材|acrylic sheet|pmma sheet|polycarbonate sheet|plastic sheet|pp corrugated sheet|corrugated plastic|hips sheet|pvc sheet",
    {
      factors: RIGID,
      sectors: ["326113", "326130"],
      stream: "plastic",
      isStandIn: true,
    },
  ),
  concept(
    "plastic-part",
    "goods",
    "塑料件|塑胶件|注塑件|塑料外壳|塑胶外壳|吸塑|吸塑盒|吸塑托盘|吸塑盘|塑料托盘|塑胶托盘|塑料卡板|塑料盒|周转箱|塑料周转箱|塑料筐|塑料盖|瓶盖|泡壳|塑料配件|塑料扣|扎带|尼龙扎带|打包带|塑钢带|pet打包带|pp打包带|护角|塑料护角|塑料制品|plastic part|plastic parts|moulded part|molded part|injection moulded part|plastic housing|plastic tray|blister tray|blister|blister pack|plastic pallet|plastic crate|plastic cap|caps and closures|closure|cable tie|cable ties|zip tie|strapping|pet strap|pp strap|strapping band|umreifungsband|kunststoffteile|plastic component|plastic components|bottle cap|tray",
    {
      factors: RIGID,
      sectors: ["326199"],
      stream: "plastic",
    },
  ),
];

export const PAPER_CONCEPTS: readonly Concept[] = [
  concept(
    "cartons",
    "goods",
    "纸箱|瓦楞纸箱|瓦楞纸|瓦楞纸板|外箱|包装箱|包装纸箱|出口纸箱|五层纸箱|三层纸箱|快递纸箱|飞机盒|牛卡纸|纸板|纸板箱|纸护角|蜂窝纸板|蜂窝板|纸隔板|刀卡|平卡|内衬纸板|carton|cartons|carton box|carton boxes|cardboard|cardboard box|cardboard boxes|cardboard boxs|corrugated|corrugated box|corrugated boxes|corrugated board|corrugated carton|shipping box|shipping boxes|outer carton|master carton|export carton|ply box|5 ply box|karton|kartonagen|wellpappe|koli|caja de carton|cajas de carton|thung carton|honeycomb board|packaging box|occ",
    {
      factors: BOARD,
      recycled: desnz("19_506_5159_15"),
      sectors: ["322211"],
      stream: "board",
    },
  ),
  concept(
    "folding-boxes",
    "goods",
    "盒|鞋盒|彩盒|纸盒|白卡纸|白卡|白板纸|灰板|灰板纸|礼盒|内盒|卡纸|卡盒|吊卡|坑盒|天地盖|药盒|包装盒|folding carton|folding cartons|printed box|gift box|color box|colour box|paper box|paper boxes|duplex board|paperboard|mono carton|mono cartons|retail box|faltschachtel|hop giay",
    {
      factors: BOARD,
      recycled: desnz("19_506_5159_15"),
      sectors: ["322212", "322130"],
      stream: "board",
    },
  ),
  concept(
    "paper",
    "goods",
    "纸|纸张|a4纸|a3纸|复印纸|打印纸|办公用纸|牛皮纸|双胶纸|铜版纸|原纸|离型纸|硅油纸|拷贝纸|包装纸|新闻纸|热敏纸|无碳纸|雪梨纸|棉纸|防锈纸|格拉辛|filter paper|滤纸|壁纸原纸|装饰纸|paper|copier paper|copy paper|printer paper|printing paper|office paper|a4 paper|kraft paper|tissue paper|art paper|release paper|wrapping paper|papier|kopierpapier|kagit|papel|giay|giay a4|paper ream|paper reel|paper roll|base paper|reams|a4 80 gsm",
    {
      factors: PAPER,
      recycled: desnz("19_506_5167_15"),
      sectors: ["322121"],
      stream: "paper",
    },
  ),
  concept(
    "paper-bag",
    "goods",
    "纸袋|牛皮纸袋|手提袋|纸塑袋|不干胶|不干胶标签|标签|标签纸|条码纸|贴纸|碳带|铭牌贴|吊牌|唛头|胶带|封箱胶带|透明胶带|胶纸|双面胶|美纹纸|胶粘带|高温胶带|paper bag|paper bags|label|labels|sticker|stickers|barcode label|hang tag|hang tags|tape|packing tape|adhesive tape|bopp tape|masking tape|double sided tape|etiketten|klebeband|etiket|etiqueta|tem nhan|bang keo|shipping label|price tag",
    {
      sectors: ["322220", "322299", "323111"],
      stream: "paper",
    },
  ),
  concept(
    "sanitary-paper",
    "goods",
    "卫生纸|纸巾|抽纸|擦手纸|餐巾纸|无尘纸|擦拭纸|toilet paper|tissue|paper towel|paper towels|napkin|hand towel|toilet roll|wipes|wiping paper",
    { factors: PAPER, sectors: ["322291"], stream: "paper" },
  ),
  concept(
    "stationery",
    "goods",
    "文具|办公用品|笔|中性笔|文件夹|笔记本|本子|信封|档案盒|办公耗材|凭证纸|账簿|便签|收据|订书机|stationery|office supplies|office supply|office consumables|pens|envelope|envelopes|notebook paper|folders|burobedarf|kirtasiye|papeleria|van phong pham|filing",
    {
      sectors: ["339940", "322230"],
      stream: "paper",
    },
  ),
  concept(
    "toner",
    "goods",
    "硒鼓|墨盒|碳粉|墨粉|粉盒|打印机耗材|打印耗材|色带|toner|toner cartridge|toner cartridges|ink cartridge|ink cartridges|printer ink|printer cartridge|muc in|tintenpatrone",
    {
      sectors: ["325910", "339940", "334118", "333316"],
    },
  ),
  concept(
    "printing",
    "goods",
    "印刷|印刷费|说明书|宣传册|画册|彩页|名片|印刷品|包装印刷|海报|合格证印刷|printing|printed matter|brochure|brochures|flyer|flyers|business card|business cards|user manual|instruction manual|leaflet|catalogue|catalog printing|druckkosten|drucksachen|imprenta|in an",
    {
      sectors: ["323111"],
      factors: desnz("19_506_5164_15"),
      stream: "paper",
    },
  ),
  concept(
    "books",
    "goods",
    "书籍|图书|书刊|报纸|杂志|期刊|books|book|journal|magazine|newspaper|subscription journal",
    { sectors: ["511130", "511120", "511110"], stream: "books" },
  ),
  concept("pulp", "goods", "纸浆|木浆|浆板|针叶浆|阔叶浆|wood pulp|pulp|bhkp|bskp", { sectors: ["322110"] }),
  concept(
    "pallet",
    "goods",
    "木托盘|木托|托盘|木箱|木卡板|卡板|栈板|木栈板|熏蒸木托盘|熏蒸托盘|免熏蒸托盘|胶合板托盘|出口木箱|木架|木包装|木包装箱|木质包装|垫木|pallet|pallets|wooden pallet|wooden pallets|wood pallet|wood pallets|euro pallet|wooden crate|wooden crates|crate|crates|wooden box|wooden case|holzpalette|holzpaletten|europalette|paletten|palet|ahsap palet|tarima|tarimas|pallet go|dunnage|plywood box|skid",
    {
      factors: WOOD,
      recycled: desnz("19_500_5051_15"),
      sectors: ["321920"],
      stream: "wood",
    },
  ),
  concept(
    "wood",
    "goods",
    "木材|原木|板材木|实木|木方|木板|锯材|橡胶木|松木|橡木|榉木|白蜡木|桦木|木料|方木|木条|木皮|wood|timber|lumber|hardwood|hardwood lumber|softwood|sawn timber|sawn wood|log|logs|oak|pine|rubberwood|teak|beech|ash wood|holz|schnittholz|ahsap|kereste|madera|go|go cao su|acacia|wood board",
    {
      factors: WOOD,
      recycled: desnz("19_500_5051_15"),
      sectors: ["321113", "321912"],
      stream: "wood",
    },
  ),
  concept(
    "wood-panel",
    "goods",
    "密度板|中纤板|中密度板|刨花板|颗粒板|纤维板|欧松板|mdf|mdf board|particle board|particleboard|chipboard|fibreboard|fiberboard|hdf|osb|spanplatte|sunta|van mdf|laminated board",
    {
      factors: WOOD,
      sectors: ["321219"],
      stream: "wood",
    },
  ),
  concept(
    "plywood",
    "goods",
    "木工板|生态板|免漆板|胶合板|多层板|夹板|细木工板|木皮板|模板|建筑模板|plywood|veneer|ply board|blockboard|sperrholz|kontrplak|film faced plywood",
    { factors: WOOD, sectors: ["321211", "321212"], stream: "wood" },
  ),
];
