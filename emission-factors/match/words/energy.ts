import { type Concept, concept } from "../concept.ts";

export const ENERGY_CONCEPTS: readonly Concept[] = [
  concept(
    "electricity",
    "electricity",
    "电费|电力|用电|电量|用电量|外购电|外购电力|外购电量|工业用电|生产用电|照明用电|生活用电|动力电|市电|电网|国网|南网|国家电网|南方电网|供电局|电度|电度电费|有功电量|峰电|谷电|平电|尖峰电|电费分摊|电费结算|宿舍电费|宿舍用电|厂用电|用电费|耗电|耗电量|总电量|电表|electricity|electric|electric power|electrical power|electricity bill|electric bill|electricity charge|power bill|power supply|grid power|grid electricity|mains electricity|purchased electricity|electricity consumption|power consumption|kwh|half hourly|hh electricity|eb bill|eb charges|ht bill|lt bill|tneb|msedcl|bescom|evn|tnb|tenaga|meralco|pln|mea|pea|cfe|edf|pge|pg e|strom|strombezug|stromkosten|stromverbrauch|elektrizitat|elektrik|electricidad|energia electrica|luz|dien|tien dien|energie electrique|elektrik faturasi|utility power|power and light|power usage|electricity units|energy charges|electricity supply",
  ),
  concept(
    "green-electricity",
    "electricity",
    "绿电|绿电交易|绿电电量|绿色电力|绿电交易电量|清洁电力|风电交易|green power|green electricity|green tariff|renewable electricity|green power tariff|wind power ppa|off site ppa|renewable power|okostrom|oekostrom",
    {
      needs: ["contractual_instrument"],
    },
  ),
  concept(
    "charging",
    "electricity",
    "充电|充电费|充电桩|充电桩电费|电动车充电|电动汽车充电|电动叉车充电|ev charging|ev charge|charge point|charging station|ladestrom",
  ),
  concept(
    "heat",
    "heat",
    "热力|外购热力|热力费|供热|供热费|采暖费|取暖费|集中供暖|集中供暖费|暖气|暖气费|供暖|供暖费|热水供应|高温热水|district heating|district heat|purchased heat|heat supply|fernwarme|fernwaerme|heating network|heat network|community heating|hot water supply|merkezi isitma",
  ),
  concept(
    "steam",
    "steam",
    "蒸汽|外购蒸汽|蒸汽费|园区蒸汽|饱和蒸汽|过热蒸汽|低压蒸汽|中压蒸汽|高压蒸汽|汽费|用汽|steam|purchased steam|process steam|steam supply|steam charges|dampf|buhar|vapor de agua",
  ),
  concept(
    "cooling",
    "cooling",
    "外购冷量|集中供冷|供冷|冷量|冷冻水费|供冷费|区域供冷|district cooling|chilled water|purchased cooling|fernkalte|cooling energy",
  ),
];

/** Parts of an energy bill that are money or capacity only. */
export const ENERGY_EXTRAS: readonly Concept[] = [
  concept(
    "bill-adjustment",
    "nothing",
    "standing charge|daily standing charge|grundpreis|力调|力调电费|力率调整|力率电费|功率因数|功率因数奖励|功率因数调整电费|功率因数调整|基本电费|容量电费|容量费|需量电费|最大需量|需量|容需量|变压器容量费|政府性基金|基金及附加|代征基金|农网还贷|可再生能源附加|电价附加|附加费|系统运行费|输配电费差额|电费补差|电费退补|电费预存|预存电费|电费押金|上网线损费|违约使用电费|demand charge|maximum demand|capacity charge|kva charge|kva md|power factor|power factor penalty|pf penalty|standing charge|duos|duos standing charge|tnuos|ccl|climate change levy|availability charge|reactive power charge|reactive energy|fixed charge|meter rent|meter charge|fuel adjustment|electricity duty|wheeling charges|stromsteuer|eeg umlage|grid fee|network charge|netznutzung|netzentgelt|connection fee|kvar|contract demand",
  ),
  concept(
    "own-power",
    "nothing",
    "光伏自发自用|光伏自发自用电量|自发自用|自发电|屋顶光伏自用|屋顶光伏自发自用电量|光伏自用电量|光伏发电自用|自备光伏|光伏发电量|分布式光伏发电|余热发电|余电上网|上网电量|solar ppa|rooftop solar ppa|rooftop solar|behind the meter|solar generation|onsite solar|on site solar|solar self consumption|self generated solar|own solar|pv self consumption|photovoltaik eigenverbrauch|solar rooftop generation|solar power own use|captive solar|export to grid|feed in|feed in tariff",
  ),
  concept(
    "certificate",
    "nothing",
    "绿证|绿证采购|绿色电力证书|国际绿证|碳配额|碳排放配额|配额购买|碳排放权|碳信用|碳抵消|碳中和证书|碳汇|核证减排量|ccer|cea|eua|gec|i rec|irec|rec purchase|recs|rego|guarantees of origin|guarantee of origin|herkunftsnachweis|carbon credit|carbon offset|carbon credits|offset credits|emission allowance|emissions allowance|eu allowance|verified carbon unit|vcu|energy attribute certificate|renewable energy certificate|renewable energy certificates|cbam certificate|cbam certificates|白证|用能权|排污权|排污权交易",
  ),
];
