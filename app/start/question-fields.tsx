import { useState } from "react";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { fieldOfUse, MOST_SITES } from "./answers.ts";
import type { Questions } from "./load-questions.server.ts";
import { SiteRows } from "./site-rows.tsx";
import { ASKED_GROUPS } from "./trade-template.ts";

interface QuestionFieldsProps {
  questions: Questions;
  errorOf: (name: string) => string | undefined;
  /** Address that shows the form with another site and everything that was typed. */
  moreTo: string;
}

/** The five questions. */
export function QuestionFields({ questions, errorOf, moreTo }: QuestionFieldsProps) {
  const { start: t } = useMessages();
  const { fields, rows } = questions;
  return (
    <>
      <Section title={t.places} aside={t.placesText}>
        <SiteRows fields={fields} rows={rows} places={questions.places} errorOf={errorOf} />
        <input type="hidden" name="rows" value={rows} />
        {rows < MOST_SITES && (
          <Button
            variant="secondary"
            name="more"
            value="1"
            formMethod="get"
            formAction={moreTo}
            formNoValidate
            className="mt-4"
          >
            {t.addSite}
          </Button>
        )}
      </Section>
      <TradeAndUses questions={questions} error={errorOf("trade")} />
      <Section title={t.askerTitle}>
        <div className="mt-4 max-w-120">
          <TextField
            label={t.asker}
            name="asker"
            hint={t.askerHint}
            maxLength={200}
            defaultValue={fields.asker}
            error={errorOf("asker")}
          />
        </div>
      </Section>
      <Section title={t.dueTitle}>
        <div className="mt-4 max-w-60">
          <TextField
            label={t.due}
            name="dueOn"
            type="date"
            hint={t.dueHint}
            defaultValue={fields.dueOn}
            error={errorOf("dueOn")}
          />
        </div>
      </Section>
    </>
  );
}

/** The trade, and what it uses: with scripts, choosing a trade ticks what is usual for it. */
function TradeAndUses({ questions, error }: { questions: Questions; error: string | undefined }) {
  const { start: t } = useMessages();
  const locale = useLocale();
  const { fields, trades: known, kinds } = questions;
  const [trade, setTrade] = useState<string | null>(null);
  const usual = new Set(known.find(({ id }) => id === trade)?.usual ?? []);
  const isTicked = (id: string) => (trade === null ? fields[fieldOfUse(id)] === "on" : usual.has(id));
  return (
    <>
      <Section title={t.tradeTitle}>
        <div className="mt-4 max-w-120">
          <SelectField
            label={t.trade}
            name="trade"
            hint={t.tradeHint}
            placeholder={t.tradeChoose}
            defaultValue={fields.trade ?? ""}
            error={error}
            onChange={({ currentTarget }) => setTrade(currentTarget.value)}
            options={known.map(({ id, name, gbt, nace }) => ({
              value: id,
              label: t.tradeName(localName(name, locale), gbt, nace),
            }))}
          />
        </div>
      </Section>
      <Section title={t.usesTitle} aside={t.usesText}>
        <div key={trade ?? ""} className="mt-4 grid gap-6 sm:grid-cols-2">
          {ASKED_GROUPS.map((group) => (
            <fieldset key={group} className="min-w-0">
              <legend className="mb-2 text-14 font-semibold">{t.group[group]}</legend>
              <div className="space-y-1">
                {kinds
                  .filter((kind) => kind.group === group)
                  .map(({ id, name }) => (
                    <label key={id} className="flex items-start gap-3 text-14 touch:min-h-11">
                      <input
                        type="checkbox"
                        name={fieldOfUse(id)}
                        defaultChecked={isTicked(id)}
                        className="mt-[3px] size-4 shrink-0 accent-accent"
                      />
                      <span>{localName(name, locale)}</span>
                    </label>
                  ))}
              </div>
            </fieldset>
          ))}
        </div>
      </Section>
    </>
  );
}
