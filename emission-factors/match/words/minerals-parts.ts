import { type Concept, concept, desnz } from "../concept.ts";

const AGGREGATES = desnz("19_500_5000_15");
const GLASS = desnz("19_501_5056_15");
const LI_ION = desnz("19_503_5096_15");

export const MINERAL_CONCEPTS: readonly Concept[] = [
  concept(
    "cement",
    "goods",
    "水泥|普硅水泥|散装水泥|袋装水泥|熟料|cement|opc|opc cement|opc 53 cement|ppc cement|portland cement|clinker|zement|cimento|cemento|xi mang",
    { sectors: ["327310"] },
  ),
  concept(
    "concrete",
    "goods",
    "混凝土|商砼|商品混凝土|预拌混凝土|砼|concrete|ready mix|ready mix concrete|ready mixed concrete|readymix|rmc|transportbeton|beton|hazir beton|concreto|be tong",
    {
      factors: desnz("19_500_5020_15"),
      recycled: desnz("19_500_5023_15"),
      sectors: ["327320"],
      stream: "concrete",
    },
  ),
  concept(
    "concrete-product",
    "goods",
    "水泥砖|水泥管|预制件|预制板|路沿石|砌块|加气块|concrete block|concrete blocks|concrete pipe|precast|paver|aac block|paving",
    { factors: desnz("19_500_5020_15"), sectors: ["327331", "327390"], stream: "concrete" },
  ),
  concept(
    "aggregates",
    "goods",
    "砂石|砂|沙子|黄沙|河沙|中砂|石子|碎石|石料|骨料|级配碎石|机制砂|石粉|鹅卵石|sand|gravel|aggregate|aggregates|crushed stone|river sand|sand river|ballast|kum|kies|arena|cat|cat xay dung|da dam|schotter|stone dust|m sand",
    { factors: AGGREGATES, recycled: desnz("19_500_5003_15"), sectors: ["212321"], stream: "aggregates" },
  ),
  concept(
    "industrial-sand",
    "goods",
    "石英砂|铸造砂|覆膜砂|硅砂|宝珠砂|铬矿砂|foundry sand|silica sand|resin coated sand|quartz sand",
    { sectors: ["212322"] },
  ),
  concept(
    "industrial-mineral",
    "goods",
    "高岭土|滑石粉|膨润土|长石|石灰石|白云石|萤石|重晶石|碳酸钙|重钙|轻钙|石膏粉|陶土|瓷土|粘土|kaolin|talc|bentonite|feldspar|limestone|dolomite|calcium carbonate|fluorspar|clay|caco3",
    { sectors: ["212325", "327992", "212312"] },
  ),
  concept("lime", "goods", "石灰|生石灰|熟石灰|氧化钙|lime|quicklime|hydrated lime|kalk|kirec|cal viva|voi", {
    sectors: ["327410"],
  }),
  concept("bricks", "goods", "砖|红砖|砌砖|页岩砖|瓦|brick|bricks|clay brick|roof tile|ziegel|tugla|ladrillo|gach", {
    factors: desnz("19_500_5016_15"),
    sectors: ["327120", "327331"],
    stream: "bricks",
  }),
  concept(
    "refractory",
    "goods",
    "耐火砖|耐火材料|浇注料|耐火泥|坩埚|石墨坩埚|refractory|refractories|fire brick|fire bricks|castable|crucible",
    { sectors: ["327120"] },
  ),
  concept(
    "ceramic",
    "goods",
    "瓷砖|地砖|墙砖|陶瓷|卫浴|洁具|马桶|陶瓷件|陶瓷片|tile|tiles|ceramic|ceramics|ceramic tile|sanitaryware|porcelain|fliesen|seramik|ceramica",
    { sectors: ["327110", "327120"], stream: "bricks" },
  ),
  concept("asphalt", "goods", "沥青混凝土|沥青路面料|asphalt|tarmac|asphalt mix|bituminous mix", {
    factors: desnz("19_500_5012_15"),
    sectors: ["324121"],
    stream: "asphalt",
  }),
  concept("plasterboard", "goods", "石膏板|纸面石膏板|plasterboard|gypsum board|drywall|gypsum", {
    factors: desnz("19_500_5040_15"),
    sectors: ["327420"],
    stream: "plasterboard",
  }),
  concept(
    "insulation",
    "goods",
    "保温棉|岩棉|岩棉板|玻璃棉|保温材料|隔热棉|保温板|硅酸铝棉|陶瓷纤维|保温管壳|insulation|rockwool|rock wool|mineral wool|glass wool|ceramic fibre|insulation board|dammstoff|izolasyon|aislante|insulation material|pipe insulation",
    {
      factors: desnz("19_500_5024_15"),
      sectors: ["327993"],
      stream: "insulation",
    },
  ),
  concept(
    "flat-glass",
    "goods",
    "玻璃|浮法玻璃|钢化玻璃|平板玻璃|中空玻璃|夹胶玻璃|镜子|镀膜玻璃|玻璃片|光伏玻璃|glass|float glass|tempered glass|toughened glass|flat glass|glass sheet|mirror|glas|flachglas|cam|vidrio|kinh",
    { factors: GLASS, recycled: desnz("19_501_5059_15"), sectors: ["327211", "327215"], stream: "glass" },
  ),
  concept(
    "glass-bottle",
    "goods",
    "玻璃瓶|玻璃罐|酒瓶|glass bottle|glass bottles|glass jar|glass jars|glass container|glasflaschen",
    { factors: GLASS, recycled: desnz("19_501_5059_15"), sectors: ["327213"], stream: "glass" },
  ),
  concept("glass-fibre", "goods", "玻璃纤维|玻纤|玻纤布|玻璃钢|glass fibre|glass fiber|fiberglass|fibreglass|frp|grp", {
    sectors: ["327212", "327993"],
  }),
  concept(
    "stone",
    "goods",
    "石材|大理石|花岗岩|人造石|石英石|marble|granite|stone|slab|engineered stone|naturstein|mermer",
    { sectors: ["327991"], stream: "aggregates" },
  ),
  concept(
    "abrasive",
    "goods",
    "砂轮|砂轮片|切割片|砂纸|砂带|抛光轮|百叶轮|磨料|棕刚玉|钢丸|钢砂|喷砂|抛光膏|金刚石磨具|研磨石|研磨液|磨片|abrasive|abrasives|grinding wheel|grinding wheels|cutting disc|cut off wheel|sandpaper|sand paper|emery|flap disc|steel shot|polishing compound|schleifmittel|schleifscheibe|zimpara|abrasivo|da mai|grinding disc|sanding belt",
    { sectors: ["327910"] },
  ),
  concept(
    "carbon-product",
    "goods",
    "石墨|石墨电极|电极|碳刷|石墨件|炭块|阳极炭块|预焙阳极|graphite|graphite electrode|graphite electrodes|carbon brush|anode|carbon block|electrode paste",
    { sectors: ["335991"] },
  ),
];

