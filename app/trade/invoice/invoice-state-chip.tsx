import type { Messages } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";

/** Where an invoice stands; an open one past its day says so. */
export function InvoiceStateChip({
  state,
  isOverdue,
}: {
  state: keyof Messages["invoice"]["state"];
  isOverdue: boolean;
}) {
  const { invoice: t } = useMessages();
  return isOverdue ? <Chip tone="bad">{t.overdue}</Chip> : <Chip tone={INVOICE.tones[state]}>{t.state[state]}</Chip>;
}
