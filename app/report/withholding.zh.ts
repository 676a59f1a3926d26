import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./withholding.en.ts";

const withholding: MessagesOf<typeof en> = {
  parts: { names: "名称", evidence: "证据", inputs: "输入数据" },
  outcome: {
    line_holds: ({ line }) =>
      `第 ${line} 行：披露的内容与签发方签名的一致，由其输入数据计算得到的结果与签名结果完全相同。`,
    line_is_signed: ({ line }) =>
      `第 ${line} 行：披露的内容与签发方签名的一致。未重新计算其结果，因为这需要输入数据和报告文件本身。`,
    line_differs: ({ line }) => `第 ${line} 行：披露的内容已经签名，但由其输入数据得不出签名的结果。`,
    package_holds: ({ lines }) =>
      `完整数据包：已重新计算全部 ${lines} 行；略去报告未公开的内容后，与报告中的数据逐字节一致。`,
    package_differs: ({ pointer, stated, recomputed }) =>
      `完整数据包：${pointer} 所载为“${stated}”，由各行计算为“${recomputed}”。`,
    refused: (_, why) => `披露文件不成立：${why}。`,
    report_fails: () => "无法检验披露文件：报告本身的证明不成立。",
  },
  source: {
    title: "保密",
    open: "报告完整公开该排放源。",
    confidential: "保密：签发报告时，由您选择公开副本中略去该排放源的哪些内容。",
    mark: "标为保密",
    unmark: "取消保密",
    chip: "保密",
  },
  issue: {
    legend: "采购方可见的保密排放源内容",
    none: "没有标为保密的排放源，报告将完整公开每一行。如需略去部分内容，请在排放源页面将其标为保密。",
    sources: (count) => `有 ${count} 个排放源标为保密。`,
    choices: { nothing: "全部公开", names: "不公开名称和证据", inputs: "只公开结果" },
    about: {
      nothing: "每一行都公开名称、输入数据、因子和证据。",
      names: "略去供应商、描述、编号和文件；数量和因子仍然公开，任何人都可以重新计算所有行。",
      inputs:
        "同时略去数量、因子和绿电凭证。精确结果仍然公开，因此各项合计均可重新计算；这些行的结果以您的签名为准。能猜出因子的人，可由结果推算出数量。",
    },
    limits:
      "略去的内容不会出现在报告、数据、验证页面或日志的任何位置。每一行的设施编号、类别、期间和结果仍然公开。之后您可以单独披露某一行并附证明；核查方可取得完整文件。",
    preview: "查看采购方将看到的内容",
    openSources: "打开排放源",
  },
  preview: {
    title: "采购方看到的内容",
    about: (inputs, names, of) => `共 ${of} 行，其中 ${names} 行不含名称，${inputs} 行不含输入数据。报告尚未签发。`,
    none: "按此选择不会略去任何内容：本次计算中没有来自保密排放源的行。",
    line: "行",
    shown: "采购方可见",
    kept: "未公开",
    result: "吨 CO₂e",
    draft: "采购方所见的草稿 PDF",
    more: (shown, of) => `显示前 ${shown} 行，共 ${of} 行。`,
  },
  report: {
    title: "未公开的行",
    none: "本报告完整公开每一行。",
    about: (lines, level) =>
      level === "names"
        ? `公开副本略去了 ${lines} 行的名称和证据。`
        : `公开副本略去了 ${lines} 行的名称、证据和输入数据。`,
    disclose: "披露一行",
    discloseAbout:
      "为可以查看该行的人生成一个文件。该文件可对照已签名的报告自行证明，且不透露其他任何行。持有文件的人可以转交他人。",
    line: "行",
    lines: (first, count) => (count > 12 ? `未公开：${first} …（共 ${count} 行）` : `未公开：${first}`),
    parts: "披露内容",
    download: "生成文件",
    full: "完整数据包",
    fullAbout: "包含完整的清单文件以及可打开每一行的密钥，仅供贵公司和核查方使用；每次下载都会记录。",
    fullDownload: "下载完整数据包",
  },
};

export default withholding;
