import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./method.en.ts";
import operation from "./method-operation.zh.ts";
import valueChain from "./method-value-chain.zh.ts";

const method = {
  words: { ...operation, ...valueChain },
  page: {
    title: "按方法录入",
    edit: "按方法录入的记录",
    lead: "没有计量数据或账单时，可用已发布的方法计算数量。输入数据和公式随记录保存，并列入报告。",
    source: "排放源",
    chooseSource: "选择排放源",
    method: "方法",
    chooseMethod: "选择方法",
    next: "继续",
    noMethods: "该排放源的类别没有已发布的方法，请在表格中填写数量。",
    noSources: "尚无排放源，请先添加。",
    inputs: "输入数据",
    published: (source: string) => `出处：${source}`,
    quantity: "数量",
    unit: "单位",
    value: "数值",
    valueSource: "数值的来源",
    row: (number: string) => `第 ${number} 行`,
    addRow: "添加一行",
    removeRow: (number: string) => `删除第 ${number} 行`,
    choose: "请选择",
    check: "计算",
    save: "保存记录",
    result: "结果",
    resultLead: "尚未保存。请核对数值后保存记录。",
    back: "返回表格",
    stale: "您打开后，其他人修改了该记录。您的输入保留在下方，再次保存将替换对方的版本。",
    fractionHint: "0 至 1，60% 填 0.6。1/3 这样的分数保持精确。",
    numberHint: "数字用小数点；1/3 这样的分数保持精确。",
  },
} satisfies MessagesOf<typeof en>;

export default method;
