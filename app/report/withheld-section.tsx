import { Form } from "@remix-run/react";
import { TermHint } from "#app/glossary/term-hint.tsx";
import { Button } from "#app/kit/button.tsx";
import { TextField } from "#app/kit/field.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import type { WithholdLevel } from "#app/proof/disclosure/line-parts.ts";

interface WithheldSectionProps {
  /** Address of the report's page. */
  address: string;
  withheld: { level: WithholdLevel; lines: string[] } | null;
  mayDisclose: boolean;
}

const PARTS = { names: ["names", "evidence"], inputs: ["names", "evidence", "inputs"] } as const;

/** What the public copy of a report redacts, and how to disclose a line of it, or all of it. */
export function WithheldSection({ address, withheld, mayDisclose }: WithheldSectionProps) {
  const { withholding } = useMessages();
  const t = withholding.report;
  return (
    <Section title={t.title} term={<TermHint term="redaction" />} id="withheld">
      <p className="mt-3 text-14">{withheld ? t.about(withheld.lines.length, withheld.level) : t.none}</p>
      {withheld && mayDisclose && (
        <Form method="post" action={`${address}/disclosed-line`} reloadDocument className="mt-5 space-y-4">
          <h3 className="text-14 font-semibold">{t.disclose}</h3>
          <p className="text-12 text-muted">{t.discloseAbout}</p>
          <div className="max-w-60">
            <TextField
              label={t.line}
              name="line"
              defaultValue={withheld.lines.length === 1 ? withheld.lines[0]! : ""}
              hint={t.lines(withheld.lines.slice(0, 12).join(", "), withheld.lines.length)}
            />
          </div>
          <fieldset>
            <legend className="mb-1 text-12 font-medium text-muted">{t.parts}</legend>
            {PARTS[withheld.level].map((part) => (
              <label key={part} className="mr-5 inline-flex min-h-9 items-center gap-2 text-14 touch:min-h-11">
                <input type="checkbox" name={part} value="yes" defaultChecked className="size-4 accent-accent" />
                {withholding.parts[part]}
              </label>
            ))}
          </fieldset>
          <Button variant="secondary">{t.download}</Button>
        </Form>
      )}
      {mayDisclose && (
        <Form method="post" action={`${address}/full-package`} reloadDocument className="mt-6 space-y-3">
          <h3 className="text-14 font-semibold">{t.full}</h3>
          <p className="text-12 text-muted">{t.fullAbout}</p>
          <Button variant="secondary">{t.fullDownload}</Button>
        </Form>
      )}
    </Section>
  );
}
