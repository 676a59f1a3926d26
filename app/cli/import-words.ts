import type { ContentLanguage } from "#app/encoding/language.ts";
import type { WorkbookErrorCode } from "#app/encoding/workbook/workbook-error.ts";
import type { ImportState } from "#emission-factors/publication/plan-import.ts";
import type { PublicationFaultCode } from "#emission-factors/publication/publication-format.ts";

type Facts = Readonly<Record<string, string | number>>;

export interface ImportWords {
  unknown: string;
  knows: string;
  unreadable: (path: string) => string;
  tooLarge: string;
  recognised: (name: string) => string;
  edition: (key: string, rows: number) => string;
  against: (key: string) => string;
  first: string;
  comparable: string;
  notComparable: string;
  leftOut: string;
  private: string;
  state: Record<ImportState, (key: string, other: string) => string>;
  nothingNew: string;
  dryRun: string;
  ask: string;
  notConfirmed: string;
  declined: string;
  written: (key: string) => string;
  failed: (reason: string) => string;
  fault: Record<PublicationFaultCode, (facts: Facts) => string>;
  workbook: Record<WorkbookErrorCode, string>;
}

const EN: ImportWords = {
  unknown: "This publication can't be imported. These can:",
  knows: "  · ",
  unreadable: (path) => `${path} can't be read.`,
  tooLarge: "The file is larger than 256 MiB.",
  recognised: (name) => `Recognised: ${name}`,
  edition: (key, rows) => `${key}: ${rows} factors`,
  against: (key) => `Compared with ${key}:`,
  first: "This is the first release of this dataset.",
  comparable: "The two are comparable.",
  notComparable: "The two are NOT comparable. A difference is not a change of emissions. Check the base year.",
  leftOut: "Not imported",
  private: "The licence doesn't allow sharing. These factors stay on this installation and are in no download.",
  state: {
    new: (key) => `${key} is new.`,
    correction: (key, other) =>
      `${key} is a re-issue of ${other}. It becomes a separate release, and ${other} is kept.`,
    held: (key) => `${key} already exists with the same figures.`,
    conflict: (key, other) =>
      `${other} exists with other figures than ${key} in this file. Nothing in the file shows that it is a later issue. If the publisher corrected it, name the correction: --correction ${key.split("@")[1]}-NAME.`,
    outdated: (key, other) => `This file is an earlier issue of ${key} than ${other}, which already exists.`,
  },
  nothingNew: "Nothing new.",
  dryRun: "Nothing was written (--dry-run).",
  ask: "Add this? [y/N] ",
  notConfirmed: "Nothing was written. Confirm with --yes.",
  declined: "Nothing was written.",
  written: (key) => `Added ${key}.`,
  failed: (reason) => `Nothing was written: ${reason}`,
  fault: {
    missing_column: () => "This column is missing.",
    missing_table: ({ table, text }) => `${table ?? "The table"} is missing${text ? ` (${text})` : ""}.`,
    missing_file: ({ file }) => `Add ${file} to the same command.`,
    unknown_unit: ({ text }) => `Unknown unit “${text}”.`,
    unknown_gas: ({ text }) => `Unknown gas or quantity “${text}”.`,
    unknown_heading: ({ text }) => `Unknown heading “${text}”.`,
    not_a_number: ({ text }) => `“${text}” is not a number.`,
    missing_figure: ({ label }) => `A figure is missing: ${label}.`,
    duplicate: ({ key, first }) => `${key} appears twice${first ? `, first in ${first}` : ""}.`,
    total_mismatch: ({ total, sum }) =>
      `The total ${total} differs from the sum of its parts, ${sum}, by more than rounding.`,
    gwp_mismatch: ({ gas, found, expected }) => `${gas} has the GWP ${found}. This release should use ${expected}.`,
  },
  workbook: {
    not_a_workbook: "This is not a workbook.",
    workbook_legacy: "This is an old .xls file. Save it as .xlsx and import that file.",
    workbook_binary: "This is an .xlsb file. Save it as .xlsx and import that file.",
    workbook_encrypted: "The workbook has a password. Remove the password and save it again.",
    workbook_macros: "The workbook contains macros. Save it as .xlsx without macros.",
    workbook_damaged: "The workbook is damaged.",
    workbook_too_large: "The unpacked workbook is too large to read.",
    workbook_dtd: "The workbook declares its own entities, so it was not read.",
    workbook_external_value:
      "A cell takes its value from another file. Replace the link with its value and save again.",
    workbook_sheet_missing: "A sheet is missing.",
  },
};

