import type { Messages } from "#app/i18n/index.ts";
import type { ChipTone } from "#app/kit/chip.tsx";

export const QUOTE_TONES: Record<keyof Messages["quote"]["states"], ChipTone> = {
  draft: "neutral",
  sent: "accent",
  accepted: "good",
  declined: "bad",
  withdrawn: "neutral",
  expired: "warning",
};

export const INVOICE_TONES: Record<keyof Messages["invoice"]["state"], ChipTone> = {
  open: "accent",
  partly_paid: "warning",
  paid: "good",
  overpaid: "warning",
  credited: "neutral",
};

export const ORDER_TONES: Record<keyof Messages["order"]["states"], ChipTone> = {
  accepted: "accent",
  deposit_invoiced: "warning",
  deposit_paid: "accent",
  in_work: "accent",
  draft_delivered: "accent",
  balance_invoiced: "warning",
  balance_paid: "good",
  released: "good",
  closed: "neutral",
  cancelled: "bad",
};
