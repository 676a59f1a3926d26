import { Chip, type ChipTone } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Where an invoice can stand, as a list offers them. */
export const INVOICE_STATES = ["open", "partly_paid", "paid", "overpaid", "credited"] as const;
type InvoiceState = (typeof INVOICE_STATES)[number];

const TONES: Record<InvoiceState, ChipTone> = {
  open: "accent",
  partly_paid: "warning",
  paid: "good",
  overpaid: "warning",
  credited: "neutral",
};

/** Where an invoice stands; an open one past its day says so. */
export function InvoiceStateChip({ state, isOverdue }: { state: InvoiceState; isOverdue: boolean }) {
  const { invoice: t } = useMessages();
  return isOverdue ? <Chip tone="bad">{t.overdue}</Chip> : <Chip tone={TONES[state]}>{t.state[state]}</Chip>;
}
