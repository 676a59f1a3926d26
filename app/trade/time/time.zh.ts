import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./time.en.ts";

const time = {
  title: "工时",
  about: "人员为各客户投入的时间。仅本工作区可见；更正以新条目替代。",
  emptyTitle: "尚无工时记录",
  emptyReason: "请在旁边填写日期与分钟数。",
  saved: "已保存。",
  client: "客户",
  everyClient: "全部客户",
  choose: "请选择……",
  month: "月份",
  hours: "时长",
  billable: "可计费",
  billableHours: "其中可计费",
  totals: "按客户与月份汇总",
  add: "登记工时",
  correct: "更正",
  correctTitle: "更正条目",
  day: "日期",
  minutes: "分钟",
  strikeOut: "填 0 表示作废该条目。",
  note: "备注",
  submit: "登记",
  correctSubmit: "替代原条目",
  error: {
    client: "请从列表中选择客户。",
    day: "请选择日期。",
    minutes: "请填写 1 至 1440 之间的整数分钟。",
    note: "备注不超过 1000 个字符。",
    corrected_already: "该条目已被更正。",
    not_own: "仅登记人可更正其条目。",
  },
  person: "人员",
  corrected: "后已更正",
} satisfies MessagesOf<typeof en>;

export default time;
