import { Form } from "@remix-run/react";
import { Button } from "./button.tsx";
import { useMessages } from "./i18n-context.tsx";
import { Section } from "./section.tsx";

interface SourceConfidentialityProps {
  /** Address of the source's page. */
  address: string;
  isConfidential: boolean;
  mayEdit: boolean;
}

/** Whether reports may leave parts of this source out of their public copy, and the button that says so. */
export function SourceConfidentiality({ address, isConfidential, mayEdit }: SourceConfidentialityProps) {
  const { withholding } = useMessages();
  const t = withholding.source;
  return (
    <Section title={t.title} id="confidentiality">
      <p className="mt-3 text-14">{isConfidential ? t.confidential : t.open}</p>
      {mayEdit && (
        <Form method="post" action={`${address}/confidentiality`} className="mt-4">
          <input type="hidden" name="confidential" value={isConfidential ? "no" : "yes"} />
          <Button variant="secondary">{isConfidential ? t.unmark : t.mark}</Button>
        </Form>
      )}
    </Section>
  );
}
