import { usePageScripts } from "#app/kit/static-page.tsx";
import { EstimateApp } from "./estimate-app.tsx";

/** The part of a static page that the script of the estimate hydrates. */
export function EstimateIsland({ isAlone }: { isAlone: boolean }) {
  const { estimate } = usePageScripts();
  return (
    <>
      <div id="estimate-app" data-alone={String(isAlone)}>
        <EstimateApp isAlone={isAlone} />
      </div>
      {estimate && <script type="module" src={estimate} />}
    </>
  );
}
