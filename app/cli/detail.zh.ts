import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./detail.en.ts";

const detail: MessagesOf<typeof en> = {
  usage: {
    condense: `用法：truetonne condense FILE --detail OUT [--pretty] [--language en|zh]

读取清单文档（- 表示标准输入），输出汇总后的清单文档及结果。排放源、月份、因子、数据质量和等级均相同的记录合并为一行，数量精确相加。
原始记录分片写入 OUT，清单文档载明这些记录的 Merkle 根。各项合计与原文档一致。

退出码 0：已汇总 · 1：部分行存在问题 · 2：用法有误、文档无效，或 OUT 已存在或无法写入。
`,
    detail: (program) => `用法：${program} detail verify DOCUMENT DETAIL [--json] [--language en|zh]

逐片比对 DETAIL 中的记录与汇总后的清单文档。全部分片的 Merkle 根须与文档所载一致，每行的记录重新汇总后须与该行一致。

退出码 0：全部一致 · 1：不一致 · 2：用法有误、文档无效或文件无法读取。
`,
  },
  whole: (records, lines, pieces) =>
    `${pieces} 个分片中的 ${records} 条记录与清单文档的 ${lines} 行相符。Merkle 根和每一行均一致。`,
  condensed: (records, lines) => `已将 ${records} 条记录汇总为 ${lines} 行。`,
  cannotWrite: (file) => `无法写入 ${file}，或该文件已存在。请换一个文件名，已有文件不会被覆盖。`,
  unreadable: (file) => `无法读取 ${file}。请检查文件名和权限。`,
  at: (piece, line) => `第 ${piece} 片${line ? `，行 ${line}` : ""}：`,
  fault: {
    no_detail: "该清单文档未经汇总，没有记录的 Merkle 根。",
    piece_unreadable: "该分片不是规范格式。文件已被改动，或属于其他类型。",
    piece_out_of_order: "有分片缺失、重复，或不在其所属行的位置。",
    record_invalid: "有一条记录无效。",
    line_differs: "这些记录重新汇总后与清单文档的该行不一致。",
    root_differs: "全部分片的 Merkle 根与清单文档所载不一致，这些不是该清单的记录。",
  },
};

export default detail;
