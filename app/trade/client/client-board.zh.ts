import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./client-board.en.ts";

const clientBoard = {
  title: "客户",
  about: "各客户的进度和待办事项。",
  applyPackage: "应用标准包",
  emptyTitle: "暂无客户",
  emptyReason: "客户包括本工作区的企业，以及委托本工作区的企业。",
  search: "名称",
  columns: { client: "客户", stage: "阶段", waits: "待办事项", order: "订单", next: "最近日期" },
  stage: { collecting: "收集数据", review: "审核中", calculated: "已核算", draft: "报告草稿", issued: "已签发" },
  year: (year: string) => `${year} 年`,
  engagedUntil: (day: string) => `委托至${day}`,
  tasks: (n: number, owner: string) => `${n} 项任务${owner ? `：${owner}` : ""}`,
  requests: (n: number, who: string) => `${n} 项数据收集请求${who ? `：${who}` : ""}`,
  toReview: (n: number) => `${n} 条记录待审核`,
  nothing: "无",
  quote: (number, day) => `报价单 ${number}，有效期至${day}`,
  orderWaits: (on, what) => `等待${on}${what}`,
  overdue: "已逾期",
  csv: {
    nameEn: "客户（英文）",
    nameZh: "客户（中文）",
    start: "期间开始",
    end: "期间结束",
    report: "报告",
    toReview: "待审核记录",
    tasks: "未完成的任务",
    taskDue: "最近任务截止日",
    taskOwner: "最近任务负责人",
    requests: "未完成的数据收集请求",
    requestExpires: "最近链接到期日",
    recipient: "该链接的接收人",
    orderState: "订单状态",
    quote: "待答复报价单",
    quoteUntil: "报价有效期至",
    engagedUntil: "委托至",
  },
} satisfies MessagesOf<typeof en>;

export default clientBoard;
