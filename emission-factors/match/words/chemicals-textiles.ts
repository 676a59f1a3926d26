import { type Concept, concept, desnz } from "../concept.ts";

const CLOTHING = desnz("19_501_5060_15");
const FOOD = desnz("19_501_5064_15");
const MINERAL_OIL = desnz("19_500_5036_15");

export const CHEMICAL_CONCEPTS: readonly Concept[] = [
  concept(
    "lubricants",
    "goods",
    "润滑油|机油|液压油|抗磨液压油|齿轮油|导轨油|黄油|润滑脂|切削油|拉伸油|冲压油|防锈油|轧制油|导热油|变压器油|压缩机油|空压机油|真空泵油|主轴油|脱模油|淬火油|锂基脂|火花油|刹车油|发动机油|汽油机油|柴油机油|lubricant|lubricants|lube oil|engine oil|motor oil|hydraulic oil|hydraulic fluid|gear oil|grease|cutting oil|spindle oil|compressor oil|transformer oil|rust preventive oil|rust preventive|quench oil|quenching oil|heat transfer oil|thermic fluid|slideway oil|schmierstoff|schmiermittel|hydraulikol|motor yagi|hidrolik yag|aceite|aceite lubricante|lubricante|dau nhot|dau thuy luc|neat oil|drawing oil|release oil",
    {
      factors: MINERAL_OIL,
      sectors: ["324191"],
      stream: "mineral-oil",
      needs: ["density"],
    },
  ),
  concept(
    "cutting-fluid",
    "goods",
    "切削液|乳化液|磨削液|冷却液|cutting fluid|coolant|coolant oil|metalworking fluid|soluble oil|kuhlschmierstoff|水基切削液|水溶性切削液|全合成切削液",
    { sectors: ["324191"], stream: "hazardous" },
  ),
  concept(
    "cleaning-agents",
    "goods",
    "清洗剂|脱脂剂|除油剂|工业清洗剂|洗洁精|洗衣液|洗手液|洗涤剂|清洁剂|去污剂|degreaser|cleaning agent|cleaning agents|detergent|detergents|soap|hand soap|cleaning chemical|cleaning chemicals|cleaning supplies|reinigungsmittel|temizlik malzemesi|limpieza quimica|洁厕|清洁用品|保洁用品|dish soap",
    { sectors: ["325611", "325612"] },
  ),
  concept(
    "disinfectant",
    "goods",
    "酒精|消毒液|消毒酒精|酒精消毒液|84消毒液|工业酒精|无水乙醇|乙醇|免洗洗手液|disinfectant|sanitiser|sanitizer|hand sanitizer|hand sanitiser|ethanol|alcohol|ipa|isopropyl alcohol|surface cleaner|desinfektionsmittel|polish|floor wax",
    { sectors: ["325612", "325193"] },
  ),
  concept(
    "paint",
    "goods",
    "油漆|涂料|水性漆|粉末涂料|喷粉|塑粉|静电粉末|底漆|面漆|稀释剂漆|稀料|固化剂|清漆|防锈漆|乳胶漆|环氧地坪漆|uv漆|烤漆|木器漆|电泳漆|漆|paint|paints|coating|coatings|powder coating|powder coating paint|primer|lacquer|varnish|epoxy paint|thinner|hardener|enamel paint|wood coating|coal tar epoxy|coal tar epoxy paint|lack|farbe|boya|toz boya|pintura|son|son tinh dien|topcoat|e coat paint",
    { sectors: ["325510"] },
  ),
  concept("ink", "goods", "油墨|水性油墨|uv油墨|丝印油墨|printing ink|inks|ink|uv ink|murekkep|flexo ink|druckfarbe", {
    sectors: ["325910"],
  }),
  concept(
    "adhesive",
    "goods",
    "胶水|胶|热熔胶|白乳胶|ab胶|结构胶|密封胶|玻璃胶|硅酮胶|粘合剂|胶黏剂|胶粘剂|502胶|硅胶水|uv胶|厌氧胶|喷胶|灌封胶|导热硅脂|adhesive|adhesives|glue|hot melt|hot melt adhesive|sealant|silicone sealant|loctite|klebstoff|yapistirici|pegamento|keo|thread locker|threadlocker|contact cement",
    { sectors: ["325520"] },
  ),
  concept(
    "inorganic-chemical",
    "goods",
    "盐酸|硫酸|硝酸|磷酸|氢氟酸|铬酸|硼酸|草酸|片碱|烧碱|液碱|火碱|氢氧化钠|氢氧化钾|纯碱|碳酸钠|小苏打|双氧水|过氧化氢|次氯酸钠|漂白水|氯化钠|工业盐|氯化铵|硫酸铜|硫酸镍|硫酸铝|氯化锌|氰化|聚合氯化铝|pac|聚铝|三氯化铁|硫酸亚铁|亚硫酸氢钠|硅酸钠|水玻璃|钛白粉|碳酸锂|氢氧化锂|磷酸铁锂|三元前驱体|正极材料|氧化锌|碳黑|炭黑|白炭黑|活性炭|高锰酸钾|硫化碱|电镀药水|化学试剂|氨水|氟化铝|冰晶石|电解液|石墨粉|caustic soda|caustic|sodium hydroxide|naoh|hydrochloric acid|hcl|sulphuric acid|sulfuric acid|nitric acid|phosphoric acid|hydrogen peroxide|h2o2|soda ash|sodium carbonate|sodium hypochlorite|bleach|salt|sodium chloride|titanium dioxide|tio2|lithium carbonate|carbon black|activated carbon|sodium silicate|zinc oxide|alum|poly aluminium chloride|ferric chloride|ferrous sulphate|plating chemical|plating chemicals|plating salt|acid|natronlauge|salzsaure|schwefelsaure|kostik|acido|sosa caustica|axit|silica|potassium hydroxide|sodium sulphate|boric acid|cathode material",
    { sectors: ["325180"] },
  ),
  concept(
    "organic-chemical",
    "goods",
    "甲醇|乙二醇|丙二醇|丙酮|甲苯|二甲苯|乙酸乙酯|醋酸|冰醋酸|冰乙酸|柠檬酸|异丙醇|二氯甲烷|三氯乙烯|三氯甲烷|dmf|nmp|溶剂|有机溶剂|天那水|香蕉水|洗网水|环己酮|丁酮|增塑剂|dotp|dop|苯乙烯|丙烯酸|苯酚|甲醛|己内酰胺|石蜡|硬脂酸|甘油|香精|脱模剂|有机硅油|硅油|toluene|xylene|solvent|solvents|solvent toluene|acetone|methanol|mek|ethyl acetate|butyl acetate|acetic acid|citric acid|ethylene glycol|glycol|glycerin|glycerine|plasticizer|plasticiser|styrene|formaldehyde|caprolactam|paraffin wax|wax|stearic acid|formic acid|mold release|mould release|losungsmittel|solvente|cozucu|dung moi|methylene chloride|nmp solvent",
    { sectors: ["325199", "325110", "325194"] },
  ),
  concept(
    "petrol-solvent",
    "goods",
    "溶剂油|白电油|煤油清洗|清洗煤油|航空煤油清洗|洗板水|沥青|石油醚|白油|white spirit|mineral spirit|mineral spirits|bitumen|petroleum jelly|white oil",
    { sectors: ["324110", "324199"] },
  ),
  concept("urea", "goods", "车用尿素|尿素溶液|车用尿素液|adblue|def fluid|diesel exhaust fluid|urea solution|def", {
    sectors: ["325311", "325998"],
  }),
  concept("fertiliser", "goods", "尿素|化肥|复合肥|肥料|有机肥|urea|fertiliser|fertilizer|fertilizers|npk", {
    sectors: ["325311", "325314"],
  }),
  concept("pesticide", "goods", "农药|除草剂|杀虫剂|灭鼠药|pesticide|herbicide|insecticide", { sectors: ["325320"] }),
  concept(
    "dye",
    "goods",
    "染料|颜料|活性染料|分散染料|酸性染料|色粉|色浆|dye|dyes|dyestuff|dyestuffs|reactive dye|disperse dye|pigment|pigments|farbstoff|boyar madde|thuoc nhuom",
    { sectors: ["325130"] },
  ),
  concept(
    "auxiliaries",
    "goods",
    "助剂|染整助剂|柔软剂|固色剂|渗透剂|抗氧剂|阻燃剂|发泡剂|偶联剂|催化剂|光亮剂|絮凝剂|聚丙烯酰胺|pam|消泡剂|阻垢剂|杀菌剂|水处理药剂|污水处理药剂|废水处理药剂|水处理剂|防冻液|缓蚀剂|添加剂|化工原料|化学品|化工料|磷化液|钝化剂|皮膜剂|chemical|chemicals|textile auxiliaries|auxiliary|auxiliaries|softener|flocculant|polymer flocculant|antifreeze|water treatment chemical|water treatment chemicals|etp chemicals|catalyst|flame retardant|defoamer|additive|additives|antioxidant|chemikalien|kimyasal|quimicos|hoa chat|boiler chemicals|biocide|surfactant|phosphating chemical",
    { sectors: ["325998", "325613"] },
  ),
  concept(
    "medicine",
    "goods",
    "药品|急救药|医药|药箱|medicine|medicines|first aid|first aid kit|pharmaceutical|drugs|medikamente",
    { sectors: ["325412"] },
  ),
  concept("cosmetic", "goods", "化妆品|护肤品|cosmetics|perfume|toiletries", { sectors: ["325620"] }),
  concept(
    "rubber",
    "goods",
    "合成橡胶|丁苯橡胶|顺丁橡胶|丁腈橡胶|三元乙丙|epdm|硅橡胶|生胶|混炼胶|天然橡胶|标胶|橡胶|乳胶|synthetic rubber|natural rubber|rubber compound|sbr|nbr|silicone rubber|rubber|latex|kautschuk|kaucuk|hule|cao su|smr|rss3|tsr20|neoprene",
    { sectors: ["325212"] },
  ),
  concept(
    "rubber-part",
    "goods",
    "橡胶件|橡胶圈|橡胶垫|胶垫|胶圈|橡胶密封件|橡胶板|胶辊|减震垫|硅胶件|硅胶制品|硅胶圈|rubber part|rubber parts|rubber gasket|rubber pad|rubber sheet|grommet|rubber mount|rubber bush|gummiteile|rubber component|rubber stopper",
    { sectors: ["326291", "326299"] },
  ),
  concept(
    "hose",
    "goods",
    "软管|胶管|皮带|传动带|三角带|同步带|输送带|高压油管|液压软管|气管|hose|hoses|hydraulic hose|v belt|v belts|timing belt|drive belt|conveyor belt|air hose|schlauch|kayis|manguera|banda",
    { sectors: ["326220"] },
  ),
  concept(
    "gasket",
    "goods",
    "密封件|密封圈|油封|o型圈|o形圈|垫片密封|机械密封|石墨垫|盘根|硅胶密封圈|gasket|gaskets|o ring|o rings|oil seal|oil seals|seal|seals|seal kit|mechanical seal|dichtung|conta|sello|packing seal",
    { sectors: ["339991", "326291"] },
  ),
  concept(
    "tyre",
    "goods",
    "轮胎|外胎|内胎|实心胎|叉车轮胎|汽车轮胎|轮胎更换|tyre|tyres|tire|tires|forklift tyre|truck tyre|reifen|lastik|llanta|llantas|lop xe",
    {
      factors: desnz("19_500_5044_15"),
      sectors: ["326211"],
      stream: "tyres",
    },
  ),
];

