import { ButtonLink } from "#app/kit/button.tsx";
import { Chip } from "#app/kit/chip.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { ORDER } from "#app/order/order-state.ts";
import { type InvoiceForClient, InvoicesForClient } from "#app/trade/invoice/invoices-for-client.tsx";
import type { OrderState } from "#db/order-schema.ts";

export interface OrderForClientView {
  state: OrderState;
  invoices: InvoiceForClient[];
  hasDraft: boolean;
  reportNumber: string | null;
}

export interface OrderForClientProps {
  order: OrderForClientView;
  address: string;
  back: string | null;
  /** Characters of the draft that can't be printed, with their places. */
  unprinted: { en: string; zh: string; character: string; codePoint: string }[];
}

/** The client's view of an order: status, invoices, payment, draft and report. */
export function OrderForClient(props: OrderForClientProps) {
  const { order, address, back, unprinted } = props;
  const { order: t, common } = useMessages();
  const { recipient } = t;
  return (
    <>
      <Section title={recipient.stage}>
        <p className="mt-3 flex flex-wrap items-center gap-3 text-16">
          <Chip tone={ORDER.tones[order.state]}>{t.states[order.state]}</Chip>
          {recipient[order.state]}
        </p>
      </Section>
      {order.reportNumber && <Report number={order.reportNumber} />}
      {order.invoices.length > 0 && (
        <Section title={recipient.invoices}>
          <InvoicesForClient invoices={order.invoices} files={address} action={address} back={back} />
        </Section>
      )}
      {order.hasDraft && (
        <Section title={recipient.draftTitle}>
          <p className="mt-3 text-14 text-muted">{recipient.draftAbout}</p>
          {unprinted.length > 0 && (
            <div role="alert" className="mt-3 text-14 text-bad-ink">
              <p>{recipient.draftRefused}</p>
              <ul className="mt-1 list-disc pl-5">
                {unprinted.map((facts) => (
                  <li key={`${facts.en} ${facts.codePoint}`}>{common.unprintableAt(facts)}</li>
                ))}
              </ul>
            </div>
          )}
          <div className="mt-3">
            <ButtonLink to={`${address}/draft.pdf`} icon="download" reloadDocument>
              {recipient.draftPdf}
            </ButtonLink>
          </div>
        </Section>
      )}
    </>
  );
}

function Report({ number }: { number: string }) {
  const { recipient: t } = useMessages().order;
  return (
    <Section title={t.reportTitle}>
      <p className="mt-3 text-20 font-semibold tabular-nums">{number}</p>
      <p className="mt-1 text-14 text-muted">{t.reportAbout}</p>
      <div className="mt-3 flex flex-wrap gap-2">
        <ButtonLink to={`/verify/${number}`} variant="primary" reloadDocument>
          {t.verify}
        </ButtonLink>
        <ButtonLink to={`/verify/${number}/report.pdf`} icon="download" reloadDocument>
          {t.reportPdf}
        </ButtonLink>
      </div>
    </Section>
  );
}
