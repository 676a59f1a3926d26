import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./method-value-chain.en.ts";

const allocationKey = {
  mass: "质量",
  volume: "体积",
  energy: "能量",
  economic_value: "经济价值",
  number_of_units: "数量",
  distance: "距离",
  mass_distance: "吨公里",
  floor_area: "建筑面积",
  time: "时间",
};
const assetClass = {
  listed_equity_and_corporate_bonds: "上市股权和公司债券",
  business_loans_and_unlisted_equity: "企业贷款和非上市股权",
  project_finance: "项目融资",
  commercial_real_estate: "商业地产",
  mortgages: "住房抵押贷款",
  motor_vehicle_loans: "机动车贷款",
  sovereign_debt: "主权债务",
};
const denominator = {
  enterprise_value_including_cash: "含现金的企业价值（EVIC）",
  total_equity_and_debt: "权益与债务总额",
  project_equity_and_debt: "项目权益与债务总额",
  property_value_at_origination: "发放时的房产价值",
  vehicle_value_at_origination: "发放时的车辆价值",
  ppp_adjusted_gdp: "购买力平价调整后的 GDP",
};
const dataQualityScore = { 1: "1（最佳）", 2: "2", 3: "3", 4: "4", 5: "5（最低）" };
const financed = {
  assetClass: "资产类别",
  denominator: "分母",
  outstanding: "未偿余额",
  value: "分母的总价值",
  dataQualityScore: "PCAF 数据质量评分",
};
const correction = { distanceMultiplier: "绕行系数", distanceAddition: "绕行附加距离" };
const commuters = {
  commuters: "通勤人群",
  employees: "员工人数",
  days: "期间内通勤天数",
  tripsPerDay: "每日单程次数",
  distance: "单程距离",
  surveyed: "答卷员工数",
};
const mix = { mix: "处理方式构成", share: "份额", mixSource: "构成的来源", treatment: "处理方式" };
const part = { key: "分配依据", part: "本企业部分", whole: "总体" };