export const TEXTILE_CONCEPTS: readonly Concept[] = [
  concept(
    "fibre",
    "goods",
    "化纤|涤纶|涤纶丝|涤丝|dty|fdy|poy|涤纶短纤|短纤|锦纶|锦纶丝|氨纶|氨纶丝|粘胶|粘胶短纤|腈纶|丙纶|尼龙丝|长丝|玻纤丝|碳纤维|polyester filament|polyester fibre|polyester fiber|polyester staple|staple fibre|psf|viscose|viscose fibre|spandex|elastane|acrylic fibre|polyester yarn|nylon yarn|filament yarn|textured yarn|carbon fibre|carbon fiber|polyester elyaf|viskon|rayon",
    { sectors: ["325220"], stream: "textile" },
  ),
  concept(
    "yarn",
    "goods",
    "棉纱|纱线|纱|涤棉纱|人棉纱|毛纱|毛线|缝纫线|绣花线|线团|包芯纱|气流纺|羊毛纱|麻纱|cotton yarn|yarn|yarns|thread|threads|sewing thread|embroidery thread|wool yarn|garn|iplik|hilo|soi|combed yarn|ring spun yarn",
    { sectors: ["313110"], stream: "textile" },
  ),
  concept(
    "cotton",
    "goods",
    "棉花|皮棉|原棉|籽棉|羊毛原毛|raw cotton|cotton lint|cotton bale|cotton bales|cotton|baumwolle|pamuk|algodon|bong",
    { sectors: ["111920"], stream: "textile" },
  ),
  concept(
    "woven-fabric",
    "goods",
    "坯布|全棉坯布|梭织|梭织布|梭织面料|机织布|平纹布|斜纹布|牛仔布|帆布|涤纶布|涤纶面料|里布|里料|衬布|面料|布料|布|色织布|府绸|春亚纺|塔丝隆|雪纺|涤塔夫|牛津布|纯棉布|棉布|绸缎|丝绸|沙发布|毛呢|fabric|fabrics|woven fabric|woven|denim|denim fabric|canvas|twill|poplin|polyester fabric|polyester woven fabric|cotton fabric|grey fabric|greige|greige fabric|lining|lining fabric|cloth|oxford fabric|taffeta|voile|upholstery fabric|stoff|gewebe|kumas|tela|tejido|vai|silk|linen|wool fabric|suiting|shell fabric",
    { sectors: ["313210"], stream: "textile" },
  ),
  concept(
    "knit-fabric",
    "goods",
    "针织|针织布|针织面料|汗布|罗纹|罗纹布|卫衣布|毛圈布|珠地|经编|经编布|纬编|拉架|摇粒绒|knit fabric|knitted fabric|knitted|jersey|jersey fabric|single jersey|rib fabric|fleece|fleece fabric|interlock|pique|terry fabric|warp knit|orme kumas|strickware",
    { sectors: ["313240"], stream: "textile" },
  ),
  concept(
    "nonwoven",
    "goods",
    "无纺布|不织布|熔喷布|水刺布|土工布|毛毡|针刺棉|喷胶棉|nonwoven|non woven|non woven fabric|nonwoven fabric|spunbond|meltblown|felt|geotextile|interlining|wadding|padding",
    { sectors: ["313230"], stream: "textile" },
  ),
  concept(
    "narrow-fabric",
    "goods",
    "织带|松紧带|花边|蕾丝|丝带|绳带|魔术贴|网布|ribbon|webbing|elastic|elastic band|elastic tape|lace|lace trim|drawcord|velcro|hook and loop|narrow fabric",
    { sectors: ["313220"], stream: "textile" },
  ),
  concept(
    "trims",
    "goods",
    "拉链|纽扣|钮扣|扣子|四合扣|拉头|气眼|撞钉|zip|zipper|zippers|button|buttons|snap button|rivet button|reissverschluss|fermuar|dugme|cierre|khoa keo",
    { sectors: ["339993"] },
  ),
  concept(
    "coated-fabric",
    "goods",
    "pu革|pvc革|人造革|合成革|涂层布|超纤|pu leather|pvc leather|synthetic leather|artificial leather|coated fabric|leatherette|faux leather|suni deri|tarpaulin|篷布|油布",
    { sectors: ["313320"], stream: "textile" },
  ),
  concept(
    "leather",
    "goods",
    "皮革|牛皮|真皮|头层皮|羊皮|猪皮|蓝湿皮|皮料|leather|cow leather|hide|hides|wet blue|leder|deri|cuero|da bo",
    { sectors: ["316110"] },
  ),
  concept("finishing-goods", "goods", "印花布|染色布|finished fabric|dyed fabric|printed fabric", {
    sectors: ["313310", "313210"],
    stream: "textile",
  }),
  concept(
    "clothing",
    "goods",
    "工作服|服装|工服|工衣|制服|衣服|防静电服|防护服|t恤|厂服|劳保服|冬装|西装|裤子|夏装|雨衣|反光衣|反光背心|clothing|clothes|workwear|uniform|uniforms|garment|garments|apparel|t shirt|t shirts|overall|overalls|coverall|hi vis vest|jacket|jackets|arbeitskleidung|is elbisesi|ropa de trabajo|uniformes|dong phuc|quan ao|trousers|shirts|polo shirt",
    {
      factors: CLOTHING,
      recycled: desnz("19_501_5061_15"),
      sectors: ["315280", "315220", "315240"],
      stream: "clothing",
    },
  ),
  concept(
    "gloves",
    "goods",
    "手套|劳保手套|丁腈手套|乳胶手套|线手套|棉纱手套|防割手套|pvc手套|焊工手套|glove|gloves|nitrile glove|nitrile gloves|latex gloves|work gloves|cotton gloves|safety gloves|handschuhe|eldiven|guantes|gang tay",
    { sectors: ["339113", "326299", "315990"] },
  ),
  concept(
    "ppe",
    "goods",
    "口罩|防尘口罩|安全帽|护目镜|耳塞|劳保用品|劳保|防毒面具|滤毒盒|护具|安全带|防护用品|防护面罩|手套口罩|ppe|face mask|face masks|mask|masks|respirator|gas mask|gas mask filter|gas mask filters|safety helmet|hard hat|safety glasses|goggles|ear plug|ear plugs|earplugs|safety equipment|safety harness|n95|schutzausrustung|kkd|epp|safety gear|safety items|safety consumables",
    { sectors: ["339113"] },
  ),
  concept(
    "shoes",
    "goods",
    "鞋|劳保鞋|安全鞋|雨靴|工作鞋|防静电鞋|鞋底|鞋材|胶鞋|shoes|safety shoe|safety shoes|boots|footwear|safety boots|gumboots|rubber boots|sicherheitsschuhe|is ayakkabisi|zapatos|giay bao ho",
    { sectors: ["316210"], stream: "clothing" },
  ),
  concept(
    "towels",
    "goods",
    "毛巾|抹布|擦机布|碎布|床上用品|被褥|窗帘|棉被|towel|towels|rags|wiping rags|cotton rags|cleaning cloth|bed linen|bedsheets|curtain|curtains|cotton waste wiping",
    { sectors: ["314120", "314999"], stream: "textile" },
  ),
  concept("rope", "goods", "绳|尼龙绳|麻绳|吊带|吊装带|绳子|rope|twine|sling|slings|webbing sling|cordage", {
    sectors: ["314994"],
  }),
  concept(
    "textile-bag",
    "goods",
    "帆布袋|布袋|无纺布袋|麻袋|cotton bag|tote bag|canvas bag|jute bag|gunny bag|gunny bags",
    { sectors: ["314910"] },
  ),
  concept("luggage", "goods", "箱包|手袋|背包|皮带扣皮具|handbag|backpack|luggage|suitcase", {
    sectors: ["316998", "316992"],
  }),
];

