import { useState } from "react";
import { FileDrop } from "./file-drop.tsx";
import { FindPage, type NumberFault } from "./find-page.tsx";
import type { HeldFile } from "./held-file.ts";
import { openReportPage } from "./open-report-page.ts";
import { ReportPage } from "./report-page.tsx";
import type { ReportView } from "./report-view.ts";
import { type ShowFile, ShowFileContext } from "./show-file.ts";

/** State of the interactive part of a public page. The server renders it, and the browser continues from it. */
export type VerifyPage =
  /** The drop area alone, inside another page. */
  | { kind: "drop"; host: string }
  | { kind: "find"; typed: string; fault: NumberFault | null; host: string }
  | { kind: "report"; view: ReportView };

export interface ShownPage {
  page: VerifyPage;
  file: HeldFile | null;
}

interface VerifyAppProps {
  first: ShownPage;
  /** Receives a result that needs the whole page. */
  onOutgrow?: ((shown: ShownPage) => void) | undefined;
}

/** The interactive part of the public pages: reads a file, finds its report and shows the verdict in place. */
export function VerifyApp({ first, onOutgrow }: VerifyAppProps) {
  const [shown, setShown] = useState(first);
  const showFile: ShowFile = async (read) => {
    const { page } = shown;
    const cameFrom = page.kind === "report" ? page.view.number : null;
    const next = await findPage(page, read.identified);
    if (next === null) return false;
    const result = { page: next, file: { ...read, cameFrom } };
    if (page.kind === "drop") onOutgrow?.(result);
    else setShown(result);
    window.scrollTo(0, 0);
    return true;
  };
  return (
    <ShowFileContext.Provider value={showFile}>
      <Page {...shown} />
    </ShowFileContext.Provider>
  );
}

function Page({ page, file }: ShownPage) {
  switch (page.kind) {
    case "drop":
      return <FileDrop />;
    case "find":
      return <FindPage typed={page.typed} fault={page.fault} host={page.host} file={file} />;
    case "report":
      return <ReportPage key={page.view.number} view={page.view} file={file} />;
  }
}

/** The server's page of the report that the file belongs to. Null if it could not be fetched. */
async function findPage(from: VerifyPage, identified: HeldFile["identified"]): Promise<VerifyPage | null> {
  const host = from.kind === "report" ? from.view.host : from.host;
  if (identified.kind !== "report") {
    if (from.kind !== "find") history.pushState(null, "", "/verify");
    return { kind: "find", typed: "", fault: null, host };
  }
  if (from.kind === "report" && from.view.number === identified.number) return from;
  return openReportPage(identified.number);
}
