import type { Messages } from "#app/i18n/index.ts";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { INVOICE } from "#app/trade/invoice/invoice-state.ts";

/** The payment state, or that an open invoice is overdue. */
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