export const PART_CONCEPTS: readonly Concept[] = [
  concept(
    "fasteners",
    "goods",
    "螺丝|螺钉|螺栓|螺母|紧固件|标准件|垫圈|铆钉|螺柱|自攻螺丝|内六角螺丝|膨胀螺丝|弹垫|平垫|螺帽|销钉|卡簧|fastener|fasteners|screw|screws|bolt|bolts|nut bolt|nuts|hex bolt|hex bolts|hex nut|washer|washers|rivet|rivets|stud|studs|self tapping screw|allen bolt|schrauben|muttern|civata|vida|tornillo|tornillos|bulong|oc vit|circlip|dowel pin",
    { sectors: ["332722"], stream: "steel" },
  ),
  concept(
    "bearings",
    "goods",
    "轴承|深沟球轴承|滚珠轴承|滚针轴承|直线轴承|轴承座|bearing|bearings|ball bearing|ball bearings|roller bearing|linear bearing|kugellager|walzlager|rulman|rodamiento|vong bi|bac dan",
    { sectors: ["332991"] },
  ),
  concept("springs", "goods", "弹簧|压簧|扭簧|拉簧|弹片|spring|springs|compression spring|federn|yay|resorte", {
    sectors: ["332613"],
    stream: "steel",
  }),
  concept(
    "valves",
    "goods",
    "阀门|阀|球阀|闸阀|电磁阀|减压阀|止回阀|蝶阀|疏水阀|安全阀|截止阀|valve|valves|ball valve|gate valve|solenoid valve|control valve|ventil|vana|valvula|van cong nghiep|steam trap",
    { sectors: ["332911", "332912", "332919"] },
  ),
  concept(
    "pipe-fittings",
    "goods",
    "管件|弯头|三通|法兰|接头|管接头|快速接头|卡套|水龙头|pipe fitting|pipe fittings|fittings|flange|flanges|elbow|coupling|connector pipe|hose fitting|nipple|plumbing fittings|tap|faucet",
    { sectors: ["332919", "332996", "332912", "332913"] },
  ),
  concept(
    "hydraulics",
    "goods",
    "气缸|油缸|液压缸|液压件|气动元件|液压元件|cylinder hydraulic|hydraulic cylinder|pneumatic cylinder|pneumatics|actuator|zylinder",
    { sectors: ["333995"] },
  ),
  concept(
    "gears",
    "goods",
    "齿轮|减速机|减速器|联轴器|链条|链轮|丝杆|导轨|皮带轮|传动轴|变速箱|gear|gears|gearbox|gear box|speed reducer|reducer|sprocket|chain|roller chain|ball screw|linear guide|pulley|getriebe|disli|engrane|reductor",
    { sectors: ["333612", "333613"] },
  ),
  concept(
    "hardware",
    "goods",
    "五金|五金配件|合页|铰链|锁|把手|滑轨|脚轮|锁具|拉手|五金件配件|hinge|hinges|lock|locks|handle|handles|hardware|caster|castors|padlock|drawer slide|bracket|brackets|beschlage|herraje|padlocks|latch",
    { sectors: ["332510"] },
  ),
  concept(
    "hand-tools",
    "goods",
    "工具|手动工具|扳手|螺丝刀|锯条|锯片|卡尺|量具|千分尺|锉刀|钳子|hand tool|hand tools|tools|wrench|spanner|screwdriver|saw blade|saw blades|pliers|hammer|werkzeug|el aletleri|herramientas|dung cu|band saw blade",
    { sectors: ["332216"] },
  ),
  concept(
    "measuring-tools",
    "goods",
    "仪表|压力表|流量计|温度计|传感器|热电偶|测量仪器|万用表|仪器仪表|卷尺|sensor|sensors|gauge|gauges|pressure gauge|flow meter|flowmeter|thermocouple|thermometer|transmitter|caliper|callipers|micrometer|multimeter|sensoren|olcu aleti|encoder",
    { sectors: ["334513", "334519", "334515"] },
  ),
  concept(
    "cutting-tools",
    "goods",
    "刀具|铣刀|钻头|车刀|刀片|刀粒|数控刀片|丝锥|铰刀|合金铣刀|麻花钻|镗刀|刀柄|夹头|钨钢铣刀|螺纹刀|cutting tool|cutting tools|end mill|end mills|drill bit|drill bits|carbide insert|carbide inserts|insert|inserts|cnc insert|tap drill|reamer|tool holder|collet|tooling|milling cutter|fraser|wendeschneidplatten|kesici takim|herramienta de corte|dao phay|mui khoan",
    { sectors: ["333515"] },
  ),
  concept(
    "jigs",
    "goods",
    "夹具|治具|工装|检具|工装夹具|冲模配件|刀模|jig|jigs|fixture|fixtures|jig and fixture|checking fixture|die set|vorrichtung",
    { sectors: ["333514"] },
  ),
  concept(
    "filters",
    "goods",
    "滤芯|过滤器|滤网|空气滤芯|机油滤芯|柴油滤芯|机滤|空滤|除尘滤袋|滤袋|布袋除尘|滤筒|滤清器|filter|filters|air filter|oil filter|fuel filter|diesel filter|filter element|filter bag|filter bags|filter cartridge|hepa filter|hydraulic filter|filtre|filtro|loc dau",
    { sectors: ["333999", "336390", "333413"] },
  ),
  concept(
    "car-parts",
    "goods",
    "汽车配件|汽配|车辆配件|叉车配件|刹车片|火花塞|雨刮|减震器|保险杠|auto parts|car parts|spare parts vehicle|vehicle parts|brake pad|brake pads|spark plug|wiper|fuel pump|clutch|shock absorber|autoteile|oto yedek parca|refacciones|phu tung xe",
    { sectors: ["336390", "336310", "336340"] },
  ),
  concept("wire-harness", "goods", "线束|汽车线束|wire harness|wiring harness|cable harness|harness|kabelbaum|arnes", {
    sectors: ["336320", "335931", "335929"],
    stream: "cable",
  }),
  concept(
    "cable",
    "goods",
    "电线|电缆|电线电缆|电源线|数据线|导线|排线|同轴线|网线|屏蔽线|护套线|rvv|铜芯电缆|端子线|高压电缆|cable|cables|wire|wires|electric cable|power cable|power cord|electrical wire|copper cable|usb cable|wiring|control cable|kabel|kablo|cable electrico|day dien|cat6|flat cable",
    { sectors: ["335929", "335931"], stream: "cable" },
  ),
  concept("fibre-cable", "goods", "光缆|光纤|fiber optic cable|fibre optic cable|optical fiber", {
    sectors: ["335921"],
  }),
  concept(
    "pcb",
    "goods",
    "pcb|线路板|电路板|pcb板|印制板|fpc|软板|pcb线路板|覆铜板|铝基板|printed circuit board|circuit board|bare pcb|pcbs|leiterplatte|ccl laminate",
    { sectors: ["334412"], stream: "weee" },
  ),
  concept(
    "pcba",
    "goods",
    "pcba|控制板|主板|电路板组件|控制器板|驱动板|模块|pcba板|circuit assembly|control board|main board|mainboard|pcb assembly|electronic module|电子模块|display module|led module",
    { sectors: ["334418"], stream: "weee" },
  ),
  concept(
    "semiconductor",
    "goods",
    "芯片|集成电路|ic|mcu|单片机|二极管|三极管|mos管|晶体管|igbt|led灯珠|灯珠|晶圆|硅片|半导体|存储芯片|光耦|电池片|太阳能电池片|光伏组件|光伏板|太阳能板|chip|chips|ics|semiconductor|semiconductors|integrated circuit|microcontroller|diode|diodes|transistor|mosfet|led chip|wafer|solar panel|solar panels|pv module|pv modules|solar cell|solar module|halbleiter|yari iletken|gunes paneli|memory chip|stm32",
    { sectors: ["334413"], stream: "weee" },
  ),
  concept(
    "passives",
    "goods",
    "电阻|电容|电感|贴片电阻|贴片电容|电解电容|磁珠|线圈|电子变压器|高频变压器|压敏电阻|滤波器电|capacitor|capacitors|resistor|resistors|mlcc|inductor|inductors|coil inductor|ferrite|transformer small|smd resistor|kondensator|direnc|tu dien|dien tro|choke",
    { sectors: ["334416"], stream: "weee" },
  ),
  concept(
    "connectors",
    "goods",
    "连接器|接插件|端子|插座连接器|排针|排母|接线端子|插头|connector|connectors|terminal|terminals|terminal block|plug connector|steckverbinder|konnektor|conector|header pin",
    { sectors: ["334417", "335931"] },
  ),
  concept(
    "electronic-parts",
    "goods",
    "电子元件|电子元器件|元器件|电子料|电子件|晶振|蜂鸣器|继电器模块|显示屏|液晶屏|lcd|触摸屏|屏幕|天线|麦克风|喇叭|扬声器|摄像头模组|electronic component|electronic components|electronics|lcd display|lcd panel|display|touch screen|crystal|buzzer|antenna|speaker|camera module|elektronikbauteile|componentes electronicos|linh kien|linh kien dien tu",
    { sectors: ["334419"], stream: "weee" },
  ),
  concept(
    "switchgear",
    "goods",
    "开关|断路器|空开|接触器|继电器|配电箱|开关柜|配电柜|控制柜|plc|变频器|伺服驱动器|按钮开关|插座|低压电器|空气开关|电控柜|触摸屏控制|电气元件|电器元件|circuit breaker|mcb|mccb|contactor|relay|relays|switch|switches|switchgear|distribution board|control panel|inverter|vfd|servo drive|socket|sockets|schaltschrank|salter|interruptor|contactors|push button|limit switch|fuse|fuses|power supply unit|smps|开关电源|电源适配器|适配器|充电器|adapter|charger|electrical items|electrical spares|electrical materials",
    { sectors: ["335313", "335314", "335931", "335999"] },
  ),
  concept(
    "lamps",
    "goods",
    "fluorescent tube|fluorescent tubes|灯|灯管|led灯|灯泡|灯具|照明灯|路灯|工矿灯|日光灯|led灯管|灯带|lamp|lamps|led|light|lights|led light|led lights|light fitting|light fittings|bulb|bulbs|led tube|luminaire|lighting|flood light|leuchten|lamba|luminaria|den led|lighting fixture",
    { sectors: ["335122", "335110", "335121"], stream: "weee" },
  ),
  concept(
    "li-ion",
    "goods",
    "锂电池|锂离子电池|电芯|电池组|动力电池|磷酸铁锂电芯|磷酸铁锂电池|三元电芯|18650|聚合物电池|电池pack|储能电池|lithium battery|lithium batteries|li ion|li ion battery|lithium ion battery|lithium ion cell|battery cell|battery cells|lifepo4|battery pack|lithium cells|lityum pil|bateria de litio|pin lithium|18650 cell",
    {
      factors: LI_ION,
      sectors: ["335911"],
      stream: "batteries",
    },
  ),
  concept(
    "battery",
    "goods",
    "电池|蓄电池|铅酸电池|铅蓄电池|铅酸蓄电池|叉车电池|电瓶|ups电池|汽车电瓶|battery|batteries|lead acid battery|lead acid batteries|forklift battery|truck battery|car battery|ups battery|ups batteries|akku|aku|bateria|ac quy|traction battery",
    { sectors: ["335911"], stream: "batteries" },
  ),
  concept(
    "dry-battery",
    "goods",
    "干电池|碱性电池|纽扣电池|5号电池|7号电池|alkaline battery|alkaline batteries|aa batteries|dry cell|button cell|batteries aa",
    { factors: desnz("19_503_5092_15"), sectors: ["335912"], stream: "batteries" },
  ),
  concept(
    "magnets",
    "goods",
    "磁铁|磁钢|钕铁硼|磁材|永磁体|铁氧体|magnet|magnets|ndfeb|neodymium magnet|ferrite magnet|magnete",
    { sectors: ["332999", "327110", "334419"] },
  ),
  concept(
    "metal-container",
    "goods",
    "铁桶|钢桶|铁罐|易拉罐|马口铁罐|气雾罐|钢瓶|金属罐|steel drum|steel drums|metal can|tin can|tin cans|aluminium can|aluminium cans|aluminum cans|aerosol can|ibc|ibc tank|fass|cans",
    { sectors: ["332431", "332439"], stream: "steel" },
  ),
  concept(
    "molds-consumable",
    "goods",
    "备件|配件|零件|零配件|备品备件|机物料|易损件|消耗品|低值易耗品|维修配件|设备配件|spare|spares|spare part|spare parts|machine parts|consumables|mro|ersatzteile|yedek parca|phu tung|stores and spares|machine spares|repair parts|maintenance parts|replacement parts|工业品",
    { sectors: ["333999", "332999"] },
  ),
  concept("brush", "goods", "刷子|扫把|拖把|毛刷|brush|brushes|broom|mop|mops", { sectors: ["339994"] }),
  concept(
    "signs",
    "goods",
    "标牌|铭牌|广告牌|标识牌|展架|sign|signs|signage|nameplate|name plate|banner|banners|schilder|tabela",
    { sectors: ["339950"] },
  ),
  concept(
    "gifts",
    "goods",
    "礼品|赠品|纪念品|玩具|礼物|奖品|gift|gifts|giveaway|giveaways|promotional item|promotional items|toys|toy|souvenir|werbegeschenke|hediye|merchandise",
    { sectors: ["339930", "339999"] },
  ),
  concept(
    "kitchenware",
    "goods",
    "餐具|厨具|一次性餐盒|餐盒|纸杯|一次性纸杯|tableware|cutlery|paper cups|paper cup|disposable cups|kitchen utensils|kitchenware",
    { sectors: ["332215", "322219", "326199"] },
  ),
  concept(
    "medical-supply",
    "goods",
    "医疗用品|医疗耗材|试剂|检测试剂|试剂盒|注射器|medical supplies|reagent|reagents|test kit|lab supplies|laboratory supplies|lab consumables",
    { sectors: ["325413", "339112", "339113"] },
  ),
];
