import { Form } from "@remix-run/react";
import { formatDay } from "#app/day/format-day.ts";
import { WholeDays } from "#app/day/whole-days.tsx";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { type Fact, FactList } from "#app/kit/fact-list.tsx";
import { SelectField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";
import { FAPIAO_KINDS, type Fapiao } from "./fapiao.ts";

export interface FapiaoView {
  /** What was printed on the invoice. Empty if nothing was. */
  printed: string;
  /** Newest first. */
  entries: { version: number; fapiao: Fapiao; authorName: string | null; at: string }[];
}

interface FapiaoSectionProps extends FapiaoView {
  invoiceId: string;
  mayRecord: boolean;
  errors: Record<string, string>;
  /** Null if the form was not submitted. */
  typed: Record<string, string> | null;
}

/** The recorded fapiao, its earlier entries and the form for the next one. */
export function FapiaoSection(props: FapiaoSectionProps) {
  const { printed, entries, mayRecord } = props;
  const { fapiao: t } = useMessages();
  const [current, ...earlier] = entries;
  return (
    <Section title={t.title} id="fapiao">
      <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
      {printed && <p className="mt-3 text-14">{t.printed(printed)}</p>}
      {(!current || current.fapiao.kind === "none") && <p className="mt-3 text-14">{t.none}</p>}
      {current && <Entry {...current} />}
      {mayRecord && <FapiaoForm {...props} />}
      {earlier.length > 0 && (
        <>
          <h3 className="mt-6 text-14 font-semibold">{t.earlier}</h3>
          <ol className="divide-y divide-line">
            {earlier.map((entry) => (
              <li key={entry.version}>
                <Entry {...entry} />
              </li>
            ))}
          </ol>
        </>
      )}
    </Section>
  );
}

function Entry({ fapiao, authorName, at }: FapiaoView["entries"][number]) {
  const { fapiao: t, auditTrail } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const facts: Fact[] = [{ label: t.kind, value: t.kinds[fapiao.kind] }];
  if (fapiao.code) facts.push({ label: t.code, value: <Digits>{fapiao.code}</Digits> });
  if (fapiao.number) facts.push({ label: t.number, value: <Digits>{fapiao.number}</Digits> });
  if (fapiao.issuedOn) facts.push({ label: t.issuedOn, value: formatDay(fapiao.issuedOn, locale) });
  return (
    <div className="max-w-160 py-2">
      <FactList facts={facts} />
      <p className="mt-1 text-12 text-muted">
        <WholeDays>{t.entry(clock.instant(at), authorName ?? auditTrail.former)}</WholeDays>
      </p>
    </div>
  );
}

function Digits({ children }: { children: string }) {
  return (
    <span className="break-all tabular-nums" translate="no">
      {children}
    </span>
  );
}

function FapiaoForm({ invoiceId, entries, errors, typed }: FapiaoSectionProps) {
  const { fapiao: t } = useMessages();
  const [current] = entries;
  const word = (fault: string) => t.faults[fault] ?? fault;
  const recorded = current && current.fapiao.kind !== "none" ? current.fapiao : null;
  const field = (name: keyof Fapiao) => ({
    name,
    id: `fapiao-${name}`,
    defaultValue: typed?.[name] ?? recorded?.[name] ?? "",
    error: errors[name] && word(errors[name]),
  });
  const kinds = recorded ? ([...FAPIAO_KINDS, "none"] as const) : FAPIAO_KINDS;
  return (
    <details className="mt-4" open={typed !== null}>
      <summary className="w-fit cursor-pointer text-14 text-link touch:py-2">{recorded ? t.correct : t.record}</summary>
      <Form
        method="post"
        noValidate
        preventScrollReset
        className="mt-4 max-w-160 space-y-5"
        key={current?.version ?? 0}
      >
        <FormErrors errors={listErrors(errors, word)} />
        {recorded && <p className="text-14 text-muted">{t.correctAbout}</p>}
        <BasedOn setting={nameSetting("invoice_fapiao", [invoiceId])} version={current?.version ?? 0} />
        <SelectField
          label={t.kind}
          placeholder={t.chooseKind}
          {...field("kind")}
          options={kinds.map((kind) => ({ value: kind, label: t.kinds[kind] }))}
        />
        <div className="grid items-start gap-4 sm:grid-cols-2">
          <TextField label={t.number} hint={t.numberHint} inputMode="numeric" maxLength={60} {...field("number")} />
          <TextField
            label={t.code}
            hint={t.codeHint}
            inputMode="numeric"
            maxLength={60}
            required={false}
            {...field("code")}
          />
          <TextField label={t.issuedOn} type="date" {...field("issuedOn")} />
        </div>
        <Button name="intent" value="fapiao">
          {recorded ? t.correct : t.record}
        </Button>
      </Form>
    </details>
  );
}
