import { Form } from "@remix-run/react";
import type { LineTrace } from "#app/carbon/line/calculation-trace.ts";
import type { Fields } from "#app/carbon/method/field.ts";
import { methodOf } from "#app/carbon/method/methods.ts";
import { DATA_QUALITIES } from "#app/carbon/total/data-quality.ts";
import { localName } from "#app/i18n/index.ts";
import { Button, ButtonLink, EnterSubmits } from "#app/kit/button.tsx";
import { EmptyState } from "#app/kit/empty-state.tsx";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { FormErrors, listErrors } from "#app/kit/form-errors.tsx";
import { useLocale, useMessages } from "#app/kit/i18n-context.tsx";
import { PageBody } from "#app/kit/page-body.tsx";
import { PageHeader } from "#app/kit/page-header.tsx";
import { Section } from "#app/kit/section.tsx";
import type { MethodWords } from "./method.en.ts";
import { MethodField } from "./method-field.tsx";
import { TraceSteps } from "./trace-steps.tsx";

type Name = { en: string; zh: string };

export interface MethodPageProps {
  base: string;
  sheetHref: string;
  inventoryId: string;
  sources: { id: string; name: Name; facilityName: Name; methods: string[] }[];
  sourceId: string | null;
  methodName: string | null;
  recordId: string | null;
  version: number;
  /** Viewers can read the inputs but not change them. */
  mayEdit: boolean;
  typed: Readonly<Record<string, string>>;
  rowIndexes(name: string): number[];
  /** By form field, or under `form` if they concern no single field. */
  errors: Readonly<Record<string, string>>;
  isStale: boolean;
  trace: LineTrace | null;
}

/** A record by a published method: source and method, then inputs, then the result. */
export function MethodPage(props: MethodPageProps) {
  const { method: t, activity } = useMessages();
  const { sourceId, methodName, sources } = props;
  const source = sources.find(({ id }) => id === sourceId);
  return (
    <PageBody>
      <PageHeader
        title={props.recordId ? t.page.edit : t.page.title}
        about={t.page.lead}
        crumbs={[{ to: props.sheetHref, label: activity.title }]}
      />
      {sources.length === 0 ? (
        <EmptyState
          title={t.page.noSources}
          reason={t.page.lead}
          action={
            <ButtonLink variant="primary" to={`${props.base}/sources`}>
              {activity.empty.addSource}
            </ButtonLink>
          }
        />
      ) : (
        <div className="max-w-4xl space-y-8">
          <ChooseForm {...props} />
          {source && source.methods.length === 0 && <p className="text-14">{t.page.noMethods}</p>}
          {source && methodName && <InputForm key={`${sourceId} ${methodName}`} {...props} methodName={methodName} />}
        </div>
      )}
    </PageBody>
  );
}

/** Source and method as a GET form, so that the choice is in the address. */
function ChooseForm({ sources, sourceId, methodName, inventoryId, recordId }: MethodPageProps) {
  const { method: t } = useMessages();
  const locale = useLocale();
  const offered = sources.find(({ id }) => id === sourceId)?.methods ?? [];
  return (
    <Form method="get" className="grid items-end gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_auto]">
      <input type="hidden" name="inventory" value={inventoryId} />
      {recordId && <input type="hidden" name="record" value={recordId} />}
      <SelectField
        name="source"
        label={t.page.source}
        defaultValue={sourceId ?? ""}
        placeholder={t.page.chooseSource}
        options={sources.map(({ id, name, facilityName }) => ({
          value: id,
          label: `${localName(name, locale)} · ${localName(facilityName, locale)}`,
        }))}
      />
      <SelectField
        name="method"
        label={t.page.method}
        defaultValue={methodName ?? ""}
        placeholder={t.page.chooseMethod}
        disabled={offered.length === 0}
        options={offered.map((name) => ({ value: name, label: wordsOf(t.words, name).title }))}
      />
      <Button variant={methodName ? "secondary" : "primary"}>{t.page.next}</Button>
    </Form>
  );
}

function InputForm(props: MethodPageProps & { methodName: string }) {
  const { method: t, activity, carbon } = useMessages();
  const { methodName, typed, errors } = props;
  const words = wordsOf(t.words, methodName);
  const method = methodOf(methodName);
  const view = { words, typed, errors };
  const bind = (name: string) => ({
    name,
    defaultValue: typed[name] ?? "",
    ...(errors[name] ? { error: errors[name] } : {}),
  });
  return (
    <Form method="post" preventScrollReset className="space-y-8">
      <EnterSubmits intent="check" />
      <input type="hidden" name="version" value={props.version} />
      <FormErrors errors={listErrors(errors, (sentence) => sentence)} />
      {props.isStale && (
        <p role="alert" className="rounded-6 border border-bad bg-bad-tint px-4 py-3 text-14">
          {t.page.stale}
        </p>
      )}
      <Section title={words.title} aside={t.page.published(method.source)}>
        <p className="mt-3 text-14 text-muted">{words.about}</p>
        <div className="mt-4 space-y-5">
          <Inputs fields={method.fields} view={view} rowsOf={props.rowIndexes} />
        </div>
      </Section>
      <div className="grid gap-4 sm:grid-cols-2">
        <TextField {...bind("period")} label={activity.field.period} hint={activity.hint.period} />
        <SelectField
          {...bind("dataQuality")}
          label={activity.field.dataQuality}
          defaultValue={typed.dataQuality || "calculated"}
          options={DATA_QUALITIES.map((value) => ({
            value,
            label: carbon.dataQuality[value],
          }))}
        />
        <TextField
          {...bind("evidence")}
          label={activity.field.evidence}
          hint={activity.hint.evidence}
          maxLength={200}
        />
        <TextAreaField {...bind("note")} label={activity.field.note} maxLength={1000} />
      </div>
      {props.trace && (
        <Section title={t.page.result} id="result">
          <p className="mt-3 text-14 text-muted">{t.page.resultLead}</p>
          <TraceSteps trace={props.trace} />
        </Section>
      )}
      <div className="flex flex-wrap items-center gap-3">
        {props.mayEdit && (
          <>
            <Button variant={props.trace ? "secondary" : "primary"} name="intent" value="check">
              {t.page.check}
            </Button>
            <Button variant={props.trace ? "primary" : "secondary"} name="intent" value="save">
              {t.page.save}
            </Button>
          </>
        )}
        <ButtonLink to={props.sheetHref}>{t.page.back}</ButtonLink>
      </div>
    </Form>
  );
}

function Inputs({
  fields,
  view,
  rowsOf,
}: {
  fields: Fields;
  view: Parameters<typeof MethodField>[0]["view"];
  rowsOf: MethodPageProps["rowIndexes"];
}) {
  return Object.entries(fields).map(([name, field]) => (
    <MethodField key={name} view={view} word={name} name={name} field={field} rowsOf={rowsOf} />
  ));
}

const NO_WORDS: MethodWords = { title: "", about: "", fields: {}, steps: {}, choices: {} };

function wordsOf(words: Record<string, MethodWords>, name: string): MethodWords {
  return Object.hasOwn(words, name) ? words[name]! : { ...NO_WORDS, title: name };
}
