import type { ContentLanguage } from "#app/encoding/language.ts";
import { useMessages } from "#app/kit/i18n-context.tsx";
import { ButtonAnchor } from "#app/kit/plain-button.tsx";
import { formatSize } from "./format-size.ts";
import type { ReportView } from "./report-view.ts";

type Edition = ReportView["editions"][number];

/** Where the issued file in a language is handed out. */
export function pathOfFile(number: string, { language }: Pick<Edition, "language">): string {
  return `/verify/${number}/report.pdf?language=${language}`;
}

/** The edition in the reader's language, or else one that contains it. */
export function editionFor({ editions }: ReportView, language: ContentLanguage): Edition {
  const wanted = [language, "both"] as const;
  return wanted.flatMap((one) => editions.filter((edition) => edition.language === one)).at(0) ?? editions[0]!;
}

/** A download button for each issued file. */
export function IssuedFiles({ view }: { view: ReportView }) {
  const { getIssued, statement } = useMessages().verify.page;
  return (
    <div className="space-y-2">
      {view.editions.map((edition) => (
        <ButtonAnchor key={edition.language} href={pathOfFile(view.number, edition)} icon="download" isWide>
          {getIssued(statement.languageName[edition.language])}, {formatSize(edition.pdfBytes)}
        </ButtonAnchor>
      ))}
    </div>
  );
}
