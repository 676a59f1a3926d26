import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./instrument-import.en.ts";

const instrumentImport: MessagesOf<typeof en> = {
  title: "导入绿证与合同",
  about: "请选择文件，每行填写一段证书编号区间或一份合同。登记之前可以查看每一行。",
  link: "导入",
  file: "CSV 文件或 XLSX 工作簿",
  limits: "读取第一个工作表，最多 300 行、4 MiB。表头在第一行。",
  check: "检查文件",
  checkAgain: "检查另一个文件",
  template: "模板",
  templateAbout: "含各列表头及可填写的内容。",
  previewTitle: (name) => (name === "" ? "各行内容" : `${name} 的各行内容`),
  allRight: (count) => `全部 ${count} 行均可登记。`,
  someWrong: (wrong, count) => `${count} 行中有 ${wrong} 行有误。请更正文件后重新检查。尚未登记任何内容。`,
  unknown: (columns) => `以下各列的表头无法识别，不会导入：${columns.join("、")}。如需导入，请更正表头。`,
  row: "行",
  right: "可以登记",
  wrong: "有误",
  add: (count) => `登记 ${count} 项合同工具`,
  imported: (count) => `已登记 ${count} 项合同工具。`,
  faultsTitle: "错误",
  cell: "单元格",
  column: "列",
  columnMissing: (field) => `文件中没有此列（${field}）`,
  value: "内容",
  whatToDo: "如何更正",
  claimedInFile: (row) => `本文件第 ${row} 行已有该区间内的证书。每张证书只能填写一次。`,
  fault: {
    cell_broken: "该单元格有错误，或公式没有结果。请直接填写内容。",
    file_not_found: "证明材料中没有该名称的文件。请先在“证明材料”中上传，或留空。",
    file_ambiguous: "证明材料中有多个同名文件。请留空，或使用不同的文件名。",
  },
  failure: {
    file_missing: () => "请选择文件。",
    headings_missing: () => "第一行不是本导入的表头。请从下方模板复制表头。",
    heading_twice: (f) => `表头“${f.heading}”出现两次，请保留一列。`,
    file_too_many_rows: () => "文件超过 300 行。请拆分后逐个导入。",
  },
  sheet: { rows: "合同工具", lists: "可填内容", help: "说明" },
  help: {
    title: "如何填写模板",
    lines: [
      "每行填写一段证书编号区间，或一份合同。",
      "证书须填写登记系统、起始和终止编号、注销日期及受益方。合同须填写合同编号。",
      "日期写作 2025-01-31，数字写作 1200.5，不要使用千位分隔符。",
      "类型、发电类型、国家和单位见“可填内容”工作表。国家可填写名称或两位字母代码。",
      "排放为每单位数量的千克数，取自证明文件或合同。生物质和沼气须填写 CH4、N2O 和生物源 CO2。",
      "证明文件填写已在“证明材料”中的文件名。",
    ],
  },
};

export default instrumentImport;
