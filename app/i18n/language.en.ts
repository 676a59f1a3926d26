import calendar from "./calendar.en.ts";
import type { Language } from "./language.ts";

export default {
  tag: "en",
  name: "English",
  direction: "ltr",
  content: "en",
  digits: { group: ",", point: "." },
  sentenceGap: " ",
  calendar,
} satisfies Language;
