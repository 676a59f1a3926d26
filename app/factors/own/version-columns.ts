import { localName, type Messages } from "#app/i18n/index.ts";
import type { Locale } from "#app/i18n/locale.ts";
import type { Column } from "#app/kit/list/list-shape.ts";
import type { OwnFactorVersion } from "./own-factor.server.ts";
import { basisOf, type OwnFactorContent, printFigures } from "./own-factor-content.ts";

type Shown = { shown: OwnFactorVersion };
type Head = (t: Messages) => string;

export function nameIn({ content: { nameEn, nameZh } }: OwnFactorVersion, locale: Locale): string {
  return localName({ en: nameEn, zh: nameZh }, locale);
}

/** The content columns of exported files. */
export function contentColumns<Row>(): Column<Row, Shown>[] {
  const text = (key: string, head: Head, textOf: (content: OwnFactorContent) => string | null): Column<Row, Shown> => ({
    key,
    kind: "text",
    only: "file",
    head,
    value: ({ shown }) => textOf(shown.content),
  });
  return [
    text(
      "en",
      (t) => t.ownFactor.nameEn,
      ({ nameEn }) => nameEn,
    ),
    text(
      "zh",
      (t) => t.ownFactor.nameZh,
      ({ nameZh }) => nameZh,
    ),
    text(
      "category",
      (t) => t.ownFactor.category,
      ({ category }) => category,
    ),
    text(
      "region",
      (t) => t.ownFactor.region,
      ({ region }) => region,
    ),
    text(
      "unit",
      (t) => t.ownFactor.unit,
      ({ unit }) => unit,
    ),
    text(
      "heat",
      (t) => t.ownFactor.heatBasis,
      ({ heatBasis }) => heatBasis,
    ),
    {
      key: "basis",
      kind: "text",
      only: "file",
      head: (t) => t.ownFactor.basis,
      value: ({ shown }, { t }) => t.ownFactor.basisName[basisOf(shown.content.figures)],
    },
    text(
      "figures",
      (t) => t.ownFactor.figuresTitle,
      ({ figures }) => printFigures(figures),
    ),
    text(
      "gwp",
      (t) => t.ownFactor.gwpSet,
      ({ figures }) => figures.co2eGwpSet ?? null,
    ),
    text(
      "biogenic",
      (t) => t.ownFactor.biogenicCo2,
      ({ figures }) => figures.biogenicCo2 ?? null,
    ),
    text(
      "from",
      (t) => t.ownFactor.validFrom,
      ({ validFrom }) => validFrom,
    ),
    text(
      "to",
      (t) => t.ownFactor.validTo,
      ({ validTo }) => validTo,
    ),
    {
      key: "dataKind",
      kind: "text",
      only: "file",
      head: (t) => t.ownFactor.dataKind,
      value: ({ shown }, { t }) => t.ownFactor.dataKindName[shown.content.dataKind],
    },
    text(
      "title",
      (t) => t.ownFactor.sourceName,
      ({ source }) => source.title,
    ),
    text(
      "publisher",
      (t) => t.ownFactor.sourcePublisher,
      ({ source }) => source.publisher,
    ),
    text(
      "url",
      (t) => t.ownFactor.sourceUrl,
      ({ source }) => source.url,
    ),
    text(
      "page",
      (t) => t.ownFactor.sourcePage,
      ({ source }) => source.page,
    ),
    text(
      "licence",
      (t) => t.ownFactor.licence,
      ({ licence }) => licence,
    ),
    text(
      "evidence",
      (t) => t.ownFactor.evidence,
      ({ evidence }) => evidence,
    ),
    text(
      "uncertainty",
      (t) => t.ownFactor.uncertainty,
      ({ uncertainty }) => uncertainty,
    ),
    text(
      "note",
      (t) => t.ownFactor.note,
      ({ note }) => note,
    ),
  ];
}
