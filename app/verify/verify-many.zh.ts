import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-many.en.ts";

const many: MessagesOf<typeof en> = {
  title: "批量查询报告编号",
  lead: "粘贴报告编号或选择 CSV 文件，每行返回一条结果，顺序不变。仅读取编号，不保存任何内容。",
  numbers: "报告编号，每行一个",
  numbersHint: (most) => `最多 ${most} 个。也可以粘贴表格，编号列的标题写为“报告编号”即可。`,
  file: "或选择 CSV 文件",
  check: "查询",
  again: "查询其他编号",
  download: "下载 CSV",
  caption: "各报告的状态",
  asOf: (time) => `截至 ${time}。此处只显示报告的状态，不能证明某个文件就是该报告。如需确认，请在验证页面拖入文件。`,
  summary: (rows, current) => `共 ${rows} 行，其中 ${current} 份有效`,
  column: {
    row: "行",
    typed: "您的输入",
    outcome: "状态",
    holder: "企业",
    period: "报告期",
    total: "合计（tCO₂e）",
    note: "说明",
    number: "编号",
    periodStart: "报告期开始",
    periodEnd: "报告期结束",
    changed: "变更日期",
    successor: "取代报告",
    asOf: "查询时间",
    page: "页面",
  },
  outcome: {
    current: "有效",
    superseded: "已被取代",
    expired: "已到期",
    withdrawn: "已撤回",
    not_public: "无公开报告",
    mistyped: "输入有误",
    shape: "不是报告编号",
  },
  note: {
    since: (day) => `自${day}起`,
    by: "取代报告：",
    not_public: "没有公开报告使用此编号。这不说明任何文件的真伪。",
    mistyped: "有一个字符错误，或两个字符颠倒。",
    shape: "报告编号形如 GHG-2026-000417-XXXXXXX-XXXXXXX。",
    empty: "此行没有编号。",
  },
  fault: {
    empty: "没有找到报告编号。请每行粘贴一个，或选择文件。",
    too_many: (count, most) => `共 ${count} 行，一次最多查询 ${most} 行。请分批查询。`,
    not_a_list: "无法读取：缺少一个右引号。请重新另存为 CSV。",
    too_wide: "有一行超过 100 列，或有单元格超过 1,000 个字符。请只保留编号所在的列。",
    too_large: "文件过大，不像编号列表。请只保留编号所在的列。",
  },
  fileName: "report-status.csv",
};

export default many;
