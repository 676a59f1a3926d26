import { usePageScripts } from "#app/kit/static-page.tsx";
import { PAGE_ELEMENT } from "./open-report-page.ts";
import { VerifyApp, type VerifyPage } from "./verify-app.tsx";

/** The part of a static page that its script hydrates, with the data it is rendered from. */
export function VerifyIsland({ page }: { page: VerifyPage }) {
  const { verify } = usePageScripts();
  return (
    <>
      <div id={PAGE_ELEMENT} data-page={JSON.stringify(page)}>
        <VerifyApp first={{ page, file: null }} />
      </div>
      {verify && <script type="module" src={verify} />}
    </>
  );
}
