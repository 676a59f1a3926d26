import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./shell.en.ts";

const shell = {
  privacy: "仅在此标签页中读取，不发送任何内容，包括文件名。",
  enforced: "本页面的安全策略禁止脚本建立网络连接。",
  dropTitle: "将台账或账单清单拖到此处（CSV、XLSX）",
  needsScript: "估算在浏览器中进行，需要启用 JavaScript。",
  typeFigures: "填写三个数字",
  trySample: "试用示例台账",
  loading: "正在加载排放因子…",
  failed: "估算程序加载失败。请检查网络后重试。",
} satisfies MessagesOf<typeof en>;

export default shell;
