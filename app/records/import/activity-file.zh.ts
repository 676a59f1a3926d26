import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./activity-file.en.ts";

type Facts = Record<string, string>;

const said = (text: string | undefined) => (text ? `“${text}”` : "空单元格");
const where = (f: Facts) =>
  f.ref
    ? `（${f.sheet ? `工作表“${f.sheet}”，` : ""}单元格 ${f.ref}）`
    : f.row && f.row !== "0"
      ? `（第 ${f.row} 行）`
      : "";

const fault = {
  file_too_large: (f: Facts) => `文件大于 ${f.limit}。请拆分，或将工作簿另存为 CSV。`,
  file_empty: () => "文件为空。请选择含有数据的文件，或从模板开始。",
  file_without_rows: () => "文件只有表头，没有数据。请在表头下至少填写一行。",
  file_too_many_rows: (f: Facts) => `文件超过 ${f.limit} 行。请拆分后依次导入。`,
  file_too_many_columns: (f: Facts) => `有单元格超出第 ${f.limit} 列${where(f)}。请删除表格右侧的内容。`,
  file_not_text: () => "这既不是 CSV 文件，也不是 XLSX 工作簿。请在 Excel 或 WPS 中另存为 .xlsx 或 CSV UTF-8。",
  file_is_web_page: () =>
    "该文件实际是网页，只是扩展名为表格，许多系统的导出文件都是如此。请在 Excel 或 WPS 中打开，另存为 .xlsx。",
  file_encoding: (f: Facts) =>
    `文件中有字符无法按 UTF-8、UTF-16 或 GB18030 读取${f.line ? `，从第 ${f.line} 行开始` : ""}${f.byte ? `（第 ${f.byte} 字节）` : ""}。请在 Excel 或 WPS 中另存为 CSV UTF-8。`,
  file_too_hard: (f: Facts) =>
    f.limit === "memory"
      ? "读取该文件占用内存过多。请将表格复制到新工作簿，或另存为 CSV。"
      : f.limit === "time"
        ? "读取该文件耗时过长。请将表格复制到新工作簿，或另存为 CSV。"
        : "无法读取该文件。请将表格复制到新工作簿，或另存为 CSV。",
  csv_broken: (f: Facts) => `第 ${f.row} 行的引号没有闭合。请补上引号；如引号是文字的一部分，请写两次。`,
  row_too_long: (f: Facts) => `第 ${f.row} 行超过 ${f.limit} 个字符。请检查其附近的换行和引号。`,
  sheet_missing: (f: Facts) => `文件中没有工作表“${f.sheet}”。请重新选择工作表。`,
  headings_changed: (f: Facts) => `第 ${f.row} 行不再是表头。请重新选择各列。`,
  not_a_workbook: () => "该压缩文件不是工作簿。请在 Excel 或 WPS 中另存为 .xlsx。",
  workbook_legacy: () => "这是旧格式工作簿（.xls）。请另存为 .xlsx。",
  workbook_binary: () => "这是二进制工作簿（.xlsb）。请另存为 .xlsx。",
  workbook_encrypted: () => "工作簿设有密码。请另存一份不带密码的副本。",
  workbook_macros: () => "工作簿含有宏（.xlsm）。请另存为不含宏的 .xlsx。",
  workbook_damaged: (f: Facts) => `工作簿已损坏${where(f)}。请在 Excel 或 WPS 中打开并重新保存。`,
  workbook_too_large: () => "工作簿解压后过大。请将表格复制到新工作簿。",
  workbook_dtd: () => "工作簿含有文档类型声明，不能读取。请在 Excel 或 WPS 中打开并重新保存。",
  workbook_external_value: (f: Facts) => `有单元格引用了另一个文件${where(f)}。请将公式替换为数值。`,
  workbook_sheet_missing: (f: Facts) => `工作簿中没有工作表“${f.sheet}”。请重新选择工作表。`,
};

