import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { FormContext } from "./checklist-view.ts";
import { DecimalLine, TextPair } from "./statement-fields.tsx";

/** The name of the form, where an item of the checklist has its number. */
const FORM = "intensity";

/** By what the totals are divided, which no standard of the checklist asks for. */
export function IntensityForm({ context }: { context: FormContext }) {
  const { page } = useMessages().disclosure;
  const { per, quantity, source } = context.statements.intensity;
  const at = (part: string) => ({ context, item: FORM, path: `intensity.${part}` });
  return (
    <Section title={page.intensity.title} aside={page.intensity.optional} id={FORM}>
      <p className="mt-3 max-w-160 text-14 text-muted">{page.intensity.about}</p>
      <Form method="post" action={`#${FORM}`} className="mt-4" preventScrollReset>
        <fieldset disabled={!context.mayChange} className="min-w-0 space-y-5">
          <legend className="sr-only">{page.intensity.title}</legend>
          <input type="hidden" name="intent" value="state" />
          <input type="hidden" name="run" value={context.runId} />
          <input type="hidden" name="item" value={FORM} />
          <BasedOn setting={context.setting} version={context.version} form={FORM} />
          <TextPair {...at("per")} label={page.fields.per} stated={per} rows={1} />
          <div className="max-w-80">
            <DecimalLine {...at("quantity")} label={page.fields.quantity} stated={quantity} />
          </div>
          <TextPair {...at("source")} label={page.fields.quantitySource} stated={source} rows={1} />
          {context.mayChange && <Button variant="secondary">{page.save}</Button>}
        </fieldset>
      </Form>
    </Section>
  );
}
