import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-records.en.ts";

const records: MessagesOf<typeof en> = {
  title: "报告所依据的记录",
  about: "企业向您提供了 records.ndjson 文件？可在此验证其中的记录是否正是本报告所依据的全部记录。",
  choose: "将 records.ndjson 拖到此处",
  progress: (percent) => `正在验证记录：${percent}%`,
  noReport: "无法下载已签发的报告。请先拖入您的报告文件，再拖入记录文件。",
  notIssued: "无法确认您的报告文件与签发时一致。请先拖入签发的报告。",
  unreadable: "无法读取该文件，请重新选择。",
  at: (piece, line) => `错误位于文件第 ${piece} 行${line ? `，结果明细行 ${line}` : ""}。`,
};

export default records;
