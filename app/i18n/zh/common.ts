import type en from "../en/common.ts";
import type { MessagesOf } from "../messages-of.ts";

const common = {
  productName: "Truetonne",
  language: "语言",
  english: "English",
  chinese: "中文",
  save: "保存",
  cancel: "取消",
  close: "关闭",
  search: "搜索",
  none: "无",
} satisfies MessagesOf<typeof en>;

export default common;
