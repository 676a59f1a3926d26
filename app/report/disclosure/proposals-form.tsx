import { Form } from "@remix-run/react";
import type { TermId } from "#app/glossary/terms.ts";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import type { FormContext } from "./checklist-view.ts";
import { PROPOSED_REASONS } from "./proposed-reasons.ts";
import { GradeField, TextPair } from "./statement-fields.tsx";
import type { StatedText } from "./statements.ts";

/** The name of this form among those of the items. */
export const PROPOSALS = "proposed";

/** Texts that no one has saved yet, in the order of the checklist. */
const TEXTS = [
  ["boundary", "reporting_boundary"],
  ["significance", "significance"],
  ["uncertainty", "uncertainty"],
  ["purpose", undefined],
  ["intendedUsers", undefined],
] as const satisfies readonly (readonly [string, TermId | undefined])[];

/** Everything that is proposed and not stated yet, to read, correct and save at once. */
export function ProposalsForm({ context }: { context: FormContext }) {
  const { page } = useMessages().disclosure;
  const { fields, proposals: t } = page;
  const { statements, options } = context;
  const proposed: FormContext["proposed"] = { ...PROPOSED_REASONS, ...context.proposed };
  const isOpen = (text: StatedText | undefined) => !text?.en && !text?.zh;
  const texts = TEXTS.filter(([path]) => proposed[path] && isOpen(statements[path]));
  if (texts.length === 0 || !context.mayChange) return null;
  const notSignificant = options.withoutData.filter(({ code }) =>
    isOpen((statements.notSignificant as Record<string, StatedText | undefined>)[code]),
  );
  const ungraded = options.categories.filter(({ code }) => !statements.uncertaintyGrades[code]);
  const at = (path: string) => ({ context: { ...context, proposed }, item: PROPOSALS, path });
  return (
    <Section title={t.title} id={PROPOSALS}>
      <p className="mt-3 max-w-160 text-14 text-muted">{t.about}</p>
      <Form method="post" action={`#${PROPOSALS}`} className="mt-4 space-y-6" preventScrollReset>
        <input type="hidden" name="intent" value="state" />
        <input type="hidden" name="run" value={context.runId} />
        <input type="hidden" name="item" value={PROPOSALS} />
        <BasedOn setting={context.setting} version={context.version} form={PROPOSALS} />
        {texts.map(([path, term]) => (
          <TextPair {...at(path)} key={path} {...(term && { term })} label={fields[path]} stated={statements[path]} />
        ))}
        {notSignificant.map(({ code, name }) => (
          <TextPair
            {...at(`notSignificant.${code}`)}
            key={code}
            label={fields.notSignificant(name)}
            stated={undefined}
            rows={2}
          />
        ))}
        {ungraded.length > 0 && (
          <div className="grid gap-4 md:grid-cols-2">
            {ungraded.map(({ code, name }) => (
              <GradeField {...at(`uncertaintyGrades.${code}`)} key={code} label={fields.grade(name)} stated="" />
            ))}
          </div>
        )}
        {statements.exclusions === null && (
          <label className="flex max-w-160 items-start gap-2 text-14">
            <input type="checkbox" name="exclusionsAre" value="none" className="mt-0.5 size-4 accent-accent" />
            {t.nothingExcluded}
          </label>
        )}
        <Button>{t.save}</Button>
      </Form>
    </Section>
  );
}
