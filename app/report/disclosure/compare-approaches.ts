import type { DocumentFactor } from "#app/carbon/document/inventory-document.ts";
import { methodOf } from "#app/report/factor-register.ts";
import type { JudgedActivity, JudgedDocument } from "#app/runs/judged-run-shape.ts";
import { type Message, message, type Word } from "./finding.ts";

/** A document with what its facilities and sources are known by over the years. */
export interface ComparedDocument {
  document: JudgedDocument;
  /** Of its own activities. */
  keys: { facility(activity: JudgedActivity): string; source(activity: JudgedActivity): string };
}

/**
 * What changed in the approaches between two documents: GWP set, consolidation, facilities and their shares, sources,
 * how a source is quantified, its factors and their editions, how factors are selected and gaps are filled. Sentences
 * follow from it, so none is typed (ISO 14064-1:2018, 9.3.1; item A14). Empty where nothing changed.
 */
export function compareApproaches(before: ComparedDocument, after: ComparedDocument): Message[] {
  return [
    ...compareRules(before.document, after.document),
    ...comparePlaces(before, after),
    ...compareSources(before, after),
  ];
}

function compareRules(before: JudgedDocument, after: JudgedDocument): Message[] {
  const from = before.organization.consolidationApproach;
  const to = after.organization.consolidationApproach;
  const rules = estimationRules(before);
  const newRules = estimationRules(after);
  const policies = [before, after].map(({ policy }) => JSON.stringify(policy?.text ?? []));
  return [
    ...(before.gwp.set === after.gwp.set ? [] : [message("gwp_set", { from: before.gwp.set, to: after.gwp.set })]),
    ...(from === to ? [] : [message("consolidation", { from, to })]),
    ...(policies[0] === policies[1]
      ? []
      : [message("policy", { from: before.policy?.version ?? "0", to: after.policy?.version ?? "0" })]),
    ...(rules.join() === newRules.join() ? [] : [message("gap_rules", { from: rules, to: newRules })]),
  ];
}

/** The methods by which gaps are filled, in one order. */
function estimationRules({ activities }: JudgedDocument): string[] {
  return [...new Set(activities.flatMap(({ estimate }) => estimate?.method ?? []))].sort();
}

interface Place {
  name: Word;
  share: string;
}

function comparePlaces(before: ComparedDocument, after: ComparedDocument): Message[] {
  const [old, now] = [placesOf(before), placesOf(after)];
  return [
    ...added(old, now).map(({ name }) => message("facility_added", { facility: name })),
    ...added(now, old).map(({ name }) => message("facility_removed", { facility: name })),
    ...kept(old, now).flatMap(([from, to]) =>
      from.share === to.share ? [] : [message("share", { facility: to.name, from: from.share, to: to.share })],
    ),
  ];
}

function placesOf({ document, keys }: ComparedDocument): Map<string, Place> {
  return new Map(
    document.activities.map((activity) => [
      keys.facility(activity),
      { name: document.facilities?.[activity.facility]?.name ?? activity.facility, share: activity.share ?? "1" },
    ]),
  );
}

interface Source {
  name: Word;
  category: string;
  /** How it is quantified: the method of its quantity, or the form of its factor. */
  methods: string[];
  /** By id, the editions in use. */
  factors: Map<string, DocumentFactor[]>;
}

function compareSources(before: ComparedDocument, after: ComparedDocument): Message[] {
  const [old, now] = [sourcesOf(before), sourcesOf(after)];
  const pairs = kept(old, now);
  return [
    ...added(old, now).map(({ name }) => message("source_added", { source: name })),
    ...added(now, old).map(({ name }) => message("source_removed", { source: name })),
    ...pairs.flatMap(([from, to]) => compareMethods(from, to)),
    ...compareEditions(pairs),
  ];
}

function compareMethods(from: Source, to: Source): Message[] {
  const moved = message("category", {
    source: to.name,
    from: { category: from.category },
    to: { category: to.category },
  });
  const method = message("method", { source: to.name, from: from.methods, to: to.methods });
  const [lost, gained] = [missingIn(from.factors, to.factors), missingIn(to.factors, from.factors)];
  return [
    ...(from.category === to.category ? [] : [moved]),
    ...(from.methods.join() === to.methods.join() ? [] : [method]),
    ...(lost.length === 0 && gained.length === 0
      ? []
      : [message("factor", { source: to.name, from: lost.map(nameOf), to: gained.map(nameOf) })]),
  ];
}

/** One sentence for a factor, however many sources use it. */
function compareEditions(pairs: [Source, Source][]): Message[] {
  const found = new Map<string, Message>();
  for (const [from, to] of pairs) {
    for (const [id, factors] of to.factors) {
      const old = from.factors.get(id);
      const [was, is] = [editionsOf(old ?? []), editionsOf(factors)];
      if (!old || was.join() === is.join()) continue;
      found.set(id, message("edition", { factor: nameOf(factors[0]!), from: was, to: is }));
    }
  }
  return [...found.values()];
}

function missingIn(one: Source["factors"], other: Source["factors"]): DocumentFactor[] {
  return [...one].flatMap(([id, factors]) => (other.has(id) ? [] : factors.slice(0, 1)));
}

function editionsOf(factors: DocumentFactor[]): string[] {
  return [...new Set(factors.map(({ version }) => version))].sort();
}

function nameOf(factor: DocumentFactor): Word {
  return factor.name?.en || factor.name?.zh ? factor.name : factor.id;
}

function sourcesOf({ document, keys }: ComparedDocument): Map<string, Source> {
  const byReference = new Map(document.factors.map((factor) => [`${factor.id}@${factor.version}`, factor]));
  const sources = new Map<string, Source>();
  for (const activity of document.activities) {
    const key = keys.source(activity);
    const known = sources.get(key);
    const source: Source = known ?? {
      name: activity.description?.en || activity.description?.zh ? activity.description : key,
      category: activity.category,
      methods: [],
      factors: new Map(),
    };
    const factors = [activity.factor, ...(activity.via ?? [])].map((reference) => byReference.get(reference)!);
    source.methods = [...new Set([...source.methods, approachOf(activity, factors[0]!)])].sort();
    for (const factor of factors) {
      const editions = source.factors.get(factor.id) ?? [];
      if (!editions.includes(factor)) source.factors.set(factor.id, [...editions, factor]);
    }
    if (!known) sources.set(key, source);
  }
  return sources;
}

function approachOf({ method }: JudgedActivity, factor: DocumentFactor): string {
  return method?.name ?? (factor.kind === "property" ? "co2e" : methodOf(factor));
}

function added<T>(old: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): T[] {
  return [...now].flatMap(([key, value]) => (old.has(key) ? [] : [value]));
}

function kept<T>(old: ReadonlyMap<string, T>, now: ReadonlyMap<string, T>): [T, T][] {
  return [...now].flatMap(([key, value]): [T, T][] => (old.has(key) ? [[old.get(key)!, value]] : []));
}