const methods = {
  spend_based: {
    title: "支出法",
    about: "将支出折算到因子的价格口径、价格年份和货币。",
    fields: {
      spend: "支出",
      priceBasis: "价格口径",
      priceYear: "支出年份",
      deflator: "该年价格水平 ÷ 因子年份价格水平",
      deflatedTo: "因子的价格年份",
      margin: "价格中的商业、运输和税费比例",
      exchangeRate: "1 单位本币折合的因子货币",
      exchangedTo: "因子的货币",
    },
    steps: { deflated: "按因子年份价格", producer_price: "按生产者价格", converted: "换算货币后" },
    choices: { priceBasis: { purchaser: "购买者价格", producer: "生产者价格" } },
  },
  supplier_allocated: {
    title: "供应商排放的分摊",
    about: "供应商、厂区或生产线年排放量中属于本企业的部分。",
    fields: part,
    steps: { share: "本企业份额" },
    choices: { key: allocationKey },
  },
  allocated: {
    title: "总量分摊",
    about: "多方共用的能源、燃料、货运或金额中属于本企业的部分。",
    fields: { total: "待分摊总量", ...part },
    steps: { share: "本企业份额" },
    choices: { key: allocationKey },
  },
  extrapolated: {
    title: "抽样外推",
    about: "将样本的测量结果推及总体。",
    fields: { total: "样本总量", sampled: "样本数", population: "总体数", sampling: "抽样方式" },
    steps: { multiple: "总体 ÷ 样本" },
    choices: {},
  },
  grid_loss: {
    title: "电网损失",
    about: "输送途中损失的能量，计入类别 3。",
    fields: { delivered: "送达的能量", lossRate: "损失率", rateOf: "损失率的基准" },
    steps: { lost: "损失的能量" },
    choices: { rateOf: { delivered: "送达能量", generated: "发电量" } },
  },
  freight_by_mass: {
    title: "按质量和距离的货运",
    about: "一段运输的吨公里。",
    fields: { shipments: "运次", mass: "质量", distance: "距离", ...correction },
    steps: { mass: "运输质量", transport_activity: "运输周转量" },
    choices: {},
  },
  freight_by_container: {
    title: "按集装箱和距离的货运",
    about: "一段运输的标箱公里。",
    fields: { shipments: "运次", teu: "标箱数（TEU）", distance: "距离", ...correction },
    steps: { transport_activity: "运输周转量" },
    choices: {},
  },
  waste_by_treatment: {
    title: "按处理方式的废弃物",
    about: "采用某一处理方式的部分。请填写全部构成。",
    fields: { total: "废弃物总量", ...mix },
    steps: { treated_amount: "按此方式处理" },
    choices: {},
  },
  travel_by_distance: {
    title: "按距离的出行",
    about: "行程的人公里。",
    fields: {
      trips: "行程",
      journeys: "次数",
      passengers: "人数",
      distance: "单次距离",
      ...correction,
      radiativeForcing: "辐射强迫系数",
    },
    steps: { passenger_distance: "人公里", with_radiative_forcing: "计入辐射强迫" },
    choices: {},
  },
  hotel_stay: {
    title: "酒店住宿",
    about: "间夜数或人夜数。",
    fields: { per: "计数方式", stays: "住宿", count: "房间数或人数", nights: "晚数" },
    steps: { nights: "合计" },
    choices: { per: { room_night: "间夜", person_night: "人夜" } },
  },
  commuting_by_passenger: {
    title: "通勤（按乘客）",
    about: "通勤人公里。有问卷调查时，由答卷推及全体员工。",
    fields: commuters,
    steps: { passenger_distance: "人公里", multiple: "员工数 ÷ 答卷数" },
    choices: {},
  },
  commuting_by_vehicle: {
    title: "通勤（按车辆）",
    about: "车辆公里：人公里除以每车人数。",
    fields: { ...commuters, occupancy: "每车人数" },
    steps: { passenger_distance: "人公里", vehicle_distance: "车公里", multiple: "员工数 ÷ 答卷数" },
    choices: {},
  },
  commuting_by_average: {
    title: "通勤（平均数据）",
    about: "员工的工作日数，用于平均因子。",
    fields: { groups: "人群", employees: "员工人数", days: "工作日" },
    steps: { days: "人日" },
    choices: {},
  },
  homeworking: {
    title: "居家办公",
    about: "员工居家办公的小时数。",
    fields: { groups: "人群", employees: "员工人数", days: "居家天数", hoursPerDay: "每日小时数" },
    steps: { hours: "人时" },
    choices: {},
  },
  leased_floor_area: {
    title: "租赁空间（按建筑面积）",
    about: "建筑能耗中属于本企业的部分：租用面积除以已出租面积。",
    fields: {
      buildingUse: "整栋建筑用量",
      leasedArea: "租用面积",
      lettableArea: "可出租面积",
      occupancy: "出租率",
    },
    steps: { let_area: "已出租面积", share: "本企业份额" },
    choices: {},
  },
  leased_area_by_average: {
    title: "租赁空间（平均数据）",
    about: "按租用天数折算的建筑面积，用于单位面积年因子。",
    fields: { area: "面积", occupied: "使用部分", days: "租用天数", daysOfYear: "全年天数" },
    steps: { share: "面积与时间份额" },
    choices: {},
  },
  processing_of_sold_products: {
    title: "客户的加工",
    about: "客户加工中间产品所用的能源或燃料。",
    fields: { sold: "售出质量", usePerTonne: "每吨加工用量", share: "被加工的部分" },
    steps: { processed: "加工质量", use: "用量合计" },
    choices: {},
  },
  use_of_sold_products: {
    title: "售出产品的使用",
    about: "期间内售出产品在整个寿命中的能源或燃料用量。",
    fields: {
      products: "产品",
      sold: "售出数量",
      lifetimeUses: "寿命内使用次数、小时数或公里数",
      usePerUse: "每次、每小时或每公里用量",
    },
    steps: { lifetime_use: "寿命内用量" },
    choices: {},
  },
  gas_of_sold_products: {
    title: "售出产品所含气体",
    about: "产品所含并在寿命中释放的温室气体。",
    fields: { sold: "售出数量", gasEach: "每件含量", recovered: "报废时回收比例" },
    steps: { gas_sold: "产品所含气体", released: "释放量" },
    choices: {},
  },
  end_of_life_by_treatment: {
    title: "报废产品的处理方式",
    about: "售出产品报废时采用某一处理方式的部分。",
    fields: { sold: "售出数量", massEach: "每件质量", remaining: "报废时剩余比例", ...mix },
    steps: { mass_sold: "售出质量", treated_amount: "按此方式处理" },
    choices: {},
  },
  financed_share: {
    title: "融资排放",
    about: "所融资的企业、项目、建筑、车辆或国家中归因于本企业的部分。",
    fields: financed,
    steps: { attribution_factor: "归因因子" },
    choices: { assetClass, denominator, dataQualityScore },
  },
  financed_revenue: {
    title: "融资排放（按营业收入）",
    about: "企业营业收入中归因于本企业的部分，用于行业因子。",
    fields: { ...financed, revenue: "企业营业收入" },
    steps: { attribution_factor: "归因因子", attributed_revenue: "归因收入" },
    choices: { assetClass, denominator, dataQualityScore: { 4: "4", 5: "5（最低）" } },
  },
  financed_activity: {
    title: "融资排放（按活动数据）",
    about: "建筑、车辆或企业用量中归因于本企业的部分。",
    fields: { ...financed, activity: "整体活动数据" },
    steps: { attribution_factor: "归因因子", attributed_activity: "归因活动数据" },
    choices: { assetClass, denominator, dataQualityScore },
  },
} satisfies MessagesOf<typeof en>;

export default methods;