const ZH: ImportWords = {
  unknown: "该出版物不能导入。可导入的有：",
  knows: "  · ",
  unreadable: (path) => `无法读取 ${path}。`,
  tooLarge: "文件超过 256 MiB。",
  recognised: (name) => `已识别：${name}`,
  edition: (key, rows) => `${key}：${rows} 个因子`,
  against: (key) => `与 ${key} 比较：`,
  first: "该数据集的首个版本。",
  comparable: "两者可比。",
  notComparable: "两者不可比，差异不代表排放变化。请检查基准年。",
  leftOut: "未导入",
  private: "许可不允许转发。这些因子仅供本系统使用，不包含在任何下载中。",
  state: {
    new: (key) => `${key} 为新版本。`,
    correction: (key, other) => `${key} 是 ${other} 的更正版，将作为独立版本加入，${other} 保留。`,
    held: (key) => `${key} 已存在，数值相同。`,
    conflict: (key, other) =>
      `${other} 已存在，但数值与本文件的 ${key} 不同，且文件未表明是更新的发布。若出版方已更正，请为更正版命名：--correction ${key.split("@")[1]}-名称。`,
    outdated: (key, other) => `本文件是 ${key} 的较早发布，已有 ${other}。`,
  },
  nothingNew: "没有新内容。",
  dryRun: "未写入任何内容（--dry-run）。",
  ask: "是否加入？[y/N] ",
  notConfirmed: "未写入任何内容。请用 --yes 确认。",
  declined: "未写入任何内容。",
  written: (key) => `已加入 ${key}。`,
  failed: (reason) => `未写入任何内容：${reason}`,
  fault: {
    missing_column: () => "缺少该列。",
    missing_table: ({ table, text }) => `缺少${table ?? "表格"}${text ? `（${text}）` : ""}。`,
    missing_file: ({ file }) => `请在同一命令中一并提供 ${file}。`,
    unknown_unit: ({ text }) => `未知单位“${text}”。`,
    unknown_gas: ({ text }) => `未知气体或数量“${text}”。`,
    unknown_heading: ({ text }) => `未知标题“${text}”。`,
    not_a_number: ({ text }) => `“${text}”不是数字。`,
    missing_figure: ({ label }) => `缺少数值：${label}。`,
    duplicate: ({ key, first }) => `${key} 出现两次${first ? `，首次在 ${first}` : ""}。`,
    total_mismatch: ({ total, sum }) => `合计 ${total} 与各部分之和 ${sum} 不符，超出修约误差。`,
    gwp_mismatch: ({ gas, found, expected }) => `${gas} 的 GWP 为 ${found}，该版本应采用 ${expected}。`,
  },
  workbook: {
    not_a_workbook: "该文件不是工作簿。",
    workbook_legacy: "这是旧式 .xls 文件。请另存为 .xlsx 后导入。",
    workbook_binary: "这是 .xlsb 文件。请另存为 .xlsx 后导入。",
    workbook_encrypted: "工作簿设有密码。请取消密码后重新保存。",
    workbook_macros: "工作簿含有宏。请另存为不含宏的 .xlsx。",
    workbook_damaged: "工作簿已损坏。",
    workbook_too_large: "工作簿解压后过大，未读取。",
    workbook_dtd: "工作簿含有自定义实体声明，未读取。",
    workbook_external_value: "有单元格的值来自其他文件。请将链接替换为数值后重新保存。",
    workbook_sheet_missing: "缺少工作表。",
  },
};

export const IMPORT_WORDS: Record<ContentLanguage, ImportWords> = { en: EN, zh: ZH };
