import { Form } from "@remix-run/react";
import { Button } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";
import { BasedOn } from "#app/setting/based-on.tsx";
import { nameSetting } from "#app/setting/setting.ts";

interface SourceConfidentialityProps {
  sourceId: string;
  version: number;
  isConfidential: boolean;
  mayEdit: boolean;
}

/** Whether reports can redact parts of this source in their public copy, with a button to change it. */
export function SourceConfidentiality({ sourceId, version, isConfidential, mayEdit }: SourceConfidentialityProps) {
  const { withholding } = useMessages();
  const t = withholding.source;
  return (
    <Section title={t.title} id="confidentiality">
      <p className="mt-3 text-14">{isConfidential ? t.confidential : t.open}</p>
      {mayEdit && (
        <Form method="post" className="mt-4">
          <BasedOn setting={nameSetting("source_confidentiality", [sourceId])} version={version} />
          <input type="hidden" name="intent" value="confidential" />
          <input type="hidden" name="confidential" value={isConfidential ? "no" : "yes"} />
          <Button variant="secondary">{isConfidential ? t.unmark : t.mark}</Button>
        </Form>
      )}
    </Section>
  );
}
