import { Link } from "@remix-run/react";
import { CONTENT_TAG, type ContentLanguage } from "#app/encoding/language.ts";
import { TermHint } from "#app/glossary/term-hint.tsx";
import type { TermId } from "#app/glossary/terms.ts";
import { SelectField, TextAreaField, TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormContext } from "./checklist-view.ts";
import type { StatedText } from "./statements.ts";

interface PathProps {
  context: FormContext;
  /** The item of this form: one path may be in two forms. */
  item: string;
  /** Path of the value within the answers. */
  path: string;
  label: string;
}

/** What a field shows at first: what was typed into a refused form, else what is stated. */
function useField({ context, item, path }: Omit<PathProps, "label">, stated: string) {
  const { disclosure } = useMessages();
  const { refused } = context;
  const isOwn = refused?.item === item;
  const code = isOwn ? refused.errors[path] : undefined;
  const words = disclosure.page.errors as Record<string, string>;
  return {
    id: `${item}-${path}`,
    name: path,
    defaultValue: isOwn ? (refused.typed[path] ?? stated) : stated,
    ...(code ? { error: words[code] ?? code } : {}),
  };
}

/** One statement in the languages of the report, side by side. */
export function TextPair({
  stated,
  rows = 3,
  term,
  ...props
}: PathProps & { stated: StatedText | undefined; rows?: number; term?: TermId }) {
  const { start } = useMessages();
  const isStated = Boolean(stated?.en || stated?.zh);
  const proposed = isStated ? undefined : props.context.proposed[props.path];
  const shown = proposed ?? stated;
  const fields = {
    en: useField({ ...props, path: `${props.path}.en` }, shown?.en ?? ""),
    zh: useField({ ...props, path: `${props.path}.zh` }, shown?.zh ?? ""),
  };
  return (
    <fieldset className="min-w-0">
      <legend className="float-left mr-1.5 mb-1 text-14 font-medium">{props.label}</legend>
      {term && <TermHint term={term} />}
      <div className="clear-both grid gap-4 md:grid-cols-2">
        <TextAreas languages={props.context.statements.languages} field={(language) => fields[language]} rows={rows} />
      </div>
      <DraftOrigin context={props.context} path={props.path} />
      {proposed && props.context.mayChange && <p className="mt-1 text-12 text-warning-ink">{start.proposedText}</p>}
    </fieldset>
  );
}

/** That a text began as a draft of a model, with its entry in the log. */
function DraftOrigin({ context: { origins, log }, path }: Pick<PathProps, "context" | "path">) {
  const t = useMessages().disclosure.page.drafts;
  const origin = origins[`${path}.en`] ?? origins[`${path}.zh`];
  if (!origin) return null;
  return (
    <p className="mt-1 text-12 text-muted">
      {t.origin(origin.model)}
      {log && (
        <Link to={`${log}/${origin.id}`} className="ml-2 text-link">
          {t.openLog}
        </Link>
      )}
    </p>
  );
}

interface TextAreasProps {
  languages: readonly ContentLanguage[];
  field: (language: ContentLanguage) => { name: string; defaultValue: string; id?: string; error?: string | undefined };
  rows: number;
}

/** A text area for each language. */
export function TextAreas({ languages, field, rows }: TextAreasProps) {
  const { english, chinese } = useMessages().disclosure.page;
  return languages.map((language) => (
    <TextAreaField
      key={language}
      {...field(language)}
      label={language === "en" ? english : chinese}
      lang={CONTENT_TAG[language]}
      rows={rows}
      maxLength={2000}
    />
  ));
}

/** A name or contact, one text for both languages. */
export function TextLine({ stated, ...props }: PathProps & { stated: string }) {
  return <TextField {...useField(props, stated)} label={props.label} maxLength={200} />;
}

/** A number without a unit of its own. */
export function DecimalLine({ stated, ...props }: PathProps & { stated: string }) {
  return <TextField {...useField(props, stated)} label={props.label} inputMode="decimal" maxLength={30} />;
}

/** An amount in tonnes of CO2e. */
export function TonnesField({ stated, ...props }: PathProps & { stated: string }) {
  const { disclosure } = useMessages();
  return (
    <TextField
      {...useField(props, stated)}
      label={props.label}
      inputMode="decimal"
      unit={disclosure.page.fields.tonnesUnit}
      className="pr-28!"
      maxLength={30}
    />
  );
}

/** How sure a category is, where no percentage is calculated. */
export function GradeField({ stated, ...props }: PathProps & { stated: string }) {
  const { disclosure } = useMessages();
  const grades = disclosure.page.fields.grades as Record<string, string>;
  return (
    <SelectField
      {...useField(props, stated)}
      label={props.label}
      options={Object.entries(grades).map(([value, label]) => ({ value, label }))}
    />
  );
}
