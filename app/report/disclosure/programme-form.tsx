import { Form } from "@remix-run/react";
import { CONTENT_LANGUAGES } from "#app/encoding/language.ts";
import { Button } from "#app/kit/button.tsx";
import { SelectField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { FormContext } from "./checklist-view.ts";
import { LANGUAGE_CHOICES } from "./disclosure-form.ts";
import { OVERLAYS } from "./statements.ts";

/** Which standards the report answers in addition to ISO 14064-1. */
export function ProgrammeForm({ context }: { context: FormContext }) {
  const { overlays } = useMessages().disclosure.page;
  return (
    <Section title={overlays.title} isAside>
      <p className="text-12 text-muted">{overlays.about}</p>
      <Form method="post" className="mt-3 space-y-1" preventScrollReset>
        <fieldset disabled={!context.mayChange} className="space-y-1">
          <legend className="sr-only">{overlays.title}</legend>
          <input type="hidden" name="intent" value="choose" />
          <input type="hidden" name="run" value={context.runId} />
          <BasedOn setting={context.setting} version={context.version} form="choose" />
          <Tick label={overlays.iso(context.editions.iso)} isChecked isFixed />
          {OVERLAYS.map((overlay) => (
            <Tick
              key={overlay}
              name={`overlay-${overlay}`}
              label={overlays[overlay](context.editions[overlay])}
              isChecked={context.statements.overlays.includes(overlay)}
            />
          ))}
          <div className="pt-3">
            <SelectField
              name="languages"
              label={overlays.languages}
              hint={overlays.languagesAbout}
              defaultValue={CONTENT_LANGUAGES.filter((one) => context.statements.languages.includes(one)).join()}
              options={LANGUAGE_CHOICES.map((value) => ({ value, label: overlays.languageNames[value] }))}
            />
          </div>
          {context.mayChange && (
            <div className="pt-2">
              <Button variant="secondary">{overlays.save}</Button>
            </div>
          )}
        </fieldset>
      </Form>
    </Section>
  );
}

interface TickProps {
  name?: string;
  label: string;
  isChecked: boolean;
  isFixed?: boolean;
}

function Tick({ name, label, isChecked, isFixed }: TickProps) {
  return (
    <label className="flex items-start gap-2.5 py-1 text-14 touch:py-2">
      <input
        type="checkbox"
        {...(name && { name })}
        defaultChecked={isChecked}
        disabled={isFixed}
        className="mt-[3px] size-4 shrink-0 accent-accent"
      />
      {label}
    </label>
  );
}
