import { type DocumentReader, type JsonObject, pointerToken } from "#app/carbon/document/document-reader.ts";
import { BOUNDS } from "#app/number/decimal.ts";
import { CORRELATIONS, DISTRIBUTIONS } from "./uncertainty-types.ts";

export function validateStatedUncertainty(reader: DocumentReader, activity: JsonObject, pointer: string): void {
  const at = `${pointer}/uncertainty`;
  const uncertainty = reader.object(reader.optional(activity, "uncertainty"), at);
  if (!uncertainty) return;
  const percentage = (value: unknown, where: string) => {
    if (reader.number(value, BOUNDS.percentage, where)?.lt(0)) {
      reader.fault("percentage_negative", where, { value: String(value) });
    }
  };
  for (const key of ["activity", "factor"]) percentage(reader.need(uncertainty, key, at), `${at}/${key}`);
  const stated = reader.array(reader.optional(uncertainty, "via"), `${at}/via`);
  for (const [index, value] of (stated ?? []).entries()) percentage(value, `${at}/via/${index}`);
  const via = Array.isArray(activity.via) ? activity.via.length : 0;
  // A copy that withholds the way to the factor still gives the uncertainty of each step.
  const withheld = activity.withheld as JsonObject | undefined;
  if (stated && typeof withheld?.inputs !== "string" && stated.length !== via) {
    reader.fault("uncertainty_via_length", `${at}/via`, { stated: String(stated.length), via: String(via) });
  }
  const shapes = reader.object(reader.optional(uncertainty, "distribution"), `${at}/distribution`);
  for (const key of shapes ? ["activity", "factor"] : []) {
    reader.oneOf(reader.optional(shapes!, key), DISTRIBUTIONS, `${at}/distribution/${key}`);
  }
}

export function validateUncertainty(reader: DocumentReader, value: unknown, ids: ReadonlySet<string>): void {
  const options = reader.object(value, "/uncertainty");
  if (!options) return;
  const correlation = reader.oneOf(
    reader.need(options, "correlation", "/uncertainty"),
    CORRELATIONS,
    "/uncertainty/correlation",
  );
  if (correlation === "by_group") reader.need(options, "groups", "/uncertainty");
  const groups = reader.array(reader.optional(options, "groups"), "/uncertainty/groups") ?? [];
  if (groups.length > 0 && correlation !== null && correlation !== "by_group") {
    reader.fault("value_unknown", "/uncertainty/correlation", { value: correlation, allowed: "by_group" });
  }
  const grouped = new Set<string>();
  for (const [at, group] of groups.entries()) {
    for (const [index, member] of (reader.array(group, `/uncertainty/groups/${at}`) ?? []).entries()) {
      const pointer = `/uncertainty/groups/${at}/${pointerToken(index)}`;
      const id = reader.text(member, pointer);
      if (id === null) continue;
      if (!ids.has(id)) reader.fault("uncertainty_group_unknown", pointer, { id });
      if (grouped.has(id)) reader.fault("uncertainty_group_twice", pointer, { id });
      grouped.add(id);
    }
  }
}
