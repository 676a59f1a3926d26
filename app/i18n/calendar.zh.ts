import type en from "./calendar.en.ts";
import type { MessagesOf } from "./messages-of.ts";

const calendar: MessagesOf<typeof en> = {
  months: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"].join(" "),
  shortMonths: ["1月", "2月", "3月", "4月", "5月", "6月", "7月", "8月", "9月", "10月", "11月", "12月"].join(" "),
  date: (year, month, day) => `${year}年${month}月${day}日`,
  monthOfYear: (monthName, year) => `${year}年${monthName}`,
};

export default calendar;
