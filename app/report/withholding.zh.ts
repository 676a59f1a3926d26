import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./withholding.en.ts";

const withholding: MessagesOf<typeof en> = {
  parts: { names: "名称", evidence: "证明材料", inputs: "输入数据" },
  outcome: {
    line_holds: ({ line }) => `第 ${line} 行：披露内容与签发方的签名一致，由其输入数据计算的结果与签名结果完全相同。`,
    line_is_signed: ({ line }) =>
      `第 ${line} 行：披露内容与签发方的签名一致。结果未重新计算，重新计算需要输入数据和报告文件。`,
    line_differs: ({ line }) => `第 ${line} 行：披露内容已签名，但由其输入数据得不出签名结果。`,
    package_holds: ({ lines }) =>
      `完整数据包：全部 ${lines} 行已重新计算。按报告的脱敏方式处理后，与报告数据逐字节一致。`,
    package_differs: ({ pointer, stated, recomputed }) =>
      `完整数据包：${pointer} 所载为“${stated}”，由各行计算得出“${recomputed}”。`,
    refused: (_, why) => `披露文件无效：${why}。`,
    report_fails: () => "无法验证披露文件，因为报告本身的证明无效。",
  },
  source: {
    title: "保密",
    open: "报告完整列示该排放源。",
    confidential: "已标为保密。签发报告时，您可选择公开副本中该排放源的脱敏内容。",
    mark: "标为保密",
    unmark: "取消保密",
    chip: "保密",
  },
  issue: {
    legend: "客户可见的保密排放源内容",
    none: "没有标为保密的排放源，报告将完整列示每一行。如需脱敏，请在排放源页面将其标为保密。",
    sources: (count) => `有 ${count} 个排放源标为保密。`,
    choices: { nothing: "全部公开", names: "名称和证明材料脱敏", inputs: "仅公开结果" },
    about: {
      nothing: "每一行均列示名称、输入数据、因子和证明材料。",
      names: "供应商、描述、编号和文件脱敏。数量和因子仍然公开，任何人都可以重新计算每一行。",
      inputs:
        "数量、因子和合同工具也脱敏。精确结果仍然公开，因此可以重新计算全部合计；这些行的结果由您的签名确认。能猜出因子的人，可由结果推算出数量。",
    },
    limits:
      "脱敏内容不会出现在报告、数据、验证页面或日志中。每一行的设施编号、类别、期间和结果仍然可见。以后可单独披露某一行并附证明。核查机构可取得完整文件。",
    preview: "预览客户所见内容",
    openSources: "打开排放源",
  },
  preview: {
    title: "客户所见内容",
    about: (inputs, names, of) => `共 ${of} 行，其中 ${names} 行的名称脱敏，${inputs} 行的输入数据脱敏。报告尚未签发。`,
    none: "没有脱敏内容：本次核算没有来自保密排放源的明细行。",
    line: "行",
    shown: "客户可见",
    kept: "已脱敏",
    result: "tCO₂e",
    draft: "客户所见的草稿（PDF）",
    more: (shown, of) => `前 ${shown} 行，共 ${of} 行`,
  },
  report: {
    title: "未披露明细",
    none: "本报告完整列示每一行。",
    about: (lines, level) =>
      level === "names"
        ? `公开副本中有 ${lines} 行的名称和证明材料已脱敏。`
        : `公开副本中有 ${lines} 行的名称、证明材料和输入数据已脱敏。`,
    disclose: "披露明细行",
    discloseAbout:
      "为有权查看该行的人生成文件。该文件可对照已签名的报告验证，且不透露其他行。持有文件的人可以转交他人。",
    line: "行",
    lines: (first, count) => (count > 12 ? `已脱敏：${first} …（共 ${count} 行）` : `已脱敏：${first}`),
    parts: "披露内容",
    download: "生成文件",
    full: "完整数据包",
    fullAbout: "包含完整的清单数据文件，以及可还原每一行的密钥。仅供贵企业和核查机构使用，每次下载均有记录。",
    fullDownload: "下载完整数据包",
  },
};

export default withholding;
