import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./time.en.ts";

const time = {
  title: "工时",
  about: "各人员为各客户投入的工时，仅本工作区可见。更正以新条目登记。",
  emptyTitle: "暂无工时记录",
  emptyReason: "请在列表旁的表单中填写日期和分钟数。",
  saved: "已保存。",
  client: "客户",
  everyClient: "全部客户",
  choose: "请选择……",
  month: "月份",
  hours: "工时",
  billable: "可计费",
  billableHours: "可计费工时",
  totals: "按客户和月份汇总",
  add: "登记工时",
  correct: "更正",
  correctTitle: "更正条目",
  day: "日期",
  minutes: "分钟",
  strikeOut: "填 0 可作废该条目。",
  note: "备注",
  submit: "登记工时",
  correctSubmit: "替换原条目",
  error: {
    client: "请从列表中选择客户。",
    day: "请选择日期。",
    minutes: "请填写 1 至 1,440 之间的整数分钟。",
    note: "请将备注缩短至 1,000 个字符以内。",
    corrected_already: "该条目已被更正。",
    not_own: "只有登记人可以更正该条目。",
  },
  person: "人员",
  corrected: "后续已更正",
} satisfies MessagesOf<typeof en>;

export default time;
