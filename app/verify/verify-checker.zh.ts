import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./verify-checker.en.ts";

const checker: MessagesOf<typeof en> = {
  title: "在自己的电脑上验证报告",
  lead: "验证程序是一个独立文件，可对报告 PDF、验证包和清单文档重复本站的全部检查。它可离线运行，只需安装 Node.js 20 或更新版本。",
  missing: "本系统尚无验证程序，需由运营方先完成构建。",
  download: "下载验证程序",
  file: "文件",
  size: "大小",
  sha256: "SHA-256",
  logEntry: "公开日志中的条目",
  entry: (position) => `条目 ${position}`,
  noEntry: "尚未记入日志。记入之前请勿使用该文件。",
  run: {
    title: "运行方法",
    text: "将验证程序与报告保存在同一文件夹，在该文件夹中打开终端，然后运行：",
    online: "验证程序按报告中的网址获取密钥和状态。",
    offlineText: "如需离线运行，请使用验证包，并给出日志的密钥名称：",
    offline: "node truetonne-verify.mjs REPORT.bundle.zip --offline --key 密钥名称",
    key: "日志的密钥名称见密钥页面，也可使用以往报告中的签发方密钥名称。退出码 0 表示全部检查通过。输出采用终端的语言，也可用 --language zh 或 --language en 指定。",
  },
  genuine: {
    title: "验证程序本身是否真实？",
    text: "请将文件的 SHA-256 与上方数值比对：",
    log: "每个新的验证程序都记入本系统的公开日志。该条目的内容为：",
    source: "仿冒页面可以显示任何哈希值。请与他人所见的日志条目比对，或从您信任的人处获取该文件。",
  },
  others: {
    title: "其他文件",
    pack: "核查包或工作区导出文件，按文件目录检查",
    trail: "导出的审计轨迹，逐条检查",
    detail: "汇总后的清单文档所含的记录",
    log: "公开日志，检查有无分叉、缺失和被更改的条目",
  },
  without: {
    title: "没有 Node.js 时",
    offlinePage: "用浏览器：可离线使用的验证页面",
    byHand: "手动逐步验证，也适用于 Windows",
    script: "六十行 Python 写成的验证程序",
    recompute: "用 Python 独立重新计算",
  },
};

export default checker;
