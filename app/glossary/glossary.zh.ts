import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./glossary.en.ts";

const glossary: MessagesOf<typeof en> = {
  title: "术语表",
  about: "本产品及其报告使用的术语。",
  aboutReport: "本报告使用的术语。",
  explain: (term) => `“${term}”是什么意思？`,
  terms: {
    ghg_inventory: {
      name: "温室气体清单",
      text: "企业在一定期间内的温室气体排放量和清除量，以及所依据的数据和排放因子。",
    },
    organizational_boundary: {
      name: "组织边界",
      text: "清单覆盖的设施和业务，由合并方法决定。",
    },
    consolidation_approach: {
      name: "合并方法",
      text: "合资或共同经营的业务计入多少。运营控制权法、财务控制权法：所控制的业务全部计入；股权比例法：按持股比例计入。",
    },
    reporting_boundary: {
      name: "报告边界",
      text: "清单所包含的直接排放和间接排放的种类。",
    },
    significance: {
      name: "重要性准则",
      text: "企业用来判断哪些间接排放应当报告的规则，例如排放规模和影响力。",
    },
    scope_1: {
      name: "范围一",
      text: "企业拥有或控制的排放源产生的直接排放，如锅炉、车辆和制冷剂泄漏。",
    },
    scope_2: {
      name: "范围二",
      text: "外购电力、热力、蒸汽和冷量在生产过程中产生的间接排放。",
    },
    scope_3: {
      name: "范围三",
      text: "价值链上的其他间接排放，共 15 个类别，如外购商品、货物运输和商务差旅。",
    },
    base_year: {
      name: "基准年",
      text: "以后各年与之比较的年份。结构变化超过阈值时须重新计算。",
    },
    facility: {
      name: "设施",
      text: "企业的场所，如工厂、办公楼或仓库。所在地决定电网排放因子。",
    },
    emission_source: {
      name: "排放源",
      text: "产生排放的地方，如锅炉、电表或运输合同。活动数据按排放源录入。",
    },
    activity_record: {
      name: "活动数据记录",
      text: "一行活动数据：某排放源在一段期间内的数量，如 3 月用电 12,400 kWh。",
    },
    emission_factor: {
      name: "排放因子",
      text: "单位活动量对应的排放量，取自公开发布的来源，如每 kWh 多少 kg CO₂e。",
    },
    factor_release: {
      name: "版本",
      text: "因子数据集的一次发布。每次核算都保留当时所用的版本。",
    },
    custom_factor: {
      name: "自定义因子",
      text: "企业自行添加并注明来源的因子，经另一人批准后方可使用。",
    },
    co2e: {
      name: "二氧化碳当量",
      text: "其他温室气体按全球变暖潜势折算成的二氧化碳量，记为 CO₂e。",
    },
    gwp_set: {
      name: "GWP 数值集",
      text: "把各种气体折算为二氧化碳当量所用的全球变暖潜势表。AR6 指 IPCC 第六次评估报告。",
    },
    biogenic: {
      name: "生物源二氧化碳",
      text: "生物质燃烧或分解产生的二氧化碳。单独报告，不计入总量。",
    },
    well_to_tank: {
      name: "油井到油箱",
      text: "燃料在燃烧之前的开采、加工和运输所产生的排放，属于范围三类别 3。",
    },
    location_based: {
      name: "基于位置",
      text: "范围二按用电所在电网的平均排放因子计算。",
    },
    market_based: {
      name: "基于市场",
      text: "范围二按企业所购合同和绿证的因子计算，其余部分采用剩余电力组合。",
    },
    residual_mix: {
      name: "剩余电力组合",
      text: "电网中扣除他人已通过绿证或合同主张的电力之后的平均因子。",
    },
    contractual_instrument: {
      name: "合同工具",
      text: "用于主张电力环境属性的证书或合同，如绿证（GEC）、GO、REC 或购电协议（PPA）。",
    },
    data_quality: {
      name: "数据质量",
      text: "活动数据的取得方式：实测、计算或估算。",
    },
    primary_data: {
      name: "初级数据",
      text: "供应商特定数据或企业自身过程的数据，不是数据库的平均值。",
    },
    uncertainty: {
      name: "不确定性",
      text: "真值以 95% 的概率所在的区间，由数据和因子的误差合成。",
    },
    disclosure_note: {
      name: "披露说明",
      text: "读者判断结果所需要知道的事项，例如采用了其他国家的因子。",
    },
    calculation: {
      name: "核算",
      text: "对某一年清单的一次计算。全部输入随结果保存，不再改变。",
    },
    reporting_checklist: {
      name: "报告检查表",
      text: "签发报告前须满足的各项要求及其填报内容。",
    },
    reporting_requirement: {
      name: "报告要求",
      text: "标准或计划中须由报告回应的一项要求。",
    },
    reviewer: {
      name: "审核人",
      text: "批准记录或将其退回修改的成员。任何人不得批准自己填报的数据。",
    },
    editor: {
      name: "填报人",
      text: "录入记录并提交审核的成员。",
    },
    evidence: {
      name: "证明材料",
      text: "支持记录的文件，如账单和抄表照片。",
    },
    client: {
      name: "客户",
      text: "咨询机构所服务的企业。",
    },
    engagement: {
      name: "服务委托",
      text: "客户授权咨询机构在其企业中工作，双方均可随时终止。",
    },
    redaction: {
      name: "脱敏",
      text: "公开副本中不披露的明细。合计仍包含这些明细，并且可以验证。",
    },
    verification: {
      name: "验证（报告真伪）",
      text: "检查报告是否真实、是否现行有效。任何人无需账号即可进行，不等同于第三方核查。",
    },
    verification_bundle: {
      name: "验证包",
      text: "离线验证一份报告所需的全部内容。",
    },
    verification_statement: {
      name: "第三方核查声明",
      text: "独立核查机构依据 ISO 14064-3 对清单出具的意见。",
    },
    verifier: {
      name: "核查机构",
      text: "对清单进行核查并出具核查声明的独立机构或人员。",
    },
    public_log: {
      name: "公开日志",
      text: "本系统签发的全部报告的目录，只能追加。更改或删除任何一条都会被发现。",
    },
    checkpoint: {
      name: "检查点",
      text: "经签名的公开日志状态，证明截至当时签发了哪些报告。",
    },
  },
};

export default glossary;
