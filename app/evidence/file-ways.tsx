import { ButtonLink } from "#app/kit/button.tsx";
import { useMessages } from "#app/kit/i18n-context.tsx";

/** Buttons to open a file in the browser, if possible, and to download it. */
export function FileWays({ address, canPreview }: { address: string; canPreview: boolean }) {
  const { evidence: t } = useMessages();
  return (
    <>
      {canPreview && (
        <ButtonLink to={`${address}/preview`} icon="external" reloadDocument target="_blank" rel="noreferrer">
          {t.preview}
        </ButtonLink>
      )}
      <ButtonLink to={`${address}/download`} icon="download" reloadDocument>
        {t.download}
      </ButtonLink>
    </>
  );
}
