import type {
  DocumentActivity,
  EmissionFactor,
  InventoryDocument,
  PropertyFactor,
} from "#app/carbon/document/inventory-document.ts";

export interface Remark {
  code: string;
  activity: string;
  pointer?: string;
}

export interface Matter {
  document: InventoryDocument;
  activity: DocumentActivity;
  issues: Remark[];
  disclosures: Remark[];
  /** `pointer` is relative to the activity. */
  complain: (code: string, pointer: string) => void;
  tell: (code: string) => void;
  emission: (reference: string) => EmissionFactor;
  property: (reference: string) => PropertyFactor;
}

export function openMatter(document: InventoryDocument, activity: DocumentActivity, index: number): Matter {
  const issues: Remark[] = [];
  const disclosures: Remark[] = [];
  const find = (reference: string) => document.factors.find(({ id, version }) => `${id}@${version}` === reference)!;
  return {
    document,
    activity,
    issues,
    disclosures,
    complain: (code, pointer) =>
      issues.push({ code, activity: activity.id, pointer: `/activities/${index}${pointer}` }),
    tell: (code) => disclosures.push({ code, activity: activity.id }),
    emission: (reference) => find(reference) as EmissionFactor,
    property: (reference) => find(reference) as PropertyFactor,
  };
}

export interface NamedFactor {
  reference: string;
  pointer: string;
  isProperty: boolean;
}

export function namedFactors({ factor, via, market }: DocumentActivity): NamedFactor[] {
  return [
    { reference: factor, pointer: "/factor", isProperty: false },
    ...(via ?? []).map((reference, at) => ({ reference, pointer: `/via/${at}`, isProperty: true })),
    ...(market?.instruments ?? []).map((one, at) => ({
      reference: one.factor,
      pointer: `/market/instruments/${at}/factor`,
      isProperty: false,
    })),
    ...(market?.residualFactor
      ? [{ reference: market.residualFactor, pointer: "/market/residualFactor", isProperty: false }]
      : []),
  ];
}
