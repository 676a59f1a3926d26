import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./list.en.ts";

const list: MessagesOf<typeof en> = {
  filters: "筛选",
  show: "应用",
  everything: "全部",
  clear: "清除筛选",
  file: "下载 CSV",
  workbook: "下载 XLSX",
  tooLong: (most) => `工作簿最多 ${most} 行。请用筛选条件缩小范围，或下载 CSV。`,
  pages: (title) => `${title}分页`,
  firstPage: "第一页",
  sortBy: (column) => `按${column}排序`,
  noMatch: "没有匹配的结果",
  noMatchReason: "没有符合筛选条件的行，请修改或清除筛选条件。",
  yes: "是",
  no: "否",
  heads: {
    id: "ID",
    clientId: "客户 ID",
    clientEn: "客户（英文）",
    clientZh: "客户（中文）",
    currency: "币种",
    inventoryId: "清单 ID",
    orderId: "订单 ID",
    author: "操作人",
  },
  faults: {
    choice: "选项不存在，请从列表中选择。",
    day: "日期无效，请按 YYYY-MM-DD 填写。",
    month: "月份无效，请按 YYYY-MM 填写。",
    reference: "条目不存在，请从列表中选择。",
    text: "搜索内容最多 200 个字符。",
    period: "结束日期早于开始日期，请调换。",
    sort: "不能按此项排序，请改为点击列标题。",
    place: "该页不存在，请从第一页开始。",
  },
};

export default list;
