import { Button } from "#app/kit/button.tsx";
import { FactList } from "#app/kit/fact-list.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ModelName } from "#app/model/consent.ts";
import type { CopiedSuggestion } from "./ask-for-bill.server.ts";
import { MOST_PICTURES, readCopied } from "./bill-question.ts";

/** Sends the pictures of the file. The rows typed so far are sent with the form, and come back. */
export function AskForBill({ model }: { model: ModelName }) {
  const { bill: t } = useMessages().model;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <Button variant="secondary" id="ask" name="intent" value="ask" formNoValidate>
        {t.ask}
      </Button>
      <p className="min-w-60 flex-1 text-12 text-muted">{t.askAbout(model.name, model.host)}</p>
    </div>
  );
}

/** The texts that a model copied, as it wrote them. */
export function CopiedTexts({ model, bill }: CopiedSuggestion) {
  const { model: messages, bill: t } = useMessages();
  const rows = readCopied(bill);
  const isPeriodClear = rows.some(({ period }) => period !== "");
  const text = (written: string, isClear = true) => (
    <>
      {written === "" ? (
        <span className="text-muted">{t.missing}</span>
      ) : (
        <span className="wrap-anywhere">{written}</span>
      )}
      {written !== "" && !isClear && <span className="block text-12 text-warning-ink">{messages.bill.unclear}</span>}
    </>
  );
  return (
    <Section id="copied" title={messages.bill.title}>
      <p className="mt-3 text-14 font-medium">{messages.bill.mark(model)}</p>
      <p className="mt-1 text-14">{messages.bill.about}</p>
      {bill.pages === MOST_PICTURES && (
        <p className="mt-1 text-14">{messages.bill.firstPages(String(MOST_PICTURES))}</p>
      )}
      <FactList
        facts={[
          { label: t.fields.seller, value: text(bill.seller) },
          { label: t.fields.number, value: text(bill.number) },
          { label: t.fields.meter, value: text(bill.meter) },
          { label: t.fields.period, value: text(bill.period, isPeriodClear) },
          ...bill.items.map(({ name, quantity, unit }, at) => ({
            label: t.item(String(at + 1), name),
            value: text(`${quantity} ${unit}`.trim(), rows[at]!.quantity !== ""),
          })),
        ]}
      />
    </Section>
  );
}
