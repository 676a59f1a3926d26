import type upstreamEn from "./upstream.en.ts";

const upstream: typeof upstreamEn = {
  title: "由范围一和范围二生成类别 3",
  about:
    "燃料和电力在使用之前，开采、炼制、运输和电网损耗也会产生排放。因子库中有对应因子的，数量取自范围一和范围二的活动数据。",
  show: "显示",
  step: "所选排放源将生成一份待导入文件，请在导入页面核对各行。确认导入之前不计入核算，导入后可以撤销。",
  caption: "可由活动数据得出的类别 3 排放源",
  columns: {
    facility: "设施",
    name: "新增排放源",
    source: "排放源",
    factor: "因子",
    value: "数值",
    quantity: "年度数量",
    recorded: "现有记录",
    why: "原因",
  },
  standing: { new: "新增。", differs: "现有记录与此不同。", same: "已有相同记录。" },
  alsoIn: (name) => `“${name}”已使用该因子，请只保留其中一个。`,
  prepare: "生成待导入文件",
  none: {
    title: "没有可生成的内容",
    reason: "范围一和范围二中，没有排放源既有本年度记录，又有对应的上游因子。",
    action: "排放源",
  },
  noYear: { title: "尚无报告年度", reason: "请先新建报告年度。", action: "报告年度" },
  withoutTitle: "未能生成的排放源",
  withoutAbout: "请向供应商索取因子，或添加自定义因子，并自行录入数据。",
  why: {
    no_pair: "因子库中没有对应的上游因子。",
    no_records: "本年度没有记录。",
    special_records: "部分数量由计算方法得出，或用于更正其他记录。请自行录入该排放源的类别 3 数据。",
    no_edition: "因子选用规则不允许将对应因子的任何版本用于本年度。",
  },
  name: {
    fuel: (of) => `${of}：上游`,
    generation: (of) => `${of}：发电上游`,
    losses: (of) => `${of}：输配电损耗`,
    losses_upstream: (of) => `${of}：输配电损耗上游`,
  },
  evidence: (of) => `同“${of}”`,
  rowKey: "行标识",
  errors: {
    nothing_chosen: "请至少选择一个排放源。",
    file_again: "这些行已经导入，此后没有变化。",
    drafts_open: "未完成的导入过多，请先完成或删除一个。",
    refused: "未能生成，请重试。",
  },
};

export default upstream;
