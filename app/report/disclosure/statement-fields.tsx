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

/** One statement in both languages, side by side. */
export function TextPair({
  stated,
  rows = 3,
  term,
  ...props
}: PathProps & { stated: StatedText | undefined; rows?: number; term?: TermId }) {
  const { disclosure } = useMessages();
  const en = useField({ ...props, path: `${props.path}.en` }, stated?.en ?? "");
  const zh = useField({ ...props, path: `${props.path}.zh` }, stated?.zh ?? "");
  const { english, chinese } = disclosure.page;
  return (
    <fieldset className="min-w-0">
      <legend className="float-left mr-1.5 mb-1 text-14 font-medium">{props.label}</legend>
      {term && <TermHint term={term} />}
      <div className="clear-both grid gap-4 md:grid-cols-2">
        <TextAreaField {...en} label={english} lang="en" rows={rows} maxLength={2000} />
        <TextAreaField {...zh} label={chinese} lang="zh-Hans" rows={rows} maxLength={2000} />
      </div>
    </fieldset>
  );
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