const rowFault = {
  row_width: (f: Facts) => `该行有 ${f.found} 个单元格，而表头有 ${f.expected} 个。请检查分隔符或引号是否缺少或多余。`,
  quote_stray: () => "单元格中间有引号。请用引号括住整个单元格，并将其中的引号写两次。",
  cell_error: (f: Facts) => `单元格显示错误值${said(f.value)}。请填入实际数值。`,
  formula_without_value: () => "公式保存时没有计算结果。请打开工作簿，重新计算后保存。",
  amount_merged: () => "一个数量占用了合并的多个单元格，无法确定如何分摊。请拆分后逐格填写。",
  amount_is_date: (f: Facts) => `${said(f.value)}是日期，不是数量，可能被表格软件自动转换。请填写数字。`,
  decimal_style: (f: Facts) =>
    f.style === "comma"
      ? `本文件选择了以逗号作小数点，而${said(f.value)}不符合。请写作 1234,5，或改选其他数字格式。`
      : `本文件选择的数字格式没有千位分隔符，而${said(f.value)}含有。请写作 1234.5，或改选其他数字格式。`,
  row_may_be_total: () => "该行像是合计行，但也可能是一条记录。请跳过该行，或确认它是单独的记录。",
  row_key_missing: () => "已选择行标识列，但该行没有标识。请补充。",
  row_key_too_long: () => "行标识过长，最多 140 个字符。",
};

const mapping = {
  field_missing: "此项既没有对应的列，也没有固定值。请选择一列，或为所有行统一填写。",
  field_twice: "有两列含义相同。请保留其一。",
  column_twice: "该列被使用了两次。请只保留一种含义。",
  column_outside: "工作表中没有这一列。",
  period_twice: "期间有多种填写方式。请保留其一：期间、起止日期，或月份与年份。",
  month_twice: "有两个数量列对应同一期间、排放源和设施。请修改其一。",
  amount_twice: "既有按月份或排放源分列的数量，又有单独的数量列。请保留一种。",
  amount_unsaid: "请选择该列数量所属的期间、排放源或设施。",
  constant_twice: "此项既有统一填写的固定值，又有对应的列。请保留其一。",
  sheet_unknown: "文件中没有该工作表。",
  headings_elsewhere: "表头在另一行。",
};

const activityFile: MessagesOf<typeof en> = {
  fault,
  rowFault,
  mapping,
  skipped: {
    total_row: "合计行",
    note_row: "注释行",
    blank_amount: "该列没有数量",
  },
  remark: {
    hidden_row: "该行在工作簿中被隐藏",
    formula: "数值来自公式（最后一次保存的结果）",
    merged_cell: "数值来自合并单元格",
  },
  decimal: {
    point: "1234.5",
    grouped_point: "1,234.5",
    comma: "1234,5 或 1.234,5",
  },
  field: {
    start: "开始日期",
    end: "结束日期",
    year: "年份",
    month: "月份",
    rowKey: "行标识",
  },
  template: {
    download: "下载模板",
    tall: "每条记录一行",
    wide: "排放源 × 月份",
    sheet: { records: "活动数据", lists: "可选项", help: "填写说明" },
    list: { facility: "设施", source: "排放源", unit: "单位", units: "可用单位", dataQuality: "数据质量" },
    help: {
      title: (organization: string, year: string) => `${organization}：${year}年活动数据`,
      fill: {
        tall: "请在第一个工作表中为每张账单或每次抄表填写一行。下拉列表列出本企业的设施、排放源和单位。",
        wide: "每行一个排放源，每列一个月。请填写数量；尚未收到账单的月份请留空。",
      },
      amounts: "数量只写数字和小数点，不要写千位分隔符。空单元格表示缺失，不等于零；如确实未使用，请填 0。",
      units: "单位前可加倍数，例如万kWh 即 10,000 kWh。第二个工作表列出各排放源可用的单位。",
      periods: {
        tall: "期间：2025-03 为月份，2025 为年份，2025-03-05/2025-04-04 为起止日期（首尾两天均计入）。",
        wide: "如果账单不按自然月截止，请使用每条记录一行的模板。",
      },
      evidence: "证明材料填写账单编号或表号。数据质量填写实测、计算或估算，留空即为实测。",
      keep: "请保留表头。可以增加行和列，导入前会全部列出供您确认。",
    },
  },
};

export default activityFile;
