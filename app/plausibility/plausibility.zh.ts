import type plausibilityEn from "./plausibility.en.ts";

const plausibility: typeof plausibilityEn = {
  title: "合理性检查",
  about: (period) => `${period} 可能缺少的内容，以及出具报告前应核对的数值。检查不会更改任何数据。`,
  caption: "检查结果",
  clear: "没有需要核对的内容",
  clearText: "以下检查均未发现问题，但不能证明清单完整。",
  noYear: { title: "尚无报告年度", reason: "请先新建报告年度。", action: "报告年度" },
  toChecks: "合理性检查",
  toChecksText: "缺少的排放源、异常数值和未使用的证书",
  kind: { gap: "可能缺失", unusual: "异常", money: "可节省费用" },
  absent: {
    title: (category) => `“${category}”类别没有排放源`,
    text: (usual) => `同行业组织通常有：${usual}。请添加排放源，或说明没有的原因。`,
  },
  no_electricity: {
    title: (facility) => `${facility}没有外购电力`,
    text: "请添加电表或房东的电费单，或说明该设施不用电的原因。",
  },
  no_losses: {
    title: (source, facility) => `${facility}的${source}没有泄漏记录`,
    text: "每次因泄漏而补充、每台报废设备都是损失。请录入，或说明本年度没有发生。",
  },
  no_upstream: {
    title: (count) => `${count} 个排放源缺少上游和损耗`,
    text: "燃料生产和电网损耗属于范围三类别 3，数量可由现有数据生成。",
  },
  energy_per_output: {
    title: (change, per) => `每${per}用电量较上年 ${change}`,
    text: (now, before) => `本年 ${now} kWh，上年 ${before} kWh。请检查单位是否有误、是否缺少电表，或工艺是否变化。`,
  },
  certificates_above_use: {
    title: (left, facilities) => `有 ${left} MWh 证书超出${facilities}的用电量`,
    noFacility: (left) => `有 ${left} MWh 证书所属市场没有设施`,
    text: (uncovered) => `该处仅有 ${uncovered} MWh 电量尚未覆盖，超出部分不能降低本年度的排放总量。`,
  },
  certificates_unused: {
    title: (left, facilities) => `${facilities}有 ${left} MWh 证书尚未分配`,
    text: (uncovered) => `该处有 ${uncovered} MWh 电量尚未覆盖，请分配证书。`,
  },
  action: {
    sources: "排放源",
    completeness: "完整性",
    records: "活动数据",
    upstream: "生成类别 3",
    instruments: "合同工具",
  },
  checkedTitle: "检查内容",
  checked: {
    electricity: "每个设施均有外购电力，或已说明原因。",
    trade: "同行业通常具有的排放源。",
    losses: "每个制冷剂和其他气体排放源在本年度均有记录。",
    upstream: "燃料和能源的上游和损耗已计入类别 3。",
    energy: "单位产出用电量与上年比较：变化达到 10% 的会列出。",
    certificates: "电力证书与所属市场用电量比较。",
  },
  state: { compared: "已比较", noTrade: "行业未知", noOutput: "需要两个完整年度的数据和产出", none: "未持有" },
  toStart: "选择行业",
  toOutput: "填写产出",
};

export default plausibility;
