import { Form, useNavigation, useSearchParams } from "@remix-run/react";
import { WholeDays } from "#app/day/whole-days.tsx";
import { localName } from "#app/i18n/index.ts";
import { Button } from "#app/kit/button.tsx";
import { useClock } from "#app/kit/clock-context.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { Notice, Question } from "../answer-page.tsx";
import { COLUMN } from "../recipient-frame.tsx";
import type { ReceivedAnswer } from "./receive-answer.server.ts";
import { BOUNDARIES, STATED_GWP } from "./supplier-factor.ts";
import type { SupplierView } from "./supplier-page.tsx";

type Refused = Extract<ReceivedAnswer, { ok: false }>;

/** One form with the supplier's figure and its document. */
export function SupplierForm({ page, refused }: { page: SupplierView; refused: Refused | null }) {
  const { dataRequest, carbon, evidence } = useMessages();
  const { factor: t, recipient } = dataRequest;
  const isBusy = useNavigation().state !== "idle";
  const isDone = useSearchParams()[0].has("done");
  const { product, given } = page;
  const unit = carbon.unit[product.unit as keyof typeof carbon.unit];
  const values: Record<string, string> = { ...given, ...refused?.typed };
  const sentence = (name: string): string | undefined => {
    const key = refused?.errors[name];
    if (key === undefined) return undefined;
    const file = refused?.refusedFile;
    if (key === "file_refused" && file) return evidence.describeRefusal(file.code, file.facts);
    return (t.fault as Record<string, string>)[key] ?? key;
  };
  const field = (name: string) => ({ name, defaultValue: values[name] ?? "", error: sentence(name) });
  return (
    <div className={`${COLUMN} pt-8 pb-16 max-md:pt-6`}>
      <Introduction page={page} />
      <div className="mt-6 space-y-4 empty:hidden">
        {(isDone || given) && !page.isAskedAgain && <Notice title={t.received} text={t.correctable} />}
        {page.isAskedAgain && <Question comment={page.comment} asker={page.askerName} />}
      </div>
      <Form method="post" encType="multipart/form-data" noValidate className="mt-10 space-y-6">
        <FormErrors errors={listErrors(refused?.errors ?? {}, (_, name) => sentence(name))} />
        <TextField {...field("company")} label={t.company} maxLength={200} required autoComplete="organization" />
        <div className="grid gap-4 sm:grid-cols-2">
          <TextField
            {...field("co2eKg")}
            label={t.co2e}
            hint={t.co2eHint(unit)}
            inputMode="decimal"
            maxLength={40}
            required
            autoComplete="off"
            unit={<span translate="no">{`kg/${unit}`}</span>}
          />
          <TextField {...field("year")} label={t.year} hint={t.yearHint} inputMode="numeric" maxLength={4} required />
        </div>
        <SelectField
          {...field("boundary")}
          label={t.boundary}
          hint={t.boundaryHint}
          placeholder={t.choose}
          options={BOUNDARIES.map((value) => ({ value, label: t.boundaryName[value] }))}
        />
        <SelectField
          {...field("gwp")}
          label={t.gwp}
          hint={t.gwpHint}
          placeholder={t.choose}
          options={STATED_GWP.map((value) => ({ value, label: t.gwpName[value] }))}
        />
        <TextField {...field("document")} label={t.document} hint={t.documentHint} maxLength={300} required />
        <FileField error={sentence("file")} earlier={given?.fileName ?? null} />
        <TextAreaField {...field("note")} label={recipient.note} rows={3} maxLength={1000} required={false} />
        <Button aria-disabled={isBusy}>{recipient.submit}</Button>
      </Form>
    </div>
  );
}

function Introduction({ page }: { page: SupplierView }) {
  const { dataRequest } = useMessages();
  const locale = useLocale();
  const clock = useClock();
  const { factor: t, recipient } = dataRequest;
  const organization = localName(page.organization, locale);
  return (
    <>
      <h1 className="text-31 font-semibold tracking-[-0.02em] max-md:text-25">{t.formTitle(page.product.name)}</h1>
      <div className="mt-4 max-w-[42rem] space-y-3 text-16">
        <p>{recipient.hello(page.recipientName)}</p>
        <p>{page.askerName ? t.lead(page.askerName, organization) : t.leadNoAsker(organization)}</p>
        {page.message !== "" && (
          <figure className="border-l-2 border-accent pl-4">
            <figcaption className="text-12 text-muted">
              {recipient.messageFrom(page.askerName || organization)}
            </figcaption>
            <blockquote className="break-words whitespace-pre-line">{page.message}</blockquote>
          </figure>
        )}
        <p className="font-medium">
          <WholeDays>{recipient.until(clock.day(page.expiresAt))}</WholeDays>
        </p>
        <p className="text-14 text-muted">{recipient.whoSees(organization)}</p>
      </div>
    </>
  );
}

function FileField({ error, earlier }: { error: string | undefined; earlier: string | null }) {
  const { dataRequest } = useMessages();
  const { factor: t } = dataRequest;
  return (
    <div>
      <label htmlFor="file" className="text-14 font-medium">
        {t.file}
      </label>
      <input
        id="file"
        name="file"
        type="file"
        required
        aria-invalid={error ? true : undefined}
        aria-describedby={error ? "file-error file-hint" : "file-hint"}
        className="mt-2 block max-w-full text-14 file:mr-3 file:min-h-9 file:cursor-pointer file:rounded-6 file:border file:border-solid file:border-rule file:bg-raised file:px-3.5 file:font-medium file:text-ink touch:file:min-h-11"
      />
      {error && (
        <p id="file-error" className="mt-1 text-14 font-medium text-bad-ink">
          {error}
        </p>
      )}
      <p id="file-hint" className="mt-1 text-12 text-muted">
        {earlier === null ? t.fileHint : t.fileAgain(earlier)}
      </p>
    </div>
  );
}
