import { type Concept, concept, desnz } from "../concept.ts";

const STEEL = desnz("19_504_5116_15", "19_500_5028_15");
const RECYCLED_STEEL = desnz("19_504_5119_15", "19_500_5031_15");
const ALUMINIUM = desnz("19_504_5104_15");
const RECYCLED_ALUMINIUM = desnz("19_504_5107_15");
const METALS = desnz("19_500_5028_15");
const STEEL_FACTS = { factors: STEEL, recycled: RECYCLED_STEEL, stream: "steel", isStandIn: true } as const;
const ALUMINIUM_FACTS = {
  factors: ALUMINIUM,
  recycled: RECYCLED_ALUMINIUM,
  stream: "aluminium",
  isStandIn: true,
} as const;

/** `铜` with `板|棒` → `铜板|铜棒`. */
function forms(metals: string, shapes: string): string {
  return metals
    .split("|")
    .flatMap((metal) => shapes.split("|").map((shape) => metal + shape))
    .join("|");
}

const SHAPES =
  "板|薄板|厚板|中厚板|卷|卷板|带|条|棒|圆棒|圆钢|方钢|扁钢|丝|线|线材|管|方管|圆管|焊管|无缝管|片|块|粉|料|材|型材|角|件";

export const METAL_CONCEPTS: readonly Concept[] = [
  concept(
    "steel",
    "goods",
    `钢|钢材|钢板|钢卷|带钢|卷板|热轧|热轧卷|热轧卷板|热轧板|热卷|热板|冷轧|冷轧卷|冷轧板|冷板|冷卷|中厚板|镀锌板|镀锌卷|镀锌钢卷|镀锌钢板|彩涂板|彩钢板|酸洗板|电解板|花纹板|镀锡板|马口铁|硅钢|硅钢片|矽钢片|电工钢|碳钢|碳素钢|合金钢|合金结构钢|弹簧钢|轴承钢|工具钢|模具钢|高速钢|圆钢|方钢|扁钢|六角钢|钢坯|方坯|钢锭|元钢|铁板|铁皮|铁件|白铁皮|steel|steel sheet|steel sheets|steel plate|steel plates|steel coil|steel strip|steel bar|steel bars|round bar|flat bar|mild steel|ms plate|ms sheet|ms angle|ms channel|ms flat|ms bar|ms round|hr coil|cr coil|hr sheet|cr sheet|hrc|crc|hot rolled coil|hot rolled|cold rolled coil|cold rolled|cold rolled sheet|galvanised steel|galvanized steel|galvanised sheet|galvanized sheet|gi sheet|gp coil|gi coil|tool steel|alloy steel|carbon steel|spring steel|electrical steel|silicon steel|tinplate|billet|billets|bloom|sheet metal|stahl|stahlblech|blech|celik|sac|acero|lamina|thep|thep tam|coil steel|steel blank|steel blanks|forging steel|bright bar`,
    { ...STEEL_FACTS, sectors: ["331110", "331221"] },
  ),
  concept(
    "stainless-steel",
    "goods",
    `不锈钢|${forms("不锈钢|不锈", SHAPES)}|不锈钢圆钢|不锈钢带材|stainless steel|stainless|stainless sheet|stainless coil|stainless bar|ss sheet|ss plate|ss coil|ss rod|ss bar|ss wire|ss strip|edelstahl|inox|paslanmaz|acero inoxidable|thep khong gi`,
    {
      factors: desnz("19_500_5028_15", "19_504_5116_15"),
      recycled: RECYCLED_STEEL,
      sectors: ["331110"],
      stream: "steel",
      isStandIn: true,
    },
  ),
  concept(
    "structural-steel",
    "goods",
    "螺纹钢|盘螺|线材|盘圆|盘条|高线|钢筋|工字钢|槽钢|角钢|型钢|h型钢|h钢|钢梁|角铁|槽铁|建筑钢材|钢轨|钢板桩|钢绞线|tmt|tmt bar|tmt bars|tmt rebar|rebar|reinforcing bar|reinforcement bar|reinforcement steel|wire rod|h beam|i beam|ub beam|rsj|angle iron|ms channel section|structural steel|betonstahl|insaat demiri|varilla|steel section|steel angle|steel beam",
    {
      factors: desnz("19_500_5028_15", "19_504_5116_15"),
      recycled: RECYCLED_STEEL,
      sectors: ["331110", "331221"],
      stream: "steel",
      isStandIn: true,
    },
  ),
  concept(
    "steel-pipe",
    "goods",
    "钢管|无缝钢管|焊管|焊接钢管|镀锌管|镀锌钢管|方管|方矩管|矩形管|螺旋管|精密钢管|铁管|不锈钢管|不锈钢焊管|steel pipe|steel tube|steel tubing|seamless pipe|seamless tube|erw pipe|gi pipe|ss pipe|ss tube|ms pipe|hollow section|square tube|tubing|stahlrohr|rohr|boru|tuberia",
    {
      ...STEEL_FACTS,
      sectors: ["331210", "331110"],
    },
  ),
  concept(
    "steel-wire",
    "goods",
    "钢丝|铁丝|镀锌丝|弹簧钢丝|冷镦钢|冷镦线|钢丝绳|铁线|steel wire|gi wire|binding wire|spring wire|wire mesh|铁丝网|钢丝网",
    {
      ...STEEL_FACTS,
      sectors: ["331222", "332618"],
    },
  ),
  concept(
    "welding-wire",
    "goods",
    "焊丝|焊条|气保焊丝|药芯焊丝|氩弧焊丝|电焊条|不锈钢焊丝|焊接材料|焊材|焊锡|焊锡丝|锡条|锡丝|锡膏|焊剂|welding wire|welding rod|welding rods|welding electrode|welding electrodes|mig wire|solder|solder wire|solder paste|solder bar|filler wire|brazing rod|schweissdraht|kaynak teli",
    {
      ...STEEL_FACTS,
      sectors: ["333992", "331222", "332618"],
    },
  ),
  concept(
    "pig-iron",
    "goods",
    "生铁|铸造生铁|炼钢生铁|球铁|球墨铸铁生铁|海绵铁|直接还原铁|铁合金|硅铁|锰铁|硅锰|铬铁|镍铁|钼铁|钒铁|增碳剂|孕育剂|pig iron|sponge iron|dri|hbi|ferro alloy|ferro silicon|ferrosilicon|ferro manganese|ferro chrome|ferrochrome|silico manganese|ferromanganese",
    {
      sectors: ["331110"],
      stream: "steel",
    },
  ),
  concept(
    "iron-casting",
    "goods",
    "铸铁|铸铁件|铸件|铸件毛坯|毛坯|灰铁铸件|球铁铸件|铸钢件|iron casting|iron castings|casting|castings|grey iron casting|ductile iron casting|steel casting|gussteile|dokum",
    {
      sectors: ["331511", "331513"],
      stream: "steel",
    },
  ),
  concept("forging", "goods", "锻件|锻造件|锻坯|模锻件|forging|forgings|forged part|forged parts|schmiedeteile", {
    sectors: ["332111"],
    stream: "steel",
  }),
  concept(
    "stamping",
    "goods",
    "冲压件|钣金件|五金件|五金冲压件|冲压五金|端子冲压|拉伸件|stamping|stampings|stamped part|stamped parts|pressed parts|sheet metal part|sheet metal parts",
    {
      sectors: ["332119", "332322"],
      stream: "steel",
    },
  ),
  concept(
    "machined-part",
    "goods",
    "机加工件|机加件|车削件|车件|加工件|轴类件|法兰盘毛坯|精密零件|machined part|machined parts|turned part|turned parts|precision parts|cnc parts|drehteile|milled part|bushing|bush|shaft",
    {
      sectors: ["332721", "332710"],
      stream: "steel",
    },
  ),
  concept(
    "structural-metal",
    "goods",
    "钢结构|钢构|钢结构件|钢构件|网架|steel structure|fabricated steel|steel fabrication|steel frame",
    {
      factors: desnz("19_500_5028_15", "19_504_5116_15"),
      sectors: ["332312"],
      stream: "steel",
      isStandIn: true,
    },
  ),
  concept(
    "steel-scrap",
    "goods",
    "steel scrap|scrap steel|iron scrap|ms scrap|hms scrap|shredded scrap|melting scrap|scrap charge|废钢料|炉料废钢|废钢原料|回炉料|stahlschrott|hurda",
    {
      factors: desnz("19_504_5115_15", "19_504_5119_15"),
      recycled: desnz("19_504_5115_15", "19_504_5119_15"),
      sectors: ["423930"],
      stream: "steel",
    },
  ),
  concept(
    "aluminium-ingot",
    "goods",
    "铝锭|a00铝锭|铝合金锭|重熔铝锭|铝水|铝液|铝棒|圆铝棒|铝杆|压铸铝锭|电解铝|铝合金|铝|原铝|a356|adc12|a380|aluminium ingot|aluminum ingot|aluminium ingots|aluminium alloy|aluminum alloy|aluminium billet|aluminum billet|aluminium|aluminum|adc12 ingot|primary aluminium|alu ingot|molten aluminium|aluminio|nhom|aluminyum|aluminium rod|aluminiumbarren",
    { ...ALUMINIUM_FACTS, sectors: ["331313", "331492"] },
  ),
  concept(
    "aluminium-sheet",
    "goods",
    "铝板|铝卷|铝卷板|铝带|铝箔|铝薄板|铝单板|铝片|铝皮|电池箔|铝箔纸|铝塑板|aluminium sheet|aluminum sheet|aluminium plate|aluminum plate|aluminium coil|aluminum coil|aluminium foil|aluminum foil|alu foil|alu sheet|alufolie|alublech|aluminium strip",
    {
      ...ALUMINIUM_FACTS,
      sectors: ["331315"],
    },
  ),
  concept(
    "aluminium-profile",
    "goods",
    "铝型材|铝材|工业铝型材|铝管|铝排|铝合金型材|铝方管|铝线|铝丝|aluminium profile|aluminum profile|aluminium profiles|aluminium extrusion|aluminum extrusion|aluminium extrusions|alu profile|aluminium section|aluminium tube|aluminum tube|strangpressprofile|aluprofile|aluminium wire|aluminyum profil|extrusion",
    {
      ...ALUMINIUM_FACTS,
      sectors: ["331318"],
    },
  ),
  concept(
    "aluminium-casting",
    "goods",
    "铝铸件|压铸件|铝压铸件|铝合金压铸件|压铸毛坯|aluminium casting|aluminum casting|die casting part|die cast part|die castings|die cast housing|aluminium die casting|druckguss",
    {
      ...ALUMINIUM_FACTS,
      sectors: ["331523", "331524"],
    },
  ),
  concept(
    "aluminium-scrap",
    "goods",
    "aluminium scrap|aluminum scrap|alu scrap|scrap aluminium|scrap aluminum|废铝料|taint tabor",
    {
      factors: RECYCLED_ALUMINIUM,
      recycled: RECYCLED_ALUMINIUM,
      sectors: ["423930", "331492"],
      stream: "aluminium",
    },
  ),
  concept(
    "copper",
    "goods",
    `铜|${forms("铜|黄铜|紫铜|青铜|磷铜|无氧铜|红铜|白铜", "板|棒|带|管|线|丝|排|杆|条|片|块|箔|材|件|粉|套|球")}|漆包线|铜包铝线|铜铝复合|覆铜板铜箔|copper|copper wire|copper rod|copper sheet|copper strip|copper bar|busbar|copper busbar|bus bar|copper tube|copper pipe|copper foil|brass|brass rod|brass rods|brass sheet|brass bar|bronze|phosphor bronze|enamelled wire|enameled copper wire|magnet wire|winding wire|kupfer|messing|bakir|pirinc|cobre|laton|dong|gunmetal`,
    { sectors: ["331420", "331410"], stream: "copper" },
  ),
  concept(
    "copper-cathode",
    "goods",
    "电解铜|阴极铜|铜锭|1号铜|粗铜|copper cathode|copper cathodes|copper ingot|cathode copper",
    { sectors: ["331410", "331420"], stream: "copper" },
  ),
  concept(
    "zinc",
    "goods",
    "锌锭|锌|0号锌锭|锌合金|锌合金锭|锌合金压铸件|锌合金件|铅锭|铅|锡锭|锡|镍板|镍|电解镍|镍豆|锑锭|铋锭|金属硅|工业硅|镁锭|镁合金|锰片|电解锰|钴|海绵钛|钛锭|银|白银|黄金|钼|钨|zinc|zinc ingot|zinc ingots|zamak|zinc alloy|lead ingot|lead ingots|tin ingot|tin ingots|nickel|nickel cathode|magnesium ingot|magnesium alloy|silicon metal|antimony|cobalt|silver|silver grain|gold bar|zink|cinko|kem",
    {
      sectors: ["331410", "331491"],
      stream: "metal",
    },
  ),
  concept(
    "titanium",
    "goods",
    "钛板|钛棒|钛管|钛合金|钛材|镍基合金|高温合金|钨钢|硬质合金棒|镍带|镍片|铅板|锌板|镁合金板|titanium|titanium bar|titanium sheet|inconel|nickel alloy|monel|hastelloy|zinc sheet|lead sheet|tungsten carbide rod",
    {
      sectors: ["331491"],
      stream: "metal",
    },
  ),
  concept(
    "scrap-metal",
    "goods",
    "金属|scrap metal|metal|metals|mixed metal|turnings|swarf|铁屑|钢屑|铝屑|铜屑|铁销|钢渣铁",
    {
      factors: METALS,
      recycled: desnz("19_504_5115_15"),
      sectors: ["331110"],
      stream: "metal",
      isStandIn: true,
    },
  ),
  concept("iron-ore", "goods", "铁矿石|铁精粉|球团矿|烧结矿|铁矿粉|iron ore|iron ore pellet|iron ore fines", {
    sectors: ["212210"],
  }),
  concept(
    "ore",
    "goods",
    "铜精矿|锌精矿|铅精矿|锂辉石|铝土矿|锰矿|铬矿|镍矿|copper concentrate|bauxite|manganese ore|chrome ore|spodumene",
    { sectors: ["212230", "212299"] },
  ),
  concept("alumina", "goods", "氧化铝|冶金级氧化铝|alumina", { sectors: ["331313"] }),
];
