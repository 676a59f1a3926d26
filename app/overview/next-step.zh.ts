import type { NextStep, StepKind } from "./next-steps.ts";

type Facts = Pick<NextStep, "count"> & { source: string; months: number };

const records = (count: number | null) => (count === null ? "记录" : `${count} 条记录`);

const step: Record<StepKind, { title: (facts: Facts) => string; about: (facts: Facts) => string }> = {
  start: { title: () => "回答五个问题快速建账", about: () => "设施、排放源、因子和文字，由您确认" },
  facilities: { title: () => "添加设施", about: () => "排放发生的地点" },
  sources: { title: () => "添加排放源", about: () => "产生排放的项目及其因子" },
  year: { title: () => "新建清单年度", about: () => "一份报告对应一个年度" },
  returned: { title: ({ count }) => `修改 ${records(count)}`, about: () => "审核人已退回并附意见" },
  records: { title: () => "填报活动数据", about: () => "直接填写或导入文件" },
  missing: {
    title: ({ count }) => `补齐 ${count} 个缺失的月份`,
    about: ({ source, months }) => `先补${source}：${months} 个月`,
  },
  answers: { title: ({ count }) => `查看 ${count} 份已答复的请求`, about: () => "接受后才计入数据" },
  submit: { title: ({ count }) => `提交 ${records(count)}`, about: () => "提交后由审核人批准" },
  approve: { title: ({ count }) => `批准 ${records(count)}`, about: () => "已提交，等待审核" },
  invite: { title: () => "邀请审核人", about: ({ count }) => `不能批准自己填报的 ${records(count)}` },
  run: { title: () => "核算清单", about: () => "将因子用于活动数据" },
  rerun: { title: () => "重新核算", about: () => "上次核算之后数据有变动" },
  issues: { title: ({ count }) => `处理 ${records(count)}`, about: () => "每条记录都有因子后才显示合计" },
  texts: { title: ({ count }) => `确认 ${count} 段草拟文字`, about: () => "由快速建账草拟，请您核对" },
  checklist: { title: () => "完成报告检查表", about: () => "报告所需的各项内容" },
  release: { title: () => "确认或拒绝签发报告", about: () => "另一人已提议签发" },
  report: { title: () => "签发报告", about: () => "有编号和数字签名，任何人都可验证" },
  requests: { title: ({ count }) => `跟进 ${count} 份数据请求`, about: () => "已发送，尚未答复" },
  evidence: {
    title: ({ count }) => `为${count === null ? "" : " "}${records(count)}添加证明材料`,
    about: () => "核查机构会要求提供文件",
  },
};

const nextStep = {
  title: "下一步",
  none: "您目前没有待办步骤。",
  next: (title: string) => `下一步：${title}`,
  more: (count: number) => `还有 ${count} 步`,
  all: (count: number) => `显示全部 ${count} 步`,
  step,
};

export default nextStep;
