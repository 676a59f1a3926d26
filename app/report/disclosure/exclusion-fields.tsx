import { ChoiceField } from "#app/kit/choice-field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormContext } from "./checklist-view.ts";
import { TextPair, TonnesField } from "./statement-fields.tsx";
import { NO_TEXT, type StatedExclusion } from "./statements.ts";

const EMPTY: StatedExclusion = { what: NO_TEXT, reason: NO_TEXT, tonnes: "", basis: NO_TEXT };

/** Whether anything is excluded, then a block for each exclusion and an empty one to add another. */
export function ExclusionFields({ context, item }: { context: FormContext; item: string }) {
  const { disclosure } = useMessages();
  const { fields, errors } = disclosure.page;
  const { refused } = context;
  const stated = context.statements.exclusions;
  const typed = refused?.item === item ? refused : null;
  const chosen = typed?.typed.exclusionsAre ?? (stated === null ? undefined : stated.length === 0 ? "none" : "some");
  const fault = typed?.errors.exclusionsAre;
  const rows = [...(stated ?? []), EMPTY];
  return (
    <div className="space-y-6">
      <ChoiceField
        label={fields.exclusions}
        name="exclusionsAre"
        defaultValue={chosen}
        choices={[
          { value: "none", label: fields.nothingExcluded },
          { value: "some", label: fields.somethingExcluded },
        ]}
        error={fault ? (errors as Record<string, string>)[fault] : undefined}
      />
      {rows.map((row, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows have no other name than their place
        <Exclusion key={index} context={context} item={item} row={row} index={index} />
      ))}
      <p className="text-12 text-muted">{fields.addExclusion}</p>
    </div>
  );
}

interface ExclusionProps {
  context: FormContext;
  item: string;
  row: StatedExclusion;
  index: number;
}

function Exclusion({ context, item, row, index }: ExclusionProps) {
  const { disclosure } = useMessages();
  const { fields } = disclosure.page;
  const at = (part: string) => ({ context, item, path: `exclusions.${index}.${part}` });
  return (
    <fieldset className="min-w-0 space-y-4 border-l-2 border-line pl-4">
      <legend className="mb-2 text-14 font-semibold">{fields.exclusion(index + 1)}</legend>
      <TextPair {...at("what")} label={fields.what} stated={row.what} rows={1} />
      <TextPair {...at("reason")} label={fields.reason} stated={row.reason} rows={2} />
      <div className="max-w-80">
        <TonnesField {...at("tonnes")} label={fields.tonnes} stated={row.tonnes} />
      </div>
      <TextPair {...at("basis")} label={fields.basis} stated={row.basis} rows={2} />
    </fieldset>
  );
}
