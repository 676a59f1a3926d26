import { Form, useNavigation } from "@remix-run/react";
import { CONTENT_TAG } from "#app/encoding/language.ts";
import { Button, offWhile } from "#app/kit/button.tsx";
import { SelectField, TextAreaField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { ModelName } from "#app/model/consent.ts";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { FormContext, ShownDrafts } from "./checklist-view.ts";
import { DRAFTED_TEXTS, draftPath } from "./draft-tasks.ts";
import { useTextLabel } from "./use-text-label.ts";

/** The name of this form among those of the items. */
export const DRAFTS = "drafts";

/** Asks a model for missing texts, and shows what it wrote. Nothing of it is stated before a person saves it. */
export function DraftsSection({ context }: { context: FormContext }) {
  const t = useMessages().disclosure.page.drafts;
  const { model, drafts, refused } = context;
  if (!context.mayChange || !(model || drafts || refused?.item === DRAFTS)) return null;
  return (
    <Section title={t.title} id={DRAFTS}>
      <div className="mt-3 space-y-6">
        <Fault context={context} />
        {drafts && <Drafts drafts={drafts} context={context} />}
        {model && <Ask model={model} context={context} />}
      </div>
    </Section>
  );
}

function Fault({ context: { refused } }: { context: FormContext }) {
  const { disclosure, model } = useMessages();
  const fault = refused?.item === DRAFTS ? refused.errors.form : undefined;
  if (!fault || fault === "changed_since") return null;
  const words = { ...model.faults, ...disclosure.page.drafts.faults };
  return (
    <p role="alert" className="max-w-160 text-14 text-bad-ink">
      {words[fault] ?? fault}
    </p>
  );
}

function Ask({ model, context }: { model: ModelName; context: FormContext }) {
  const { page } = useMessages().disclosure;
  const { drafts: t, fields } = page;
  const isBusy = useNavigation().state !== "idle";
  const labels = fields as unknown as Record<string, string>;
  return (
    <Form method="post" action={`#${DRAFTS}`} className="max-w-160 space-y-3" preventScrollReset>
      <input type="hidden" name="intent" value="draft" />
      <input type="hidden" name="run" value={context.runId} />
      <input type="hidden" name="item" value={DRAFTS} />
      <SelectField
        id="draft-text"
        name="text"
        label={t.which}
        defaultValue={context.refused?.typed.text ?? ""}
        options={[
          { value: "", label: t.allOpen },
          ...DRAFTED_TEXTS.map((path) => ({ value: path, label: labels[path] ?? path })),
        ]}
      />
      <p className="text-12 text-muted">{t.askAbout(model.name, model.host)}</p>
      <Button variant="secondary" {...offWhile(isBusy)}>
        {t.ask}
      </Button>
    </Form>
  );
}

function Drafts({ drafts, context }: { drafts: ShownDrafts; context: FormContext }) {
  const { page } = useMessages().disclosure;
  const t = page.drafts;
  const labelOf = useTextLabel(context.options);
  return (
    <Form method="post" action={`#${DRAFTS}`} className="space-y-6" preventScrollReset>
      <input type="hidden" name="run" value={context.runId} />
      <input type="hidden" name="item" value={DRAFTS} />
      <input type="hidden" name="suggestion" value={drafts.id} />
      <BasedOn setting={context.setting} version={context.version} form={DRAFTS} />
      <div role="status" className="max-w-160 rounded-6 bg-accent-tint px-4 py-3 text-14">
        <p className="font-medium">{t.mark(drafts.model)}</p>
        <p>{t.check}</p>
      </div>
      {drafts.drafts.map((draft) => (
        <Draft key={draftPath(draft)} draft={draft} context={context} label={labelOf(draft.id)} />
      ))}
      {drafts.refused.length > 0 && (
        <ul className="max-w-160 space-y-1 text-14 text-warning-ink">
          {drafts.refused.map((one) => (
            <li key={draftPath(one)}>{t.leftOut[one.reason](labelOf(one.id), page[LANGUAGE[one.language]])}</li>
          ))}
        </ul>
      )}
      <div className="flex flex-wrap gap-3">
        <Button name="intent" value="use_drafts">
          {t.save}
        </Button>
        <Button variant="secondary" name="intent" value="discard_drafts">
          {t.discard}
        </Button>
      </div>
    </Form>
  );
}

const LANGUAGE = { en: "english", zh: "chinese" } as const;

interface DraftProps {
  draft: ShownDrafts["drafts"][number];
  context: FormContext;
  label: string;
}

/** A draft to correct, next to what is saved now. Its box is not ticked. */
function Draft({ draft, context, label }: DraftProps) {
  const { page } = useMessages().disclosure;
  const t = page.drafts;
  const path = draftPath(draft);
  const { refused, statements } = context;
  const typed = refused?.item === DRAFTS ? refused.typed : {};
  const code = refused?.item === DRAFTS ? refused.errors[path] : undefined;
  const words = page.errors as Record<string, string>;
  const saved = savedAt(statements, draft.id);
  const title = `${label} · ${page[LANGUAGE[draft.language]]}`;
  return (
    <fieldset className="min-w-0 border-l-3 border-accent pl-4">
      <legend className="sr-only">{title}</legend>
      <div className="grid gap-4 md:grid-cols-2">
        <TextAreaField
          id={`${DRAFTS}-${path}`}
          name={path}
          label={title}
          lang={CONTENT_TAG[draft.language]}
          defaultValue={typed[path] ?? draft.text}
          rows={5}
          maxLength={2000}
          {...(code && { error: words[code] ?? code })}
        />
        <div className="text-14">
          <p className="text-12 font-medium text-muted">{t.now}</p>
          {(["en", "zh"] as const).map((language) => (
            <p key={language} lang={CONTENT_TAG[language]} className="mt-1 wrap-anywhere">
              {saved[language]}
            </p>
          ))}
          {!saved.en && !saved.zh && <p className="mt-1 text-muted">{t.nothing}</p>}
        </div>
      </div>
      <label className="mt-2 flex max-w-160 items-start gap-2 text-14">
        <input
          type="checkbox"
          name={`use:${path}`}
          defaultChecked={typed[`use:${path}`] === "on"}
          className="mt-0.5 size-4 accent-accent"
        />
        {t.use}
      </label>
    </fieldset>
  );
}

function savedAt(statements: FormContext["statements"], id: string): { en: string; zh: string } {
  const found = id.split(".").reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], statements);
  return { en: "", zh: "", ...(found as object | undefined) };
}
