import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./bill.en.ts";

const bill: MessagesOf<typeof en> = {
  title: "从文件读取的内容",
  about: "以下数值读自文件中的文字，请逐项与原件核对。保存记录之前不会写入任何数据。",
  states: {
    read: "已读取",
    needs_entry: "需要填写",
    scanned: "扫描件",
    no_text: "无文字",
    not_a_bill: "未识别为账单",
  },
  explained: {
    read: "已找到表号、期间和数量。请选择排放源并核对数值。",
    needs_entry: "部分数值缺失或有多种读法，请按原件填写。",
    scanned: "页面是没有文字的图片，请按原件填写数值。",
    no_text: "页面没有文字，请按原件填写数值。",
    not_a_bill: "文字中未识别出账单，请按原件填写数值。",
  },
  refused: {
    unknown_format: "内容不是 PDF、OFD 文件或 XML 发票。",
    damaged: "文件不完整或已损坏，无法读取。请向发件人重新索取。",
    protected: "文件设有密码，无法读取。请另存一份无密码的文件。",
    too_large: "文件内容超出一般账单，无法读取。请按原件填写数值。",
    document_type: "XML 声明了文档类型，无法读取。请从税务平台重新下载原始文件。",
    missing: "文件存储目前无法提供此文件。请稍后再试，或联系系统运营方。",
    busy: "正在读取其他文件。请一分钟后刷新页面，或按原件填写数值。",
    too_hard: "读取文件用时过长。请按原件填写数值。",
  },
  problems: {
    sums_differ: "各项目金额之和与发票合计不一致，请逐项核对。",
    credit_note: "合计为负数：本发票用于冲销另一张发票。",
    several_lines: "有多个同类项目。峰、平、谷等分段用量请分别填写；按同一用量计收的费用不要重复填写。",
    data_differs: "文件中的数据与版面内容不一致，两个数值均已列出。",
    other_goods: "没有电、气、水、热或燃料项目。",
    some_scanned: "部分页面是没有文字的图片，请自行查看。",
    pages_left_out: "文件超过 40 页，其余页面未读取。",
  },
  attached: (count) => `本文件已附到其他记录或期间（${count}）。请确认账单没有重复。`,
  fields: {
    seller: "销售方",
    number: "号码",
    issuedOn: "日期",
    meter: "表号或户号",
    period: "期间",
    total: "价税合计",
    estimated: "估算",
  },
  item: (number, name) => (name === "" ? `用量 ${number}` : `项目 ${number}：${name}`),
  energy: { electricity: "电", gas: "燃气", water: "水", heat: "热", fuel: "燃料" },
  missing: "未找到",
  several: "有多种读法",
  onPage: (page) => `第 ${page} 页`,
  ofData: "文件中的数据",
  document: "文件的文字",
  documentAbout: "按原位置显示文件中的文字，不含图片、线条和印章。完整内容请打开文件查看。",
  page: (number) => `第 ${number} 页`,
  note: (number, page, raw) => (number === "" ? `第 ${page} 页：${raw}` : `账单 ${number}，第 ${page} 页：${raw}`),
};

export default bill;
