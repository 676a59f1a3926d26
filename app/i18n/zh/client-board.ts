import type en from "../en/client-board.ts";
import type { MessagesOf } from "../messages-of.ts";

const clientBoard = {
  title: "客户",
  about: (shown: number, all: number) =>
    shown === all ? `共 ${all} 家客户：进度与待办事项` : `${all} 家客户中的 ${shown} 家`,
  applyPackage: "套用标准包",
  exportCsv: "导出 CSV",
  emptyTitle: "尚无客户",
  emptyReason: "客户包括本工作区的组织，以及委托本工作区的企业的组织。",
  noneTitle: "没有符合条件的客户",
  noneReason: "请减少筛选词或取消阶段筛选。",
  search: "名称",
  everyStage: "全部阶段",
  order: "排序",
  orders: { next: "按最近日期", name: "按名称", stage: "按阶段" },
  show: "显示",
  columns: { client: "客户", stage: "阶段", waits: "待办事项", next: "最近日期" },
  stage: { collecting: "收集数据", review: "审核中", calculated: "已核算", draft: "报告草稿", issued: "已签发" },
  year: (year: string) => `${year} 年`,
  engagedUntil: (day: string) => `委托至 ${day}`,
  tasks: (n: number, owner: string) => `${n} 项任务${owner ? `：${owner}` : ""}`,
  requests: (n: number, who: string) => `${n} 项数据请求${who ? `：${who}` : ""}`,
  toReview: (n: number) => `${n} 条记录待审核`,
  nothing: "无",
  overdue: "已逾期",
  csv: {
    nameEn: "客户（英文）",
    nameZh: "客户（中文）",
    stage: "阶段",
    start: "期间开始",
    end: "期间结束",
    report: "报告",
    toReview: "待审核记录",
    tasks: "未完成任务",
    taskDue: "最近任务截止日",
    taskOwner: "最近任务负责人",
    requests: "未完成数据请求",
    requestExpires: "最近链接到期日",
    recipient: "其接收人",
    engagedUntil: "委托至",
    next: "最近日期",
  },
} satisfies MessagesOf<typeof en>;

export default clientBoard;
