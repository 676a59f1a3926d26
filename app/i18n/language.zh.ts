import calendar from "./calendar.zh.ts";
import type { Language } from "./language.ts";

export default {
  tag: "zh-Hans",
  name: "中文",
  direction: "ltr",
  content: "zh",
  digits: { group: ",", point: "." },
  sentenceGap: "",
  calendar,
} satisfies Language;
