import { useMessages } from "#app/kit/i18n-context.tsx";
import type { FormContext } from "./checklist-view.ts";
import { DecimalLine, TextPair } from "./statement-fields.tsx";
import { StatementForm } from "./statement-form.tsx";

/** By what the totals are divided. */
export function IntensityForm({ context }: { context: FormContext }) {
  const { fields } = useMessages().disclosure.page;
  const { per, quantity, source } = context.statements.intensity;
  const at = (part: string) => ({ context, item: "intensity", path: `intensity.${part}` });
  return (
    <StatementForm form="intensity" context={context}>
      <TextPair {...at("per")} label={fields.per} stated={per} rows={1} />
      <div className="max-w-80">
        <DecimalLine {...at("quantity")} label={fields.quantity} stated={quantity} />
      </div>
      <TextPair {...at("source")} label={fields.quantitySource} stated={source} rows={1} />
    </StatementForm>
  );
}
