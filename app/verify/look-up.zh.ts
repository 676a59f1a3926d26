import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./look-up.en.ts";

const lookUp: MessagesOf<typeof en> = {
  numberLabel: "报告编号",
  numberExample: "例如 GHG-2026-000417-7K3M9QX-2V8RTBW",
  numberShape: "GHG-2026-000417-…",
  verifyButton: "验证",
  lookUpButton: "查询",
  dropTitle: "将 PDF 拖到此处",
  dropOr: "或",
  chooseFile: "选择文件",
  dropPrivacy: "仅在浏览器中读取，不会上传。",
  dropNeedsScript: "验证文件需要启用 JavaScript，输入报告编号则不需要。",
};

export default lookUp;
