import { Form } from "@remix-run/react";
import type { ReactNode } from "react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { FormContext } from "./checklist-view.ts";

/** A form for statements that no item of the checklist asks for. @param form its name, where an item has its number */
export function StatementForm({
  form,
  context,
  children,
}: {
  form: "purpose" | "intensity";
  context: FormContext;
  children: ReactNode;
}) {
  const { page } = useMessages().disclosure;
  const { title, optional, about } = page[form];
  return (
    <Section title={title} aside={optional} id={form}>
      <p className="mt-3 max-w-160 text-14 text-muted">{about}</p>
      <Form method="post" action={`#${form}`} className="mt-4" preventScrollReset>
        <fieldset disabled={!context.mayChange} className="min-w-0 space-y-5">
          <legend className="sr-only">{title}</legend>
          <input type="hidden" name="intent" value="state" />
          <input type="hidden" name="run" value={context.runId} />
          <input type="hidden" name="item" value={form} />
          <BasedOn setting={context.setting} version={context.version} form={form} />
          {children}
          {context.mayChange && <Button variant="secondary">{page.save}</Button>}
        </fieldset>
      </Form>
    </Section>
  );
}
