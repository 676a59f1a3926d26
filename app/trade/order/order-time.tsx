import { Link } from "@remix-run/react";
import { formatDecimal } from "#app/carbon/format.ts";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { asHours } from "#app/trade/time/hours.ts";
import type { OrderPageProps } from "./order-view.ts";

interface OrderTimeProps {
  base: string;
  orderId: string;
  time: NonNullable<OrderPageProps["time"]>;
}

/** Hours worked on an order, visible to the seller only. */
export function OrderTime({ base, orderId, time: { minutes, billable, quoted } }: OrderTimeProps) {
  const { order: t } = useMessages();
  const locale = useLocale();
  const sheet = `${base}/time?order=${orderId}`;
  return (
    <Section title={t.hours}>
      {minutes === 0 ? (
        <p className="mt-3 text-14 text-muted">{t.noHours}</p>
      ) : (
        <p className="mt-3 text-14 tabular-nums">{t.hoursOf(asHours(minutes), asHours(billable))}</p>
      )}
      {quoted !== null && (
        <p className="mt-1 text-14 text-muted tabular-nums">{t.hoursQuoted(formatDecimal(quoted, { locale }))}</p>
      )}
      <p className="mt-2 flex flex-wrap gap-x-4 text-14">
        <Link className="text-link" to={`${sheet}#entry`}>
          {t.addHours}
        </Link>
        {minutes > 0 && (
          <Link className="text-link" to={sheet}>
            {t.openHours}
          </Link>
        )}
      </p>
    </Section>
  );
}
