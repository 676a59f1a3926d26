import type { MessagesOf } from "#app/i18n/messages-of.ts";
import type en from "./consolidation-approach.en.ts";

const consolidationApproach: MessagesOf<typeof en> = {
  operational_control: "运营控制权法",
  financial_control: "财务控制权法",
  equity_share: "股权比例法",
};

export default consolidationApproach;
