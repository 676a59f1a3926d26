import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { Section } from "#app/kit/section.tsx";

/** The contract of an order, for both sides. @param props.file the address of its PDF */
export function ContractSection({ file }: { file: string }) {
  const { contract: t } = useMessages().order;
  return (
    <Section title={t.title}>
      <p className="mt-3 text-14">{t.unsigned}</p>
      <p className="mt-1 text-14 text-muted">{t.about}</p>
      <div className="mt-3">
        <ButtonLink to={file} icon="download" reloadDocument>
          {t.pdf}
        </ButtonLink>
      </div>
    </Section>
  );
}