export const FOOD_CONCEPTS: readonly Concept[] = [
  concept("rice", "goods", "大米|稻米|糯米|rice|reis|pirinc gida|arroz|gao", {
    factors: FOOD,
    sectors: ["311212"],
    stream: "food",
  }),
  concept(
    "flour",
    "goods",
    "面粉|小麦粉|面条|挂面|淀粉|玉米淀粉|flour|wheat flour|noodles|pasta|starch|corn starch|mehl|un|harina|bot mi",
    { factors: FOOD, sectors: ["311211", "311824"], stream: "food" },
  ),
  concept(
    "sugar",
    "goods",
    "白糖|白砂糖|蔗糖|糖|冰糖|果葡糖浆|葡萄糖|sugar|white sugar|raw sugar|glucose syrup|zucker|seker|azucar|duong",
    { factors: FOOD, sectors: ["311314", "311313"], stream: "food" },
  ),
  concept(
    "edible-oil",
    "goods",
    "食用油|大豆油|菜籽油|棕榈油|花生油|色拉油|葵花籽油|橄榄油|palm oil|soybean oil|edible oil|cooking oil|vegetable oil|sunflower oil|olive oil|speiseol|aceite vegetal",
    { factors: FOOD, sectors: ["311225", "311224"], stream: "food" },
  ),
  concept(
    "meat",
    "goods",
    "猪肉|牛肉|羊肉|肉类|鸡肉|鸭肉|火腿|香肠|pork|beef|meat|mutton|chicken|poultry|ham|sausage|fleisch|et tavuk|carne|pollo|thit",
    { factors: FOOD, sectors: ["311611", "311615"], stream: "food" },
  ),
  concept(
    "fish",
    "goods",
    "水产|海鲜|鱼|虾|冻虾|鱼糜|seafood|fish|shrimp|prawn|frozen fish|fisch|pescado|tom dong lanh|surimi",
    { factors: FOOD, sectors: ["311710"], stream: "food" },
  ),
  concept(
    "vegetables",
    "goods",
    "蔬菜|青菜|水果|果蔬|土豆|苹果|橙子|西红柿|大蒜|食材|vegetables|fruit|fruits|fresh produce|potatoes|tomatoes|apples|onion|garlic|obst|sebze|verduras|frutas|rau",
    { factors: FOOD, sectors: ["111219", "111339"], stream: "food" },
  ),
  concept(
    "grain",
    "goods",
    "小麦|玉米|大豆|黄豆|豆粕|大麦|wheat|corn|maize|soybean|soybeans|barley|soybean meal|pulses|weizen|misir|maiz",
    { factors: FOOD, sectors: ["111140", "111150", "111110"], stream: "food" },
  ),
  concept(
    "dairy",
    "goods",
    "牛奶|奶粉|乳制品|奶酪|黄油奶|酸奶|奶油|milk|milk powder|dairy|cheese|butter|yoghurt|milch|sut|leche|cream",
    { factors: FOOD, sectors: ["311511", "311514"], stream: "food" },
  ),
  concept(
    "beverage",
    "goods",
    "饮料|啤酒|白酒|红酒|酒水|酒|招待用酒|矿泉水|桶装水|瓶装水|饮用水|纯净水|soft drink|soft drinks|beer|wine|liquor|spirits|drinks|beverage|beverages|bottled water|drinking water|water bottles|mineral water|water jars|getranke|icecek|bebidas|agua embotellada|nuoc uong",
    { factors: FOOD, sectors: ["312112", "312111", "312140", "312130", "312120"], stream: "food" },
  ),
  concept("tea-coffee", "goods", "茶叶|咖啡|咖啡豆|tea|coffee|coffee beans|kaffee|kahve|cafe|ca phe", {
    factors: FOOD,
    sectors: ["311920"],
    stream: "food",
  }),
  concept(
    "other-food",
    "goods",
    "食品|零食|月饼|调味料|酱油|盐食用|香料|饼干|面包|方便面|糖果|巧克力|干果|鸡蛋|食品原料|食品添加剂|礼品食品|粽子|food|food stuff|foodstuff|snack|snacks|biscuit|biscuits|bread|spice|spices|seasoning|sauce|chocolate|confectionery|nuts|cashew|eggs|groceries|pantry|lebensmittel|gida|alimentos|thuc pham|food ingredients",
    { factors: FOOD, sectors: ["311999", "311942", "311919"], stream: "food" },
  ),
  concept("feed", "goods", "饲料|鱼粉|预混料|animal feed|feed|fish meal|cattle feed|futter|yem", {
    sectors: ["311119"],
  }),
  concept("tobacco", "goods", "香烟|烟草|烟叶|tobacco|cigarettes", { sectors: ["312230"] }),
  concept(
    "plants",
    "goods",
    "花卉|绿植|盆栽|鲜花|苗木|花篮|花束|flowers|potted plants|office plants|saplings|bouquet|potted plants|blumen",
    { sectors: ["111422", "453110"] },
  ),
];
